import { Phase, phaseNames } from "../../firmware/shared/phase";
import { Part, type TrainingState } from "../../firmware/shared/training";
import type { Figure } from "../scenario/figures";
import type { PlayedSet } from "../scenario/training-meter";

/** What the cuff is doing as seen from outside: the firmware's phase, unless the hardware has overruled it. */
export type StateName = (typeof phaseNames)[Phase] | "cut off";

/**
 * Without rail or dead-man both valves are open, whatever the firmware believes: a hung one "holds" for ever.
 * @param phase the phase of the last tick; NaN or undefined before the first
 */
export function stateName(phase: number | undefined, railUp: boolean, deadManTripped: boolean): StateName {
  const believesInHold = phase === Phase.inflating || phase === Phase.holding || phase === Phase.searching;
  if (believesInHold && (deadManTripped || !railUp)) return "cut off";
  return phaseNames[phase as Phase] ?? "vented";
}

/** 83.4 → "1:23"; with a tenth where that matters: "1:23.4". */
export function clock(timeS: number, decimals = 0): string {
  const scale = 10 ** decimals;
  const rounded = Math.round(timeS * scale) / scale;
  const seconds = (rounded % 60).toFixed(decimals);
  return `${Math.floor(rounded / 60)}:${seconds.padStart(decimals === 0 ? 2 : 3 + decimals, "0")}`;
}

/** A figure's value the way a person writes it, and the unit that goes with it. */
export function figureParts(figure: Figure): { value: string; unit: string } {
  const { value, unit } = figure;
  if (value === null) return { value: "–", unit: "" };
  if (unit === "count") return { value: String(value), unit: "" };
  if (unit === "s" && value >= 100) return { value: clock(value), unit: "min" };
  if (value >= 99.95) return { value: value.toFixed(0), unit };
  return { value: value.toFixed(value < 10 && unit !== "mmHg" && unit !== "%" ? 2 : 1), unit };
}

/** The columns that `setWords` fills. */
export const setColumns = ["Set", "Time", "Counted", "Made", "Target", "Within ±10 %", "Rest after"] as const;

/** One set, column by column. */
export function setWords({
  set,
  fromS,
  wanted,
  counted,
  made,
  targetMmhg,
  inBandPercent,
  restS,
  cuffInRest,
}: PlayedSet): string[] {
  return [
    String(set + 1),
    clock(fromS),
    wanted > 0 ? `${counted} of ${wanted}` : count(counted),
    count(made),
    Number.isFinite(targetMmhg) ? `${targetMmhg.toFixed(0)} mmHg` : "–",
    inBandPercent === null ? "–" : `${inBandPercent.toFixed(1)} %`,
    restS > 0 ? `${clock(restS)} min, cuff ${cuffInRest}` : "–",
  ];
}

function count(repetitions: number): string {
  return repetitions === 0 ? "–" : String(repetitions);
}

/** Where a training session stands, for a line that is renewed; "" outside of one. */
export function trainingWords(state: TrainingState): string {
  const { part, set, sets, wantedRepetitions: wanted, repetitions, remainingMs } = state;
  const left = remainingMs >= 0 ? clock(Math.ceil(remainingMs / 1000)) : "";
  const place = `set ${set + 1}/${sets}`;
  switch (part) {
    case Part.working: {
      const done = wanted > 0 ? `rep ${repetitions[set]}/${wanted}` : `rep ${repetitions[set]}`;
      return left === "" ? `${place}  ${done}` : `${place}  ${done}  ${left} left`;
    }
    case Part.resting:
    case Part.released:
      return `rest ${left}, then ${place}`;
    case Part.paused:
      return `paused in ${place}`;
    case Part.idle:
    case Part.over:
      return "";
    default:
      return part satisfies never;
  }
}
