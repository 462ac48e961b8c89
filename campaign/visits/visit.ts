import { highestSetpointMmhg, lowestSetpointMmhg, noOwnLimits } from "../../firmware/safety/caps";
import { pressureLimits, releaseLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import type { Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { type Deed, Part, type TrainingState } from "../../firmware/shared/training";
import { World } from "../../sim/world";
import { Monitor } from "../monitor/monitor";
import { reasonName } from "../reason-name";
import type { Guest } from "./guest";
import { TrueAccount } from "./true-account";
import { Witness } from "./witness";

const DEFLATED_MMHG = releaseLimits.deflated.value;
const RELEASE_S = releaseLimits.bothPaths.value / 1000;
/** What breath and pulse make of an open cuff that is empty, mmHg. */
const STIRS_MMHG = 3;
/** Of shares of LOP, mmHg. */
const ROUNDING_MMHG = 1e-6;
const HIGHEST_SHARE = pressureLimits.setpointHighest.value / 100;
const SEARCH_MMHG = pressureLimits.searchCeiling.value;
/** A search, or a press, a self-test and an order, s. */
const SEARCH_S = 240;
const BEGIN_S = 90;
const RELEASED_S = 30;

/** What a visit waited for has not come. */
export class Stuck extends Error {
  override readonly name = "Stuck";
}

/** One guest at one cuff, with the safety rules and the truth watched from outside. */
export class Visit {
  readonly guest: Guest;
  readonly world: World;
  readonly witness: Witness;
  readonly account = new TrueAccount();
  readonly #monitor: Monitor;
  readonly #own = new Map<string, number>();
  pauses = 0;
  refusals = 0;
  /** How often the cuff had to be switched off and on to make room for what it remembers. */
  fullStores = 0;

  constructor(guest: Guest) {
    const { setup, flash, logFlash, sensesCurrent } = guest;
    this.guest = guest;
    this.world = new World(setup);
    this.world.board.sensesCurrent = sensesCurrent;
    this.witness = new Witness(this.world);
    this.#monitor = new Monitor({ world: this.world, parts: setup.config, flash, logFlash });
  }

  get training(): TrainingState | undefined {
    return this.world.output?.training;
  }

  get part(): Part {
    return this.training?.part ?? Part.idle;
  }

  /** By which this guest trains: the true one, or what a search has found. */
  get lopMmhg(): number {
    return this.witness.lopMmhg;
  }

  get reason(): Reason {
    return this.world.output?.reason ?? Reason.none;
  }

  get target(): number | undefined {
    return this.world.output?.setpointMmhg;
  }

  /** Every rule that was broken, and when. */
  get broken(): string[] {
    return [...this.#monitor.broken, ...this.#own].map(([rule, atS]) => `${rule} at ${atS} s`);
  }

  /** Something that may not be. */
  forbid(rule: string, isSo: boolean): void {
    if (isSo && !this.#own.has(rule)) this.#own.set(rule, this.world.nowMs / 1000);
  }

  step(): void {
    const ticked = this.world.step();
    this.#monitor.observe(ticked);
    if (ticked) {
      this.witness.tick();
      this.#watchSetpoint();
      this.#watchOcclusion();
    }
    this.witness.step();
    this.account.observe(this.world);
  }

  wait(seconds: number, watch: () => void = () => undefined): void {
    const endMs = this.world.nowMs + 1000 * seconds;
    while (this.world.nowMs < endMs) {
      this.step();
      watch();
    }
  }

  until(done: () => boolean, limitS: number, what: string, watch: () => void = () => undefined): void {
    const endMs = this.world.nowMs + 1000 * limitS;
    while (!done()) {
      if (this.world.nowMs >= endMs) throw new Stuck(`${what} never came: ${reasonName(this.reason)}`);
      this.step();
      watch();
    }
  }

  /** By what this visit knows; the monitor, which goes by what it saw, forgets a LOP as soon as the cuff is disarmed. */
  #watchSetpoint(): void {
    const { target, lopMmhg } = this;
    const { limb } = this.guest.setup.config.cuff;
    const { output, board } = this.world;
    if (target === undefined || output?.phase === Phase.searching) return;
    const highest = highestSetpointMmhg(board.order.mode, limb, true, lopMmhg, noOwnLimits);
    const isOutside = target > highest + ROUNDING_MMHG || target < lowestSetpointMmhg(lopMmhg) - ROUNDING_MMHG;
    this.forbid("set-point outside its share of LOP", isOutside);
  }

  /** At 80 % of the true LOP and below some blood gets through, whatever the pulse looks like. */
  #watchOcclusion(): void {
    const { target, world } = this;
    const isFree = target !== undefined && target <= HIGHEST_SHARE * world.limb.lopMmhg;
    this.forbid("told that the limb is occluded, and it is not", isFree && world.output?.alarm === Reason.limbOccluded);
  }

  /** True if the cuff has found the LOP; nobody has to wait for a minute's rest before training by an entered one. */
  search(): boolean {
    const { attendant } = this.world;
    const before = this.witness.orders.length;
    attendant.search(SEARCH_MMHG);
    this.until(() => this.witness.orders.length > before, BEGIN_S, "a search");
    this.until(() => this.witness.orders.at(-1)?.state === "over", SEARCH_S, "the end of a search");
    if (this.reason === Reason.lopFound) {
      const found = this.world.output?.lopFoundMmhg ?? Number.NaN;
      this.witness.lopMmhg = found;
      // Later sessions of this visit go by it, too.
      attendant.lopMmhg = found;
      return true;
    }
    attendant.wishMmhg = undefined;
    this.wait(0.1);
    return false;
  }

  /** Has `plan` trained, and waits until it begins, which may take `restS` more. */
  begin(plan: Prescription, sessionsBefore: number, restS = 0): void {
    const { attendant, board } = this.world;
    const before = this.witness.orders.length;
    board.training.request.sequence = 0;
    attendant.train(plan, sessionsBefore);
    this.until(() => this.witness.orders.length > before, BEGIN_S + restS, "a session");
  }

  /** The end of a session; then the cuff has to come open. */
  untilOver(limitS: number): void {
    this.until(() => this.part === Part.over, limitS, "the end of a session");
    this.until(() => this.witness.orders.at(-1)?.state === "over", RELEASED_S, "an open cuff");
  }

  /** Asks, and tells the answer. */
  ask(deed: Deed): Reason {
    const { request } = this.world.board.training;
    request.deed = deed;
    request.sequence++;
    this.wait(0.03);
    return this.training?.answer ?? Reason.none;
  }

  /** Lets go in time, and for the rest of `seconds` nothing fills the cuff. */
  staysOpen(seconds: number, why: string): void {
    const emptyMs = this.world.nowMs + 1000 * RELEASE_S;
    this.wait(seconds, () => {
      const { air, isHeld, nowMs } = this.world;
      this.forbid(`held ${why}`, isHeld);
      this.forbid(`filled ${why}`, nowMs > emptyMs && air.cuffMmhg > DEFLATED_MMHG + STIRS_MMHG);
    });
  }
}
