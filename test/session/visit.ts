import type { Gym } from "../../firmware/session/trainer";
import { Trainer } from "../../firmware/session/trainer";
import { Mode } from "../../firmware/shared/order";
import type { PrescribedSet, Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { type Deed, type Part, SessionRequest, StepOf, TrainingState } from "../../firmware/shared/training";

export const TICK_MS = 10;
export const LOP = 150;
/** 40 % and 80 % of it. */
export const LOWEST_MMHG = 60;
export const GRANTED_MMHG = 120;
/** An open limb is owed this much rest after every inflation, and after as much the inflation counts as ended. */
export const OWED_MS = 60_000;
export const PAUSE_MS = 120_000;
export const LINK_MS = 30_000;

export function set(changes: Partial<PrescribedSet> = {}): PrescribedSet {
  return { repetitions: 0, durationS: 0, restS: 30, isReleased: false, ...changes };
}

/** Three sets of ten repetitions at 70 % LOP, with 30 s of rest in the tight cuff. */
export function planOf(changes: Partial<Prescription> = {}): Prescription {
  const ten = set({ repetitions: 10 });
  return {
    name: "test",
    mode: Mode.resistance,
    percentLop: 70,
    fromPercentLop: 70,
    percentPerSession: 0,
    comfortRampS: 0,
    cadenceS: 0,
    sets: [ten, ten, ten],
    ...changes,
  };
}

/** A cuff that is tight at once and empty at once, and keeps account of both. */
export class FakeGym implements Gym {
  capMs = 600_000;
  inflatedMs = 0;
  owedMs = 0;
  linked = true;
  repetitions = 0;
  /** Why it may not be filled again, and how often somebody asked. */
  objection: Reason = Reason.none;
  asked = 0;
  #openMs = 0;

  hasArrived = true;

  resumeObjection(): Reason {
    this.asked++;
    return this.objection;
  }

  restartCount(): void {
    this.repetitions = 0;
  }

  step(isTight: boolean, ms: number): void {
    if (isTight) {
      this.#openMs = 0;
      this.owedMs = OWED_MS;
      this.inflatedMs += ms;
      return;
    }
    this.#openMs += ms;
    this.owedMs = Math.max(0, this.owedMs - ms);
    this.inflatedMs = this.#openMs < OWED_MS && this.inflatedMs > 0 ? this.inflatedMs + ms : 0;
  }
}

export interface Beginning {
  readonly sessionsBefore?: number;
  readonly grantedMmhg?: number;
  readonly lopMmhg?: number;
}

/** One session of a person with a fake cuff, ticked by hand. */
export class Visit {
  readonly gym = new FakeGym();
  readonly state = new TrainingState();
  readonly request = new SessionRequest();
  readonly trainer = new Trainer({ pauseMs: PAUSE_MS, linkMs: LINK_MS }, this.gym, this.state);

  begin(plan: Prescription, { sessionsBefore = 9, grantedMmhg = GRANTED_MMHG, lopMmhg = LOP }: Beginning = {}): this {
    const span = { lowestMmhg: 0.4 * lopMmhg, highestMmhg: grantedMmhg };
    this.trainer.begin(plan, lopMmhg, sessionsBefore, span, this.request);
    return this;
  }

  get part(): Part {
    return this.state.part;
  }

  get outcome(): Reason {
    return this.trainer.outcome;
  }

  get targetMmhg(): number | undefined {
    return this.trainer.targetMmhg;
  }

  tick(ms = TICK_MS): void {
    this.trainer.advance(this.request, ms);
    this.gym.step(this.targetMmhg !== undefined, ms);
  }

  /** Ticks for `ms`, or until `done`; tells how long it took, ms. */
  run(ms: number, done: () => boolean = () => false): number {
    let spent = 0;
    for (; spent < ms && !done(); spent += TICK_MS) this.tick();
    return spent;
  }

  until(part: Part, ms = 1_000_000): number {
    return this.run(ms, () => this.part === part);
  }

  /** Does so many more repetitions, a second each. */
  lift(count: number): void {
    for (let i = 0; i < count; i++) {
      this.gym.repetitions++;
      this.run(1000);
    }
  }

  /** Asks, and tells what the answer is in the tick that follows. */
  ask(deed: Deed, stepOf: StepOf = StepOf.tenMmhg): Reason {
    Object.assign(this.request, { deed, stepOf });
    this.request.sequence++;
    this.tick();
    return this.state.answered === this.request.sequence ? this.state.answer : (-1 as Reason);
  }
}
