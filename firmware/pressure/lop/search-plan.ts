import type { Envelope } from "./envelope";

/** The search begins at this share of the predicted occlusion pressure: below the largest pulse of nearly everybody. */
const START_SHARE = 0.5;
/** Steps while the pulse still grows, once it falls, and where it is falling fast, mmHg. */
const COARSE_MMHG = 12;
const FINE_MMHG = 8;
const FINEST_MMHG = 6;
const FALLING_SHARE = 0.85;
const FALLEN_SHARE = 0.6;
/** The upper flank has been seen once two steps in a row are this low, against the largest pulse, … */
const LOW_SHARE = 0.42;
const LOWER_SHARE = 0.5;
/** … this far above it, mmHg. */
const FLANK_MMHG = 15;
/** Below the largest pulse one step has to be smaller than this; else it goes down by … mmHg, but not below … mmHg. */
const BRACKET_SHARE = 0.85;
const DOWN_MMHG = 20;
const LOWEST_MMHG = 35;

/** Where to listen next. */
export const Next = Object.freeze({ here: 0, done: 1, ceiling: 2 } as const);
export type Next = (typeof Next)[keyof typeof Next];

/** Upwards in steps until the pulse has clearly fallen; then, if the largest one was not enclosed, down to find it. */
export class SearchPlan {
  readonly #envelope: Envelope;
  #ceilingMmhg = 0;
  #topMmhg = 0;
  #top = 0;
  #goesDown = false;

  /** Where to go, mmHg. */
  targetMmhg = 0;

  constructor(envelope: Envelope) {
    this.#envelope = envelope;
  }

  begin(predictedMmhg: number, ceilingMmhg: number): void {
    this.#ceilingMmhg = ceilingMmhg;
    this.#goesDown = false;
    this.#topMmhg = START_SHARE * predictedMmhg;
    this.targetMmhg = this.#topMmhg;
    this.#top = 0;
  }

  /** Pulse of the highest pressure, as a share of the largest. */
  get shareAtTop(): number {
    const { amplitudesMl, largestMl } = this.#envelope;
    return (amplitudesMl[this.#top] ?? 0) / largestMl;
  }

  /** After each step that counts. */
  next(): Next {
    if (this.#envelope.isFull) return Next.done;
    if (this.#goesDown) return this.#goDown();
    this.#top = this.#envelope.length - 1;
    const { length, amplitudesMl, largestMl, largestAtMmhg, pressuresMmhg } = this.#envelope;
    const share = (amplitudesMl[length - 1] ?? 0) / largestMl;
    const before = (amplitudesMl[length - 2] ?? largestMl) / largestMl;
    const above = (pressuresMmhg[length - 1] ?? 0) - largestAtMmhg;
    if (share < LOW_SHARE && before < LOWER_SHARE && above > FLANK_MMHG) return this.#turn();
    if (this.#topMmhg >= this.#ceilingMmhg) return this.#isFlank(share) ? this.#turn() : Next.ceiling;
    const step = share > FALLING_SHARE ? COARSE_MMHG : share > FALLEN_SHARE ? FINE_MMHG : FINEST_MMHG;
    const target = this.#topMmhg + step;
    this.#topMmhg = target < this.#ceilingMmhg ? target : this.#ceilingMmhg;
    this.targetMmhg = this.#topMmhg;
    return Next.here;
  }

  /** Under the ceiling the plateau was not reached, but the pulse has fallen by half. */
  #isFlank(share: number): boolean {
    return share < FALLEN_SHARE;
  }

  #turn(): Next {
    this.#goesDown = true;
    return this.#goDown();
  }

  #goDown(): Next {
    const { lowest, amplitudesMl, pressuresMmhg, largestMl } = this.#envelope;
    const lowestMmhg = pressuresMmhg[lowest] ?? 0;
    const amplitude = amplitudesMl[lowest] ?? 0;
    if (amplitude < BRACKET_SHARE * largestMl || lowestMmhg - DOWN_MMHG < LOWEST_MMHG) return Next.done;
    this.targetMmhg = lowestMmhg - DOWN_MMHG;
    return Next.here;
  }
}
