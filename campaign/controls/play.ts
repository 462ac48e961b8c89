import { firstBuild } from "../../firmware/parts/builds";
import { releaseLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { typicalAir } from "../../sim/air/circuit";
import { typicalTransducer } from "../../sim/hardware/transducer";
import { World, type WorldSetup } from "../../sim/world";
import { Monitor } from "../monitor/monitor";
import type { Probe, Seen } from "./control";

const DEFLATED_MMHG = releaseLimits.deflated.value;
/** The cuff has found its zero by then, s. */
const READY_S = 8;
const PATIENCE_S = 60;
/** A share of LOP that every hold here asks for unless it is the point of the play. */
const SHARE = 0.6;

const ordinary: WorldSetup = {
  seed: 1,
  config: firstBuild,
  air: typicalAir,
  transducer: typicalTransducer,
  person: {
    circumferenceCm: 31,
    systolicMmhg: 125,
    diastolicMmhg: 75,
    heartRatePerMin: 65,
    posture: "supine",
    artery: "fitted",
  },
};

/** So begin the rules that only a play knows of. */
export const OWN = "play: ";

/** A small play with one arm cuff: whoever plays waits, acts, and marks the moment from which something has to be told. */
export class Play {
  readonly world: World;
  readonly #monitor: Monitor;
  readonly #tells: readonly Reason[];
  /** What the play itself says may not be, and when it was. */
  readonly #own = new Map<string, number>();
  #markedMs: number | null = null;
  #noticedMs: number | null = null;
  #reason: Reason = Reason.none;
  #otherReason: Reason = Reason.none;
  #peakMmhg = 0;
  #restrictedMs = 0;
  #reached = true;

  constructor(tells: readonly Reason[], change: Partial<WorldSetup>) {
    const setup: WorldSetup = { ...ordinary, ...change };
    this.world = new World(setup);
    this.world.attendant.helps = true;
    this.#monitor = new Monitor({ world: this.world, parts: setup.parts ?? setup.config });
    this.#tells = tells;
  }

  get targetMmhg(): number {
    return SHARE * this.world.limb.lopMmhg;
  }

  get seen(): Seen {
    const isEmpty = this.world.air.cuffMmhg < DEFLATED_MMHG;
    return {
      noticedS: this.#noticedMs === null ? null : this.#noticedMs / 1000,
      reason: this.#reason,
      otherReason: this.#otherReason,
      peakMmhg: Math.round(this.#peakMmhg),
      restrictedS: isEmpty ? this.#restrictedMs / 1000 : null,
      broken: [...this.#monitor.broken, ...this.#own].map(([rule, atS]) => `${rule} at ${atS} s`),
      reached: this.#reached,
    };
  }

  /** From now on something has to be told. */
  mark(): void {
    this.#markedMs = this.world.nowMs;
  }

  until(done: () => boolean, limitS = PATIENCE_S): void {
    const endMs = this.world.nowMs + 1000 * limitS;
    while (!done() && this.world.nowMs < endMs) this.#step();
    if (!done()) this.#reached = false;
  }

  wait(seconds: number): void {
    const endMs = this.world.nowMs + 1000 * seconds;
    while (this.world.nowMs < endMs) this.#step();
  }

  /** Something that may not be, and that only this play knows of. */
  forbid(rule: string, isSo: boolean): void {
    if (isSo) this.#own.set(`${OWN}${rule}`, this.world.nowMs / 1000);
  }

  ready(): void {
    this.wait(READY_S);
  }

  /** Somebody wants a hold, and sees to it. */
  hold(mmhg = this.targetMmhg): void {
    this.world.attendant.wishMmhg = mmhg;
    this.until(() => this.world.output?.phase === Phase.holding);
  }

  press(seconds = 0.3): void {
    const { attendant, board } = this.world;
    // Or the attendant would let go of it.
    attendant.mayPress = false;
    board.buttonDown = true;
    this.wait(seconds);
    board.buttonDown = false;
    attendant.mayPress = true;
  }

  #step(): void {
    const { world } = this;
    this.#monitor.observe(world.step());
    if (world.air.cuffMmhg > this.#peakMmhg) this.#peakMmhg = world.air.cuffMmhg;
    const { output } = world;
    if (this.#markedMs === null || output === undefined) return;
    if (this.#noticedMs !== null) {
      if (world.air.cuffMmhg > DEFLATED_MMHG) this.#restrictedMs++;
      return;
    }
    const told = [output.alarm, output.reason].find((reason) => this.#tells.includes(reason));
    if (told !== undefined) {
      this.#noticedMs = world.nowMs - this.#markedMs;
      this.#reason = told;
    } else if (output.reason !== Reason.none) this.#otherReason = output.reason;
  }
}

/** A play as a probe. @param tells what has to be told after the mark */
export function play(
  name: string,
  tells: readonly Reason[],
  act: (play: Play) => void,
  change: () => Partial<WorldSetup> = () => ({}),
): Probe {
  return {
    name,
    run() {
      const stage = new Play(tells, change());
      act(stage);
      return stage.seen;
    },
  };
}
