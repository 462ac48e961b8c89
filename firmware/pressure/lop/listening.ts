import { BeatFinder } from "./beat-finder";
import { medianOf } from "./median";

/** After the pump has stopped it spins down and the cuff creeps fast; the filters settle in the same time, ms. */
const SETTLES_MS = 700;
/** It listens to so many beats, and for one breath (0.25 Hz moves the blood pressure by some mmHg), … */
const ENOUGH_BEATS = 4;
const ENOUGH_MS = 3200;
/** … and no longer than this, ms. */
const LONGEST_MS = 7000;
const MOST_BEATS = 16;
/** Hearts beat between these, ms: 30 to 200 a minute. */
const SHORTEST_BEAT_MS = 300;
const LONGEST_BEAT_MS = 2000;
/** A beat is clean within these of the median beat: an interval that scatters by 5 %, a height that breath changes. */
const INTERVAL_SHARE = 0.2;
const SMALLEST_SHARE = 0.5;
const LARGEST_SHARE = 1.8;
const LEAST_CLEAN = 3;
/** What moves the pressure by this beyond a beat, or by so much anyway, is a limb that moves: mmHg. */
const MOVED_FACTOR = 2.5;
const MOVED_MMHG = 1;
/** Without clean beats and beyond so many times the pulse of the step before it is in doubt: a limb that comes to rest … */
const DOUBTFUL_FACTOR = 1.3;
/** … and is heard again so often; what stays so is the heart. */
const MOST_DOUBTS = 2;

/** What the pulse does to a shut cuff at one pressure. */
export class Listening {
  readonly #finder = new BeatFinder();
  readonly #amplitudes = new Float64Array(MOST_BEATS);
  readonly #intervals = new Float64Array(MOST_BEATS);
  readonly #sorted = new Float64Array(MOST_BEATS);
  #beats = 0;
  #elapsedMs = 0;
  #pressureSum = 0;
  #lowest = 0;
  #highest = 0;
  #firstMmhg = 0;
  #lastMmhg = 0;
  #firstMs = 0;
  #lastMs = 0;
  #usualMmhg = 0;
  #doubts = 0;

  /** Mean pressure while it listened, mmHg. */
  pressureMmhg = 0;
  /** Median beat, mmHg; what the whole wave swings where there were too few clean ones. */
  amplitudeMmhg = 0;
  /** Median interval, ms; 0 where there were no beats. */
  intervalMs = 0;
  cleanBeats = 0;
  foundBeats = 0;
  /** Spread of the intervals: mean deviation from the median, as a share of it. */
  irregularity = 0;
  /** The limb moved: what was heard counts for nothing. */
  moved = false;

  /** Forgets whom it listened to. */
  forget(): void {
    this.#finder.forget();
    this.#usualMmhg = 0;
    this.#doubts = 0;
  }

  /** The next pulse may be as strong as this, mmHg: only what moves more is a movement. */
  expect(mmhg: number): void {
    this.#usualMmhg = mmhg;
  }

  begin(): void {
    // Whatever a movement made usual is none of the heart's.
    if (this.moved) this.#finder.forget();
    else this.#finder.restart();
    this.#beats = 0;
    this.#elapsedMs = 0;
    this.#pressureSum = 0;
    this.#lowest = Number.POSITIVE_INFINITY;
    this.#highest = Number.NEGATIVE_INFINITY;
    this.moved = false;
  }

  /** Every tick with the valves shut and the pump off; true once there is a result. */
  update(mmhg: number, stepMs: number): boolean {
    this.#elapsedMs += stepMs;
    const hasBeat = this.#finder.update(mmhg, stepMs);
    if (this.#elapsedMs <= SETTLES_MS) {
      this.#firstMmhg = mmhg;
      this.#firstMs = this.#elapsedMs;
      return false;
    }
    this.#pressureSum += mmhg * stepMs;
    const { waveMmhg } = this.#finder;
    if (waveMmhg < this.#lowest) this.#lowest = waveMmhg;
    if (waveMmhg > this.#highest) this.#highest = waveMmhg;
    // What moves more than the pulse of the step before is not waited for to the end.
    const most = MOVED_FACTOR * this.#usualMmhg + MOVED_MMHG;
    if (this.#usualMmhg > 0 && this.#highest - this.#lowest > most) {
      this.moved = true;
      return true;
    }
    if (hasBeat) this.#note(mmhg);
    const listenedMs = this.#elapsedMs - SETTLES_MS;
    const isEnough = this.#beats >= ENOUGH_BEATS && listenedMs >= ENOUGH_MS;
    if (!isEnough && listenedMs < LONGEST_MS) return false;
    if (this.#beats < 2) {
      this.#lastMmhg = mmhg;
      this.#lastMs = this.#elapsedMs;
    }
    this.#conclude(listenedMs);
    return true;
  }

  /** How fast the pressure fell by itself, mmHg/s. */
  get fallMmhgPerS(): number {
    return (1000 * (this.#firstMmhg - this.#lastMmhg)) / (this.#lastMs - this.#firstMs);
  }

  #note(mmhg: number): void {
    const { intervalMs, amplitudeMmhg } = this.#finder;
    if (intervalMs < SHORTEST_BEAT_MS || intervalMs > LONGEST_BEAT_MS || this.#beats === MOST_BEATS) return;
    // From beat to beat: a strong pulse, half of it up and half of it down, would pass for a fall.
    this.#lastMmhg = mmhg;
    this.#lastMs = this.#elapsedMs;
    if (this.#beats === 0) {
      this.#firstMmhg = mmhg;
      this.#firstMs = this.#elapsedMs;
    }
    this.#intervals[this.#beats] = intervalMs;
    this.#amplitudes[this.#beats] = amplitudeMmhg;
    this.#beats++;
  }

  #conclude(listenedMs: number): void {
    const count = this.#beats;
    this.foundBeats = count;
    this.pressureMmhg = this.#pressureSum / listenedMs;
    const swing = this.#highest - this.#lowest;
    this.intervalMs = medianOf(this.#intervals, count, this.#sorted);
    const median = medianOf(this.#amplitudes, count, this.#sorted);
    this.#judgeBeats(median);
    const isClear = this.cleanBeats >= LEAST_CLEAN;
    this.amplitudeMmhg = isClear ? median : swing;
    const isLarge = swing > MOVED_MMHG && swing > DOUBTFUL_FACTOR * this.#usualMmhg;
    const isDoubtful = !isClear && isLarge && this.#doubts < MOST_DOUBTS;
    this.#doubts = isDoubtful ? this.#doubts + 1 : 0;
    this.moved = isDoubtful || swing > MOVED_FACTOR * median + MOVED_MMHG;
    if (!this.moved) this.#usualMmhg = this.amplitudeMmhg;
  }

  #judgeBeats(median: number): void {
    let clean = 0;
    let spread = 0;
    for (let i = 0; i < this.#beats; i++) {
      const off = (this.#intervals[i] ?? 0) / this.intervalMs - 1;
      const share = (this.#amplitudes[i] ?? 0) / median;
      const away = off < 0 ? -off : off;
      spread += away;
      if (away <= INTERVAL_SHARE && share >= SMALLEST_SHARE && share <= LARGEST_SHARE) clean++;
    }
    this.cleanBeats = clean;
    this.irregularity = this.#beats > 0 ? spread / this.#beats : 0;
  }
}
