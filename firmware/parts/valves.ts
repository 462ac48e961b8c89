/** Every valve here is normally open: without coil current it vents the cuff. */
export interface ValvePart {
  readonly name: string;
  /** On/off, or opening in proportion to the coil current. */
  readonly action: "onOff" | "proportional";
  /** ISO 6358 sonic conductance of the open valve, as C' = 1000·C[dm³/(s·bar)], ml/s. */
  readonly conductanceMlPerS: number;
  /** ISO 6358 critical pressure ratio b. */
  readonly criticalRatio: number;
  /** Shortest opening that does what it should, ms. */
  readonly minPulseMs: number;
  /** Smallest opening (0..1) that hysteresis and stiction leave repeatable; 1 for an on/off valve. */
  readonly minOpening: number;
  /** Coil duty at and below which the valve is fully open, and at and above which it is closed, 0..1. */
  readonly openDuty: number;
  readonly closedDuty: number;
  /** Coil current at full duty, A. */
  readonly currentA: number;
  /** Time for which full duty pulls the valve shut before the holding duty takes over, ms. */
  readonly pullInMs: number;
}

/**
 * dump97: fitted to the dump of an arm cuff through a DFR0866-class solenoid (logs of github.com/Jbsco/esp-bp).
 * proportional40: small proportional valves (0.25–1.65 mm orifices, 10 % hysteresis) in their normally-open version;
 * catalogue figures from memory, to be bench-checked; proportional60 is the larger one that an 18 cm thigh cuff needs
 * to let go through it alone. Coil currents: 1 W at 6 V, and 2 W at 12 V. onOff6 and onOff20: small on/off solenoids of 0.2 and 0.36 mm.
 */
export const valves = Object.freeze({
  dump97: Object.freeze<ValvePart>({
    name: "6 V normally-open solenoid, 0.8 mm",
    action: "onOff",
    conductanceMlPerS: 97,
    criticalRatio: 0.2,
    minPulseMs: 20,
    minOpening: 1,
    openDuty: 0.3,
    closedDuty: 0.4,
    currentA: 0.17,
    pullInMs: 80,
  }),
  onOff6: Object.freeze<ValvePart>({
    name: "normally-open solenoid, 0.2 mm",
    action: "onOff",
    conductanceMlPerS: 6,
    criticalRatio: 0.3,
    minPulseMs: 20,
    minOpening: 1,
    openDuty: 0.3,
    closedDuty: 0.4,
    currentA: 0.08,
    pullInMs: 80,
  }),
  onOff20: Object.freeze<ValvePart>({
    name: "normally-open solenoid, 0.36 mm",
    action: "onOff",
    conductanceMlPerS: 20,
    criticalRatio: 0.3,
    minPulseMs: 20,
    minOpening: 1,
    openDuty: 0.3,
    closedDuty: 0.4,
    currentA: 0.08,
    pullInMs: 80,
  }),
  proportional40: Object.freeze<ValvePart>({
    name: "normally-open proportional valve, 0.5 mm",
    action: "proportional",
    conductanceMlPerS: 40,
    criticalRatio: 0.3,
    minPulseMs: 30,
    minOpening: 0.15,
    openDuty: 0.4,
    closedDuty: 0.8,
    currentA: 0.17,
    pullInMs: 0,
  }),
  proportional60: Object.freeze<ValvePart>({
    name: "normally-open proportional valve, 0.62 mm",
    action: "proportional",
    conductanceMlPerS: 60,
    criticalRatio: 0.3,
    minPulseMs: 30,
    minOpening: 0.15,
    openDuty: 0.4,
    closedDuty: 0.8,
    currentA: 0.17,
    pullInMs: 0,
  }),
});

export type ValveName = keyof typeof valves;
