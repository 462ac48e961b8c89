import type { RandomStream } from "../random";

export type RhythmName = "sinus" | "ectopic" | "fibrillation";

/** One beat, foot to foot. */
export interface Beat {
  readonly intervalS: number;
  /** Its height as a share of the person's pulse pressure. */
  readonly height: number;
}

/** Says how long and how strong the next beat is. */
export interface Rhythm {
  next(): Beat;
}

/** Beat-to-beat scatter of the interval: 2.4–5 % at rest, measured in the tonometer records behind the beat's shape. */
export const SINUS_SD = 0.03;

/** A healthy heart at rest. */
export class Sinus implements Rhythm {
  readonly #meanS: number;
  readonly #sd: number;
  readonly #random: RandomStream;

  /** @param sd scatter of the interval, as a share of its mean */
  constructor(beatsPerMin: number, random: RandomStream, sd = SINUS_SD) {
    this.#meanS = 60 / beatsPerMin;
    this.#sd = sd;
    this.#random = random;
  }

  next(): Beat {
    return { intervalS: this.#meanS * (1 + this.#sd * this.#random.normal()), height: 1 };
  }
}

/** Share of all beats that are ectopic: assumed, and at the upper end of what is met in somebody who trains. */
const ECTOPIC_SHARE = 0.1;
/** How soon after the foot of a normal beat, as a share of the interval: 60 ± 15 % (Park 2015, 79 people who feel theirs). */
const EARLY_SHARE = [0.6, 0.75] as const;
/** Height of the early beat's pulse: the heart had less time to fill. Assumed. */
const WEAK_HEIGHT = [0.5, 0.8] as const;

/** Now and then an early, weak beat. Its pause is fully compensatory: both intervals together are two normal ones. */
export class Ectopic implements Rhythm {
  readonly #sinus: Rhythm;
  readonly #random: RandomStream;
  #earlyShare: number | undefined;

  constructor(sinus: Rhythm, random: RandomStream) {
    this.#sinus = sinus;
    this.#random = random;
  }

  next(): Beat {
    const normal = this.#sinus.next();
    if (this.#earlyShare !== undefined) {
      const pause = 2 - this.#earlyShare;
      this.#earlyShare = undefined;
      return { intervalS: normal.intervalS * pause, height: this.#random.between(...WEAK_HEIGHT) };
    }
    // No two in a row, so that the chance after a normal beat is larger than the share of all beats.
    if (this.#random.uniform() >= ECTOPIC_SHARE / (1 - ECTOPIC_SHARE)) return normal;
    this.#earlyShare = this.#random.between(...EARLY_SHARE);
    return { intervalS: normal.intervalS * this.#earlyShare, height: 1 };
  }
}

/**
 * Scatter of the interval in atrial fibrillation, as a share of its mean: about constant over people (Tateno and Glass
 * 2001); 0.2–0.25 is quoted from memory.
 */
const FIBRILLATION_SD = 0.23;
/** The conduction of the heart lets no interval be shorter, and an escape beat none longer, s: assumed. */
const SHORTEST_S = 0.35;
const LONGEST_S = 1.8;
/**
 * The pulse grows steeply with the interval before it while the heart has no time to fill, and hardly above 0.5–0.6 s
 * (Doppler in 12 and 21 people with fibrillation). Where the two slopes meet is theirs, the slopes are assumed.
 */
const FILLED_S = 0.6;
const FILLED_HEIGHT = 0.95;
const FILLING_PER_S = 2;
const FILLED_PER_S = 0.15;

/** Atrial fibrillation: intervals that know nothing of one another, and pulses that follow the interval before. */
export class Fibrillation implements Rhythm {
  readonly #meanS: number;
  readonly #random: RandomStream;
  #beforeS: number;

  constructor(beatsPerMin: number, random: RandomStream) {
    this.#meanS = 60 / beatsPerMin;
    this.#random = random;
    this.#beforeS = this.#meanS;
  }

  next(): Beat {
    const height = heightAfter(this.#beforeS);
    const drawnS = this.#meanS * (1 + FIBRILLATION_SD * this.#random.normal());
    this.#beforeS = Math.min(LONGEST_S, Math.max(SHORTEST_S, drawnS));
    return { intervalS: this.#beforeS, height };
  }
}

function heightAfter(intervalS: number): number {
  return FILLED_HEIGHT + (intervalS - FILLED_S) * (intervalS < FILLED_S ? FILLING_PER_S : FILLED_PER_S);
}

/** What the rhythm needs to know of a person. */
interface Heartbeat {
  readonly heartRatePerMin: number;
  readonly rhythm?: RhythmName;
  readonly intervalSd?: number;
}

/**
 * A person's rhythm.
 * @param beats the stream of sinus beats
 * @param chance everything a healthy heart does not do, asked for only where it is needed
 */
export function rhythmOf(
  { heartRatePerMin, rhythm = "sinus", intervalSd }: Heartbeat,
  beats: RandomStream,
  chance: () => RandomStream,
): Rhythm {
  if (rhythm === "fibrillation") return new Fibrillation(heartRatePerMin, chance());
  const sinus = new Sinus(heartRatePerMin, beats, intervalSd);
  return rhythm === "ectopic" ? new Ectopic(sinus, chance()) : sinus;
}
