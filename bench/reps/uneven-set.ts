import type { RandomStream } from "../../sim/random";

/** What a set is like, before chance makes every repetition another. */
export interface SetPlan {
  readonly repetitions: number;
  /** Usual length of a repetition, s, and by how much it swells the limb, ml. */
  readonly periodS: number;
  readonly volumeMl: number;
  readonly hasTwitches: boolean;
}

/** The limb swells and shrinks once. */
export interface Swing {
  readonly startS: number;
  readonly endS: number;
  readonly volumeMl: number;
  /** Shares of its time in which it rises and in which it falls again; in between it is held. */
  readonly riseShare: number;
  readonly fallShare: number;
  readonly isTwitch: boolean;
}

/** Repetitions last so long, s. */
const SHORTEST_S = 1;
const LONGEST_S = 4;
/** Around the usual length and volume, as shares: unpractised people who tire. */
const LENGTH = [0.75, 1.3] as const;
const VOLUME = [0.5, 1.5] as const;
const RISE_SHARE = [0.3, 0.5] as const;
const FALL_SHARE = [0.3, 0.5] as const;
/** After some repetitions the limb rests, s. */
const PAUSE_CHANCE = 0.25;
const PAUSE_S = [0.3, 3] as const;
/** Some pauses are disturbed, by less than this share of the usual volume. */
const TWITCH_CHANCE = 0.15;
const TWITCH_VOLUME = [0.05, 0.25] as const;
const TWITCH_S = [0.3, 0.8] as const;
const TWITCH_PAUSE_S = [0.2, 0.6] as const;
/** Lasting swelling gained in a set, as a share of one repetition. */
const SWELLING_SHARE = 0.1;

/** One set of uneven repetitions, with pauses and twitches in between. */
export class UnevenSet {
  readonly swings: readonly Swing[];
  readonly endS: number;
  readonly #startS: number;
  readonly #swellingMl: number;
  #next = 0;

  constructor(plan: SetPlan, startS: number, random: RandomStream) {
    const swings: Swing[] = [];
    let nowS = startS;
    const draw = (range: readonly [number, number]): number => random.between(...range);
    const add = (lengthS: number, volumeMl: number, isTwitch: boolean): void => {
      const endS = nowS + lengthS;
      const riseShare = draw(RISE_SHARE);
      swings.push({ startS: nowS, endS, volumeMl, riseShare, fallShare: draw(FALL_SHARE), isTwitch });
      nowS = endS;
    };
    for (let i = 0; i < plan.repetitions; i++) {
      const lengthS = plan.periodS * draw(LENGTH);
      add(Math.min(LONGEST_S, Math.max(SHORTEST_S, lengthS)), plan.volumeMl * draw(VOLUME), false);
      if (random.uniform() < PAUSE_CHANCE) nowS += draw(PAUSE_S);
      if (!plan.hasTwitches || random.uniform() >= TWITCH_CHANCE) continue;
      nowS += draw(TWITCH_PAUSE_S);
      add(draw(TWITCH_S), plan.volumeMl * draw(TWITCH_VOLUME), true);
      nowS += draw(TWITCH_PAUSE_S);
    }
    this.swings = swings;
    this.#startS = startS;
    this.endS = swings.at(-1)?.endS ?? startS;
    this.#swellingMl = SWELLING_SHARE * plan.volumeMl;
  }

  /** By how much the limb is thicker than before the set. Times must not go back. */
  volumeMlAt(nowS: number): number {
    let swing = this.swings[this.#next];
    while (swing !== undefined && nowS >= swing.endS) swing = this.swings[++this.#next];
    const done = (Math.min(nowS, this.endS) - this.#startS) / (this.endS - this.#startS);
    const swollen = this.#swellingMl * Math.max(0, done);
    return swing === undefined || nowS < swing.startS ? swollen : swollen + swing.volumeMl * liftOf(swing, nowS);
  }
}

/** How far a swing has come, 0..1: it rises and falls as a raised cosine. */
function liftOf({ startS, endS, riseShare, fallShare }: Swing, nowS: number): number {
  const share = (nowS - startS) / (endS - startS);
  const way = Math.min(share / riseShare, (1 - share) / fallShare, 1);
  return 0.5 * (1 - Math.cos(Math.PI * way));
}
