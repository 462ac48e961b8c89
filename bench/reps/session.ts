import type { RandomStream } from "../../sim/random";
import { Director } from "../../sim/scenario/director";
import type { Scenario } from "../../sim/scenario/schema";
import { World, type WorldSetup } from "../../sim/world";
import { volumeForSwing } from "../control/protocol";
import { CountingCuff } from "./counting-cuff";
import { type SetPlan, type Swing, UnevenSet } from "./uneven-set";

/** One inflation, some sets, and quiet rests between them. */
export interface SessionPlan {
  readonly scenario: Scenario;
  readonly setup: WorldSetup;
  readonly isSealed: boolean;
  /** Median repetition in the sealed cuff, % LOP. */
  readonly swingPercentLop: number;
  readonly sets: readonly Omit<SetPlan, "volumeMl">[];
}

/** How one set was counted. */
export interface SetResult {
  readonly periodS: number;
  readonly repetitions: number;
  readonly counted: number;
  /** Repetitions after which the count was right or one behind, less the error that was left at the end. */
  readonly right: number;
  /** Repetitions during which the count rose by exactly one. */
  readonly prompt: number;
  /** Twitches, and those of them with which the count was higher than the repetitions were. */
  readonly twitches: number;
  readonly twitchesCounted: number;
  /** What a minute of quiet after the set was counted as, and half a minute before it, with nothing known of a set. */
  readonly falseAfter: number;
  readonly falseBefore: number;
}

/** The cuff counts as filled so long after it came so near to its target, s and mmHg; or never, after this, s. */
const FILLED_S = 5;
const NEAR_MMHG = 2;
const LATEST_S = 240;
/** A repetition has been counted when a share of the next one is past, or, the last one, after this, s. */
const NEXT_SHARE = 0.3;
const SETTLED_S = 5;
const REST_S = 60;
/** A set begins a little before its first repetition, s. */
const READY_S = [1, 4] as const;

/** Plays a session; an empty result where the pump never reaches the target. */
export function playSession(plan: SessionPlan, random: RandomStream): SetResult[] {
  return new Session(plan, random).play();
}

class Session {
  readonly #plan: SessionPlan;
  readonly #random: RandomStream;
  readonly #world: World;
  readonly #director: Director;
  #cuff: CountingCuff | undefined;

  constructor(plan: SessionPlan, random: RandomStream) {
    this.#plan = plan;
    this.#random = random;
    this.#world = new World({
      ...plan.setup,
      controller: (config) => {
        this.#cuff = new CountingCuff(config);
        return this.#cuff;
      },
    });
    this.#director = new Director(plan.scenario, this.#world);
  }

  play(): SetResult[] {
    const { isSealed, sets, swingPercentLop, setup } = this.#plan;
    if (!this.#fill()) return [];
    if (this.#cuff) this.#cuff.isSealed = isSealed;
    const swingMmhg = (swingPercentLop / 100) * this.#world.limb.lopMmhg;
    const volumeMl = volumeForSwing(setup.parts ?? setup.config, this.#targetMmhg, swingMmhg);
    return sets.map((set) => this.#playSet({ ...set, volumeMl }));
  }

  get #nowS(): number {
    return this.#world.nowMs / 1000;
  }

  get #targetMmhg(): number {
    return this.#world.board.wantedMmhg ?? Number.NaN;
  }

  get #count(): number {
    return this.#cuff?.counter.count ?? Number.NaN;
  }

  #step(): void {
    this.#director.act(() => undefined);
    this.#world.step();
  }

  #fill(): boolean {
    let filledS = LATEST_S;
    while (this.#nowS < filledS) {
      this.#step();
      const isNear = this.#world.air.cuffMmhg > this.#targetMmhg - NEAR_MMHG;
      if (isNear && filledS === LATEST_S) filledS = this.#nowS + FILLED_S;
    }
    return filledS < LATEST_S;
  }

  #playSet(plan: SetPlan): SetResult {
    this.#cuff?.counter.restart();
    const falseBefore = this.#rest(REST_S / 2);
    this.#cuff?.counter.restart();
    const set = new UnevenSet(plan, this.#nowS + this.#random.between(...READY_S), this.#random);
    const base = this.#world.limb.squeezeMl;
    const moveUntil = (untilS: number): void => {
      while (this.#nowS < untilS) {
        this.#world.limb.squeezeMl = base + set.volumeMlAt(this.#nowS);
        this.#step();
      }
    };
    let done = 0;
    let right = 0;
    let prompt = 0;
    let before = 0;
    let twitchesCounted = 0;
    let last: Swing | undefined;
    const look = (): void => {
      const count = this.#count;
      const risen = count - before;
      before = count;
      if (last?.isTwitch === true) {
        if (risen > 0 && count > done) twitchesCounted++;
        return;
      }
      done++;
      if (count === done || count === done - 1) right++;
      if (risen === 1) prompt++;
    };
    for (const swing of set.swings) {
      moveUntil(swing.startS + NEXT_SHARE * (swing.endS - swing.startS));
      if (last !== undefined) look();
      last = swing;
    }
    moveUntil(set.endS + SETTLED_S);
    look();
    const counted = this.#count;
    const falseAfter = this.#rest(REST_S);
    const twitches = set.swings.filter(({ isTwitch }) => isTwitch).length;
    const { periodS, repetitions } = plan;
    right = Math.max(0, right - Math.abs(repetitions - counted));
    return { periodS, repetitions, counted, right, prompt, twitches, twitchesCounted, falseAfter, falseBefore };
  }

  /** What is counted in so long a quiet. */
  #rest(seconds: number): number {
    const untilS = this.#nowS + seconds;
    const before = this.#count;
    let most = before;
    while (this.#nowS < untilS) {
      this.#step();
      if (this.#count > most) most = this.#count;
    }
    return most - before;
  }
}
