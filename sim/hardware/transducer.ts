import type { TransducerPart } from "../../firmware/parts/transducers";
import type { RandomStream } from "../random";

/** How one transducer differs from its data sheet. */
export interface TransducerTruth {
  readonly offsetMmhg: number;
  readonly gain: number;
  /** White noise of a reading, mmHg rms: 0.06 measured on a Honeywell MPR in a quiet cuff. */
  readonly noiseMmhg: number;
  readonly lagMs: number;
}

export const typicalTransducer: TransducerTruth = Object.freeze({
  offsetMmhg: 0.8,
  gain: 1,
  noiseMmhg: 0.06,
  lagMs: 3,
});

export type TransducerFault = "none" | "unplugged" | "error" | "frozen" | "rail";

const QUEUE = 8;

/** A transducer with its converter: lag, offset, gain error, noise, quantisation, saturation and conversion time. */
export class Transducer {
  readonly #part: TransducerPart;
  readonly #truth: TransducerTruth;
  readonly #noise: RandomStream;
  readonly #mmhgPerCount: number;
  #seenMmhg = 0;
  #nextMs = 0;
  #frozenCounts = 0;
  readonly #takenMs = new Float64Array(QUEUE);
  readonly #counts = new Float64Array(QUEUE);
  #queued = 0;

  fault: TransducerFault = "none";
  /** Changed by faults: an offset and white noise beyond the unit's own, mmHg. */
  extraOffsetMmhg = 0;
  extraNoiseMmhg = 0;

  /** What it tells is not the pressure. */
  get isOff(): boolean {
    return this.fault !== "none" || this.extraOffsetMmhg !== 0 || this.extraNoiseMmhg > 0;
  }

  constructor(part: TransducerPart, truth: TransducerTruth, noise: RandomStream) {
    this.#part = part;
    this.#truth = truth;
    this.#noise = noise;
    this.#mmhgPerCount = (part.highMmhg - part.lowMmhg) / (part.highCounts - part.lowCounts);
  }

  /** One step at `nowMs`, with true pressure `mmhg` at its port. */
  step(nowMs: number, dtMs: number, mmhg: number): void {
    this.#seenMmhg += (mmhg - this.#seenMmhg) * (dtMs / (this.#truth.lagMs + dtMs));
    if (nowMs < this.#nextMs) return;
    this.#nextMs += this.#part.intervalMs;
    if (this.fault === "unplugged" || this.#queued === QUEUE) return;
    this.#takenMs[this.#queued] = nowMs;
    this.#counts[this.#queued] = this.#convert();
    this.#queued++;
  }

  /** Hands every reading whose conversion is complete to `deliver`, oldest first. */
  drain(nowMs: number, deliver: (takenMs: number, counts: number) => void): void {
    let delivered = 0;
    while (delivered < this.#queued && (this.#takenMs[delivered] as number) + this.#part.conversionMs <= nowMs) {
      deliver(this.#takenMs[delivered] as number, this.#counts[delivered] as number);
      delivered++;
    }
    this.#takenMs.copyWithin(0, delivered, this.#queued);
    this.#counts.copyWithin(0, delivered, this.#queued);
    this.#queued -= delivered;
  }

  /** The chip starts anew: nothing that was converted before waits for it. */
  restart(): void {
    this.#queued = 0;
  }

  #convert(): number {
    if (this.fault === "error") return Number.NaN;
    if (this.fault === "rail") return this.#part.maxCounts + 1;
    if (this.fault === "frozen") return this.#frozenCounts;
    const { offsetMmhg, gain, noiseMmhg } = this.#truth;
    const noise = (noiseMmhg + this.extraNoiseMmhg) * this.#noise.normal();
    const read = this.#seenMmhg * gain + offsetMmhg + this.extraOffsetMmhg + noise;
    const counts = Math.round(this.#part.lowCounts + (read - this.#part.lowMmhg) / this.#mmhgPerCount);
    this.#frozenCounts = Math.min(this.#part.maxCounts, Math.max(this.#part.minCounts, counts));
    return this.#frozenCounts;
  }
}
