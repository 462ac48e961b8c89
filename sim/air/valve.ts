import type { ValvePart } from "../../firmware/parts/valves";

const PROPORTIONAL_LAG_S = 0.01;
/** An opening below this is closed. */
const CLOSED = 1e-4;

export interface ValveTruth {
  /** From coil current to plunger movement, ms. */
  readonly closeDelayMs: number;
  readonly openDelayMs: number;
  /** Play of a proportional valve, as a share of its span. */
  readonly hysteresis: number;
  /** What a shut valve still passes, as a share of its open conductance. */
  readonly seatLeak: number;
}

export const typicalValve: ValveTruth = Object.freeze({
  closeDelayMs: 10,
  openDelayMs: 12,
  hysteresis: 0.07,
  seatLeak: 1e-4,
});

/** A normally-open valve: opening against coil duty, with delay, pull-in, drop-out, play and lag. */
export class Valve {
  readonly part: ValvePart;
  readonly #truth: ValveTruth;
  #pendingMs = 0;
  #play = 1;
  /** Opening 0..1. */
  opening = 1;
  /** A stuck valve stays as it is. */
  stuck = false;

  constructor(part: ValvePart, truth: ValveTruth) {
    this.part = part;
    this.#truth = truth;
  }

  /** Conductance now, C' in ml/s, seat leak included. */
  get conductanceMlPerS(): number {
    return this.part.conductanceMlPerS * Math.max(this.opening, this.#truth.seatLeak);
  }

  /** It does not let air out, whatever the coil does. */
  get isBlocked(): boolean {
    return this.stuck && this.opening < 0.5;
  }

  /** From now on it stays there, whatever the coil does. 0 shut, 1 open. */
  stickAt(opening: 0 | 1): void {
    this.opening = opening;
    this.stuck = true;
  }

  /** One step of `dtMs` with coil `duty`. */
  step(dtMs: number, duty: number): void {
    if (this.stuck) return;
    if (this.part.action === "onOff") this.#snap(dtMs, duty);
    else this.#slide(dtMs, duty);
  }

  #snap(dtMs: number, duty: number): void {
    const isOpen = this.opening === 1;
    // Holding needs less current than pulling in.
    const wantsOpen = duty < (isOpen ? 0.9 : this.part.openDuty);
    if (wantsOpen === isOpen) {
      this.#pendingMs = 0;
      return;
    }
    this.#pendingMs += dtMs;
    if (this.#pendingMs < (wantsOpen ? this.#truth.openDelayMs : this.#truth.closeDelayMs)) return;
    this.opening = wantsOpen ? 1 : 0;
    this.#pendingMs = 0;
  }

  #slide(dtMs: number, duty: number): void {
    const { openDuty, closedDuty } = this.part;
    const asked = 1 - (duty - openDuty) / (closedDuty - openDuty);
    const half = this.#truth.hysteresis / 2;
    if (asked - half > this.#play) this.#play = asked - half;
    else if (asked + half < this.#play) this.#play = asked + half;
    const target = Math.min(1, Math.max(0, this.#play));
    this.opening += (target - this.opening) * Math.min(1, dtMs / 1000 / PROPORTIONAL_LAG_S);
    if (this.opening < CLOSED) this.opening = 0;
  }
}
