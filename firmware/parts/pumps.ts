export interface PumpPart {
  readonly name: string;
  /** Flow against no pressure at full speed, ml/s at atmospheric pressure. */
  readonly freeFlowMlPerS: number;
  /** Gauge pressure at which a pump at full speed delivers nothing more, mmHg. */
  readonly stallMmhg: number;
  /** PWM duty below which a running pump stops: the dead zone, 0..1. */
  readonly stallDuty: number;
  /** PWM duty below which a standing pump does not start, 0..1. */
  readonly startDuty: number;
  /** Time constants of speed, s. */
  readonly spinUpS: number;
  readonly spinDownS: number;
  /** Current at full duty against pressure, A. */
  readonly currentA: number;
}

/**
 * zr370: flow and stall fitted to the logs of github.com/Jbsco/esp-bp (5 V, Patm 650 mmHg) in a cuff that creeps,
 * dead zone from the motor-pump guide of CMU course 16-376. kpm27c and big: catalogue classes, quoted from memory, to be bench-checked.
 */
export const pumps = Object.freeze({
  zr370: Object.freeze<PumpPart>({
    name: "ZR370-02PM at 5 V",
    freeFlowMlPerS: 11.3,
    stallMmhg: 300,
    stallDuty: 0.7,
    startDuty: 0.8,
    spinUpS: 0.1,
    spinDownS: 0.15,
    currentA: 0.5,
  }),
  kpm27c: Object.freeze<PumpPart>({
    name: "KOGE KPM27C at 12 V",
    freeFlowMlPerS: 30,
    stallMmhg: 500,
    stallDuty: 0.3,
    startDuty: 0.4,
    spinUpS: 0.1,
    spinDownS: 0.15,
    currentA: 0.4,
  }),
  big: Object.freeze<PumpPart>({
    name: "KPM32 class at 12 V",
    freeFlowMlPerS: 60,
    stallMmhg: 750,
    stallDuty: 0.3,
    startDuty: 0.4,
    spinUpS: 0.12,
    spinDownS: 0.2,
    currentA: 0.8,
  }),
});

export type PumpName = keyof typeof pumps;
