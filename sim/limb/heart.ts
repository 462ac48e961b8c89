import type { RandomStream } from "../random";
import { Table } from "../table";
import { Breath } from "./breath";
import { type Rhythm, Sinus } from "./rhythm";

/** One arterial beat, foot to foot, of height 1: mean of 13 radial tonometer records (MIT-licensed Aurora BP sample). */
const beat = [
  0, 0.07, 0.319, 0.629, 0.884, 0.985, 1, 0.97, 0.908, 0.845, 0.808, 0.754, 0.71, 0.658, 0.613, 0.576, 0.563, 0.568,
  0.577, 0.561, 0.561, 0.549, 0.521, 0.5, 0.457, 0.414, 0.37, 0.332, 0.305, 0.28, 0.256, 0.229, 0.206, 0.175, 0.147,
  0.127, 0.105, 0.081, 0.052, 0.021, 0,
];
const shape = new Table(0, 1, 1 / (beat.length - 1), (phase) => beat[Math.round(phase * (beat.length - 1))] ?? 0);

/** Arterial pressure at heart height. A beat's shape is stretched to its interval. */
export class Heart {
  readonly #rhythm: Rhythm;
  readonly #breath: Breath;
  readonly #diastolic: number;
  readonly #fullPulse: number;
  #rate: number;
  #pulse: number;
  /** Place in the current beat, 0..1. */
  phase = 0;
  mmhg: number;
  /** Changed by scenarios: the blood pressure is lower than it was, mmHg. */
  fallMmhg = 0;

  /** Beats in sinus rhythm and breathes evenly, unless told otherwise. */
  constructor(
    systolicMmhg: number,
    diastolicMmhg: number,
    beatsPerMin: number,
    random: RandomStream,
    rhythm: Rhythm = new Sinus(beatsPerMin, random),
    breath: Breath = new Breath(),
  ) {
    this.#rhythm = rhythm;
    this.#breath = breath;
    this.#rate = beatsPerMin / 60;
    this.#diastolic = diastolicMmhg;
    this.#fullPulse = systolicMmhg - diastolicMmhg;
    this.#pulse = this.#fullPulse;
    this.mmhg = diastolicMmhg;
  }

  step(dtS: number): void {
    this.phase += this.#rate * dtS;
    if (this.phase >= 1) {
      this.phase -= 1;
      const { intervalS, height } = this.#rhythm.next();
      this.#rate = 1 / intervalS;
      this.#pulse = this.#fullPulse * height;
    }
    this.#breath.step(dtS);
    this.mmhg = this.#diastolic + this.#pulse * shape.at(this.phase) + this.#breath.mmhg - this.fallMmhg;
  }
}
