import type { RandomStream } from "../random";
import { Table } from "../table";

/** One arterial beat, foot to foot, of height 1: mean of 13 radial tonometer records (MIT-licensed Aurora BP sample). */
const beat = [
  0, 0.07, 0.319, 0.629, 0.884, 0.985, 1, 0.97, 0.908, 0.845, 0.808, 0.754, 0.71, 0.658, 0.613, 0.576, 0.563, 0.568,
  0.577, 0.561, 0.561, 0.549, 0.521, 0.5, 0.457, 0.414, 0.37, 0.332, 0.305, 0.28, 0.256, 0.229, 0.206, 0.175, 0.147,
  0.127, 0.105, 0.081, 0.052, 0.021, 0,
];
const shape = new Table(0, 1, 1 / (beat.length - 1), (phase) => beat[Math.round(phase * (beat.length - 1))] ?? 0);

/** Beat-to-beat scatter of the interval: 2.4–5 % at rest, measured in the same records. */
const INTERVAL_SD = 0.03;
/** Breathing moves the whole pressure by a few mmHg at 0.2–0.3 Hz. */
const BREATH_MMHG = 3;
const BREATH_HZ = 0.25;

/** Arterial pressure at heart height. */
export class Heart {
  readonly #random: RandomStream;
  readonly #intervalS: number;
  readonly #diastolic: number;
  readonly #pulse: number;
  #rate: number;
  #breath = 0;
  /** Place in the current beat, 0..1. */
  phase = 0;
  mmhg: number;

  constructor(systolicMmhg: number, diastolicMmhg: number, beatsPerMin: number, random: RandomStream) {
    this.#random = random;
    this.#intervalS = 60 / beatsPerMin;
    this.#rate = beatsPerMin / 60;
    this.#diastolic = diastolicMmhg;
    this.#pulse = systolicMmhg - diastolicMmhg;
    this.mmhg = diastolicMmhg;
  }

  step(dtS: number): void {
    this.phase += this.#rate * dtS;
    if (this.phase >= 1) {
      this.phase -= 1;
      this.#rate = 1 / (this.#intervalS * (1 + INTERVAL_SD * this.#random.normal()));
    }
    this.#breath += BREATH_HZ * dtS;
    if (this.#breath >= 1) this.#breath -= 1;
    // A parabola pair in place of a sine: breathing has no exact shape to be faithful to.
    const half = this.#breath < 0.5 ? this.#breath * 2 : this.#breath * 2 - 1;
    const sway = 4 * half * (1 - half) * (this.#breath < 0.5 ? 1 : -1);
    this.mmhg = this.#diastolic + this.#pulse * shape.at(this.phase) + BREATH_MMHG * sway;
  }
}
