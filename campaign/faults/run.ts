import { pressureLimits, releaseLimits } from "../../firmware/safety/limits";
import { Reason } from "../../firmware/shared/reasons";
import { typicalAir } from "../../sim/air/circuit";
import { typicalTransducer } from "../../sim/hardware/transducer";
import type { Person } from "../../sim/limb/limb";
import type { ExercisePlan } from "../../sim/limb/muscle";
import { RandomStream } from "../../sim/random";
import { World, type WorldSetup } from "../../sim/world";
import { Monitor } from "../monitor/monitor";
import type { Build } from "./builds";
import type { Fault } from "./fault";
import { EXERCISE_AT_S, type Moment, playTo } from "./phases";

const SEARCH_MMHG = pressureLimits.searchCeiling.value;
const DEFLATED_MMHG = releaseLimits.deflated.value;
/** How long a cuff is watched after a fault, s: the longest debounces are 30 s. */
const WATCH_S = 50;
/** What is watched on after the release that ends every story, s. */
const AFTER_S = 25;

/** What became of one fault. */
export interface FaultResult {
  readonly fault: string;
  readonly moment: Moment;
  readonly build: string;
  readonly seed: number;
  /** From the fault to the first word or deed about it, s; `null` where there was none. */
  readonly noticedS: number | null;
  readonly reason: number;
  /** Another stop came first. */
  readonly otherReason: number;
  readonly peakMmhg: number;
  /** Of that, what no limb has pressed up. */
  readonly ownPeakMmhg: number;
  /** Above 15 mmHg after it was noticed, s; `null` where it never got empty. */
  readonly restrictedS: number | null;
  readonly broken: readonly string[];
  /** What was told or stopped although nothing was wrong, before anything was broken; 0 for nothing. */
  readonly falseAlarm: number;
  readonly reached: boolean;
}

export interface Trial {
  readonly fault: Fault;
  readonly moment: Moment;
  readonly build: Build;
  readonly seed: number;
}

function exerciseOf(limb: "arm" | "leg"): ExercisePlan {
  const volumeMl = limb === "arm" ? 9 : 30;
  return {
    startS: EXERCISE_AT_S,
    sets: [30, 15, 15, 15],
    restS: 30,
    periodS: 2.5,
    periodScatter: 0.1,
    heldShare: 0.1,
    volumeMl,
    scatter: 0.2,
    swellingMl: volumeMl / 10,
  };
}

function setupOf({ build, moment, seed, fault }: Trial, random: RandomStream): WorldSetup {
  const { config } = build;
  const { limb } = config.cuff;
  const person: Person = {
    circumferenceCm: limb === "arm" ? random.between(26, 36) : random.between(48, 62),
    systolicMmhg: random.between(105, 145),
    diastolicMmhg: random.between(62, 85),
    heartRatePerMin: random.between(50, 100),
    posture: "supine",
    artery: "fitted",
  };
  const setup: WorldSetup = {
    seed,
    config,
    person,
    air: { ...typicalAir, pumpFactor: random.between(0.9, 1.1), snugness: random.between(0.2, 0.8) },
    transducer: { ...typicalTransducer, offsetMmhg: random.between(-1.5, 1.5) },
    ...(moment === "moving" && { exercise: exerciseOf(limb) }),
  };
  return fault.before?.(setup, random) ?? setup;
}

