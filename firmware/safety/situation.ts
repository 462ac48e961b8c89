import { Mode } from "../shared/order";
import type { Reason } from "../shared/reasons";

/** What the supervisor has to know about the pressure. */
export interface SensedPressure {
  /** Newest good reading at the manifold, its counts, and when it was taken. */
  readonly latestMmhg: number;
  readonly latestCounts: number;
  readonly latestMs: number;
  /** At the manifold, and estimated in the cuff. */
  readonly pressureMmhg: number;
  readonly cuffMmhg: number;
  /** What was taken off every reading, mmHg. */
  readonly zeroMmhg: number;
  /** A good sample has arrived since the start. */
  readonly known: boolean;
  /** `Reason.none`, or why the pressure cannot be believed. */
  readonly doubt: Reason;
}

/** What it has to know about the transducer at the cuff, where there is one. */
export interface SecondPressure {
  readonly known: boolean;
  readonly isStale: boolean;
  readonly pressureMmhg: number;
}

/** What pump and valves are reckoned to do. */
export interface Actuation {
  /** In the last step, both positive, mmHg/s. */
  readonly pumpedMmhgPerS: number;
  readonly bledMmhgPerS: number;
  /** What the full pump would do now, mmHg/s. */
  readonly upMmhgPerS: number;
  /** Real over reckoned rates of pump and bleed valve, as far as they are known. */
  readonly pumpFactor: number;
  readonly bleedFactor: number;
  /** How fast both open valves let the pressure fall at `mmhg`, mmHg/s, positive. */
  ventRateAt(mmhg: number): number;
}

/** What goes on now. One object, filled again in every tick before the supervisor judges. */
export class Situation {
  /** Since the last tick: as the clock has it, and never negative, ms. */
  dtMs = 0;
  stepMs = 0;
  /** What the last tick left on the gates. */
  valvesShut = false;
  /** The self-test drives pump and valves by itself. */
  testing = false;
  /** Where the start stands: checked, zeroed, armed or already holding, open and empty, the limb confirmed. */
  isStarted = false;
  hasZero = false;
  isArmed = false;
  isHolding = false;
  isVented = false;
  /** What is held is held by a search. */
  isSeeking = false;
  isLimbConfirmed = false;
  isBatteryLow = false;
  isButtonStuck = false;
  /** The set-point that is held, or `undefined`; and that it was reached. */
  setpointMmhg: number | undefined = undefined;
  reached = false;
  /** The pressure has come to the set-point for once, and is only kept there. */
  hasArrived = false;
  /** Hardly any pulse gets through although the hold should let it; and it did not help to go lower. */
  isOccluded = false;
  staysOccluded = false;
  /** The limb moves under the cuff. */
  limbMoves = false;
  lopMmhg = Number.NaN;
  mode: Mode = Mode.free;
  plannedRestMs = 0;
  /** Of the set that is under way, as far as they are counted. */
  repetitions = 0;
  confirmations = 0;
}
