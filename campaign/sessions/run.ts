import { isFault, Reason } from "../../firmware/shared/reasons";
import type { RandomStream } from "../../sim/random";
import { World } from "../../sim/world";
import { Monitor } from "../monitor/monitor";
import { drawPlan, type Plan } from "./deeds";
import { drawSession } from "./draw";

/** What became of one random session. */
export interface SessionResult {
  readonly seconds: number;
  readonly heldS: number;
  readonly holds: number;
  readonly restarts: number;
  readonly erases: number;
  readonly peakMmhg: number;
  readonly faults: readonly string[];
  /** Every reason that was given, once. */
  readonly reasons: readonly number[];
  /** A fault or a failing of the air that was told where nothing was wrong; 0 for none. */
  readonly falseAlarm: number;
  readonly broken: readonly string[];
}

export function runSession(seed: number): SessionResult {
  const { setup, durationS, random, sensesCurrent } = drawSession(seed);
  const world = new World(setup);
  world.board.sensesCurrent = sensesCurrent;
  world.board.order.optIn = true;
  const plan = drawPlan(random, durationS, world.limb.lopMmhg, world.board.order.mode);
  const monitor = new Monitor({ world, parts: setup.config, flash: setup.flash, logFlash: setup.logFlash });
  const tally = new Tally(world);
  const player = new Player(plan);
  while (world.nowMs < 1000 * durationS) {
    player.play(world, random);
    const ticked = world.step();
    monitor.observe(ticked);
    tally.observe(ticked);
  }
  return {
    seconds: Math.round(durationS),
    heldS: Math.round(tally.heldMs / 1000),
    holds: tally.holds,
    restarts: world.restarts,
    erases: (setup.flash?.eraseCount ?? 0) + (setup.logFlash?.eraseCount ?? 0),
    peakMmhg: Math.round(tally.peakMmhg),
    faults: plan.faults.map(({ fault }) => fault.name),
    reasons: [...tally.reasons],
    falseAlarm: plan.faults.length === 0 ? tally.accusation : Reason.none,
    broken: [...monitor.broken].map(([rule, atS]) => `${rule} at ${atS} s`),
  };
}

/** Does what the plan has when its time comes. */
class Player {
  readonly #plan: Plan;
  #next = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  play(world: World, random: RandomStream): void {
    const { deeds, faults } = this.#plan;
    const { nowMs } = world;
    for (let deed = deeds[this.#next]; deed && nowMs >= deed.atMs; deed = deeds[this.#next]) {
      deed.act(world);
      this.#next++;
    }
    for (const { atMs, fault } of faults) {
      if (nowMs === atMs) fault.inject?.(world, random);
      if (nowMs >= atMs) fault.goOn?.(world, nowMs - atMs);
    }
  }
}

/** What says that something is wrong with cuff or controller. A restart and a stall are no such thing. */
const accusing: readonly Reason[] = [
  Reason.noRise,
  Reason.leakLarge,
  Reason.leak,
  Reason.volumeOutsidePreset,
  Reason.excessPressure,
  Reason.testRisesTooFast,
];

/** Resets, and a stall on top of late ticks, are part of an ordinary random session, and have to be told. */
const plain: readonly Reason[] = [Reason.lockedOut, Reason.deadManTripped, Reason.ticksLate];

class Tally {
  readonly #world: World;
  #wasHeld = false;
  heldMs = 0;
  holds = 0;
  peakMmhg = 0;
  accusation: Reason = Reason.none;
  readonly reasons = new Set<Reason>();

  constructor(world: World) {
    this.#world = world;
  }

  observe(ticked: boolean): void {
    const { air, isHeld } = this.#world;
    if (air.cuffMmhg > this.peakMmhg) this.peakMmhg = air.cuffMmhg;
    if (isHeld) this.heldMs++;
    if (isHeld && !this.#wasHeld) this.holds++;
    this.#wasHeld = isHeld;
    if (ticked) this.#listen();
  }

  #listen(): void {
    const { output } = this.#world;
    if (output === undefined) return;
    for (const reason of [output.reason, output.alarm]) {
      if (reason === Reason.none || this.reasons.has(reason)) continue;
      this.reasons.add(reason);
      const accuses = (isFault(reason) && !plain.includes(reason)) || accusing.includes(reason);
      if (accuses && this.accusation === Reason.none) this.accusation = reason;
    }
  }
}