/** One fault at one moment in one build: plays it, and sees what becomes of it. */
export function runTrial(trial: Trial): FaultResult {
  const { fault, moment, build, seed } = trial;
  const random = new RandomStream(seed, `${fault.name} ${moment} ${build.name}`);
  const setup = setupOf(trial, random);
  const world = new World(setup);
  world.board.sensesCurrent = build.sensesCurrent;
  const monitor = new Monitor({ world, parts: setup.parts ?? setup.config });
  const share = random.between(0.5, 0.8);
  const target = moment === "searching" ? SEARCH_MMHG : Math.min(share * world.limb.lopMmhg, 200);
  const step = (): void => monitor.observe(world.step());
  const reached = playTo(moment, world, target, random, step);
  const before = told(world);
  const watch = new Watch(world, fault);
  fault.inject?.(world, random);
  world.attendant.sendsOrder = true;
  // Whatever does not show in an idle cuff has to show when somebody uses it.
  if (moment !== "releasing") world.attendant.wishMmhg = target;
  const watchS = fault.watchS ?? WATCH_S;
  const startMs = world.nowMs;
  while (world.nowMs < startMs + 1000 * (watchS + AFTER_S)) {
    const sinceMs = world.nowMs - startMs;
    fault.goOn?.(world, sinceMs);
    if (sinceMs === 1000 * watchS) world.attendant.wishMmhg = undefined;
    step();
    watch.look(sinceMs);
  }
  return {
    fault: fault.name,
    moment,
    build: build.name,
    seed,
    noticedS: watch.noticedMs === null ? null : watch.noticedMs / 1000,
    reason: watch.reason,
    otherReason: watch.otherReason,
    peakMmhg: Math.round(watch.peakMmhg),
    ownPeakMmhg: Math.round(monitor.ownPeakMmhg),
    restrictedS: watch.isEmpty ? watch.restrictedMs / 1000 : null,
    falseAlarm: fault.isHarmless ? watch.otherReason : before,
    broken: [...monitor.broken].map(([rule, atS]) => `${rule} at ${atS} s`),
    reached,
  };
}

/** What anybody may be told in an ordinary session. */
const ordinary: readonly Reason[] = [
  Reason.none,
  Reason.setpointWithdrawn,
  Reason.notArmed,
  Reason.deviation,
  Reason.timeCapNear,
  Reason.confirmationDue,
  // Who moves during the self-test is asked to keep still and press again.
  Reason.testRestless,
  Reason.testLeaks,
  Reason.testNoRise,
  Reason.testBleedStuck,
  Reason.testDumpStuck,
  // A search says how it ended; then nobody asks for anything, and the arming runs out.
  Reason.armingUnused,
  Reason.restReleased,
  Reason.sessionDone,
  Reason.searchHeard,
  Reason.lopFound,
  Reason.searchCeiling,
  Reason.searchMovement,
  Reason.searchFewBeats,
  Reason.searchIrregular,
  Reason.searchWeakPulse,
  Reason.searchTimeOut,
  Reason.searchUnclear,
];

/** What the cuff says now that it should not say where nothing is wrong. */
function told({ output }: World): Reason {
  if (output === undefined) return Reason.none;
  if (!ordinary.includes(output.alarm)) return output.alarm;
  return ordinary.includes(output.reason) ? Reason.none : output.reason;
}

/** Sees when a fault is noticed, and how the cuff fares from then on. */
class Watch {
  readonly #world: World;
  readonly #fault: Fault;
  noticedMs: number | null = null;
  reason: Reason = Reason.none;
  otherReason: Reason = Reason.none;
  peakMmhg = 0;
  restrictedMs = 0;

  constructor(world: World, fault: Fault) {
    this.#world = world;
    this.#fault = fault;
  }

  get isEmpty(): boolean {
    return this.#world.air.cuffMmhg < DEFLATED_MMHG;
  }

  look(sinceMs: number): void {
    const { air, board, output } = this.#world;
    if (air.cuffMmhg > this.peakMmhg) this.peakMmhg = air.cuffMmhg;
    if (this.noticedMs !== null) {
      if (air.cuffMmhg > DEFLATED_MMHG && board.dumpCoilDuty === 0) this.restrictedMs++;
      return;
    }
    const { tells, byDeadMan } = this.#fault;
    if (byDeadMan && board.deadMan.tripped && sinceMs > 300) this.#notice(sinceMs, Reason.deadManTripped);
    if (output === undefined) return;
    if (tells.includes(output.alarm)) this.#notice(sinceMs, output.alarm);
    else if (tells.includes(output.reason)) this.#notice(sinceMs, output.reason);
    else if (this.otherReason === Reason.none) this.otherReason = told(this.#world);
  }

  #notice(sinceMs: number, reason: Reason): void {
    this.noticedMs = sinceMs;
    this.reason = reason;
  }
}
