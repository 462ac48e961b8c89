import { Result } from "../../firmware/ble/results";
import { RandomStream } from "../../sim/random";
import { drawSession } from "../sessions/draw";
import { attack } from "./attack";
import { usedCuff } from "./cuff-before";
import { Stage } from "./stage";
import { states } from "./states";

/** Writes of one job. */
export const WRITES = 500;
/** After the last write the cuff is asked to let go, and watched for so long, ms. */
const AFTER_MS = 15_000;

/** What one cuff has suffered, and what came of it. */
export interface ProtocolResult {
  readonly state: string;
  /** The cuff was in that state when the first of the writes came. */
  readonly isReached: boolean;
  readonly seconds: number;
  readonly writes: number;
  /** Requests that were dropped by rule: too many, or too long for any. */
  readonly dropped: number;
  readonly frames: number;
  readonly ticks: number;
  /** By result. */
  readonly answers: Readonly<Record<string, number>>;
  readonly exceptions: number;
  readonly unauthorised: number;
  readonly missedTicks: number;
  readonly broken: readonly string[];
}

/** @param seed which state it begins in follows from it: they come in turn */
export function runProtocol(seed: number, writes = WRITES): ProtocolResult {
  const random = new RandomStream(seed, "protocol");
  const stage = new Stage(usedCuff(drawSession(seed).setup, random), random);
  const state = states[seed % states.length] as (typeof states)[number];
  const isReached = state.enter(stage);
  const before = stage.writes;
  attack(stage, writes);
  stage.connect(false);
  stage.letGo();
  stage.run(stage.exceptions === 0 ? AFTER_MS : 0);
  stage.disconnect();
  return {
    state: state.name,
    isReached,
    seconds: Math.round(stage.world.nowMs / 1000),
    writes: stage.writes - before,
    dropped: stage.point.dropped,
    frames: stage.frames,
    ticks: stage.ticks.count,
    answers: byResult(stage.point.answers),
    exceptions: stage.exceptions,
    unauthorised: stage.unauthorised,
    missedTicks: stage.ticks.missed,
    broken: stage.broken,
  };
}

function byResult(answers: ReadonlyMap<number, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(Result).map(([name, code]) => [name, answers.get(code) ?? 0]));
}
