import { reasonTexts } from "../../firmware/shared/reason-texts";
import { Reason } from "../../firmware/shared/reasons";
import type { TickOutput } from "../../firmware/shared/tick";
import { Part } from "../../firmware/shared/training";

/** What a search has found. */
export interface FoundLop {
  readonly lopMmhg: number;
  /** Half of the interval that holds it 19 times in 20, mmHg. */
  readonly marginMmhg: number;
  readonly heartRatePerMin: number;
}

/** As a person says it. */
export function foundText({ lopMmhg, marginMmhg }: FoundLop): string {
  return `LOP ${lopMmhg.toFixed(0)} ± ${marginMmhg.toFixed(0)} mmHg`;
}

/** Tells what is new in a training session, tick by tick. */
export class TrainingTeller {
  readonly #tell: (text: string) => void;
  #part: Part = Part.idle;
  #set = 0;
  #answered = 0;

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  /** After every tick. */
  listen({ training, setpointMmhg }: TickOutput): void {
    const { part, set, answered, answer } = training;
    if (answered !== this.#answered) {
      this.#answered = answered;
      // What a session finds when it begins is old.
      if (answer !== Reason.none) this.#tell(`not done: ${reasonTexts[answer]}`);
      else if (part === this.#part && part === Part.working && setpointMmhg !== undefined)
        this.#tell(`target is ${setpointMmhg.toFixed(0)} mmHg now`);
    }
    if (part === this.#part && set === this.#set) return;
    if (this.#part === Part.working && part !== Part.paused && set !== this.#set) this.#tellEnd(training);
    if (part === Part.working && part !== this.#part) this.#tellBegin(training);
    this.#part = part;
    this.#set = set;
  }

  #tellBegin({ set, sets, wantedRepetitions: wanted, remainingMs, repetitions }: TickOutput["training"]): void {
    const goals = wanted > 0 ? [`${wanted} repetitions`] : [];
    if (remainingMs > 0) goals.push(`${(remainingMs / 1000).toFixed(0)} s`);
    const done = repetitions[set] ?? 0;
    const goesOn = done > 0 ? `, ${done} of them done` : "";
    this.#tell(`set ${set + 1} of ${sets}: ${goals.join(" or ") || "until told to end"}${goesOn}`);
  }

  #tellEnd({ part, remainingMs, repetitions }: TickOutput["training"]): void {
    const count = repetitions[this.#set] ?? 0;
    const counted = `set ${this.#set + 1} over${count > 0 ? `, ${count} repetitions counted` : ""}`;
    const rest = Number.isFinite(remainingMs) ? ` of ${(remainingMs / 1000).toFixed(0)} s` : "";
    this.#tell(`${counted}; rest${rest} with the cuff ${part === Part.resting ? "tight" : "open"}`);
  }
}
