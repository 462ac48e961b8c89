import type { PrescribedSet, Prescription } from "../shared/prescription";
import { Reason } from "../shared/reasons";
import { Deed, Part, type SessionRequest, StepOf, type TrainingState } from "../shared/training";
import { SessionTarget, type Span } from "./target";

/** A first session is short: 7 to 10 minutes (Loenneke), ms. */
const FIRST_SESSION_MS = 7 * 60_000;
/** A bout that may last as long as the cap ends before the cap would stop the whole session, ms. */
const BEFORE_CAP_MS = 2000;

/** How long things may take, ms. */
export interface TrainerRules {
  /** A pause: like an armed cuff that nobody uses. */
  readonly pauseMs: number;
  /** Without the app that is in control, between two inflations. */
  readonly linkMs: number;
}

/** What goes on, as far as a session needs to know. */
export interface Gym {
  /** Longest inflation, ms, and how long the present one has lasted. */
  readonly capMs: number;
  readonly inflatedMs: number;
  /** Rest that the limb is still owed with the cuff open, ms. */
  readonly owedMs: number;
  readonly linked: boolean;
  /** Why the cuff may not be filled again now, or `Reason.none`. */
  resumeObjection(wantedMmhg: number): Reason;
  /** The pressure has come to the set-point: what moves it from now on is the limb. */
  readonly hasArrived: boolean;
  /** Repetitions since the last restart of the count. */
  readonly repetitions: number;
  restartCount(): void;
}

/**
 * Takes a person through a prescription: sets, rests, pauses. It owns every time of the session; the app may vanish.
 * It only ever says which pressure is wanted: whether it may be is decided elsewhere, before and during.
 */
export class Trainer {
  readonly #rules: TrainerRules;
  readonly #gym: Gym;
  readonly #state: TrainingState;
  readonly #target = new SessionTarget();
  #plan: Prescription | undefined;
  #partMs = 0;
  #restMs = 0;
  #tightMs = 0;
  #awayMs = 0;
  /** Of the present set, from before a pause: repetitions, and time with this, ms. */
  #before = 0;
  #workedMs = 0;
  #counts = false;

  /** `Reason.none` while it goes on; then how it ended. */
  outcome: Reason = Reason.none;

  constructor(rules: TrainerRules, gym: Gym, state: TrainingState) {
    this.#rules = rules;
    this.#gym = gym;
    this.#state = state;
  }

  get isRunning(): boolean {
    return this.#plan !== undefined;
  }

  /** What is to be held, mmHg; `undefined` where the cuff is to be open. */
  get targetMmhg(): number | undefined {
    const { part } = this.#state;
    return this.isRunning && (part === Part.working || part === Part.resting) ? this.#target.mmhg : undefined;
  }

  /** Why nothing is held although the session goes on, or how it ended; `Reason.none` otherwise. */
  get reason(): Reason {
    if (this.outcome !== Reason.none) return this.outcome;
    const { part } = this.#state;
    if (part === Part.paused) return Reason.sessionPaused;
    return part === Part.released ? Reason.restReleased : Reason.none;
  }

  /** The rest that is under way with the cuff tight, ms; 0 for none. */
  get plannedRestMs(): number {
    return this.#state.part === Part.resting ? this.#restMs : 0;
  }

  begin(plan: Prescription, lopMmhg: number, sessionsBefore: number, span: Span, request: SessionRequest): void {
    const state = this.#state;
    this.#plan = plan;
    this.#target.begin(plan, lopMmhg, sessionsBefore, span);
    this.#tightMs = 0;
    this.#awayMs = 0;
    this.#workedMs = 0;
    this.outcome = Reason.none;
    state.set = 0;
    state.sets = plan.sets.length;
    state.repetitions.fill(0);
    state.isWhole = true;
    state.answered = request.sequence;
    state.answer = Reason.none;
    this.#beginSet(0);
  }

  /** Ends it, whatever was under way. */
  end(): void {
    if (!this.isRunning) return;
    const state = this.#state;
    state.part = Part.over;
    state.isLifting = false;
    state.remainingMs = Number.NaN;
    state.targetMmhg = Number.NaN;
    this.#plan = undefined;
  }

  /** Every tick while it runs. */
  advance(request: SessionRequest, stepMs: number): void {
    const set = this.#set;
    if (set === undefined) return;
    const state = this.#state;
    this.#partMs += stepMs;
    if (request.sequence !== state.answered) {
      state.answered = request.sequence;
      state.answer = this.#obey(request);
    }
    this.#watchLink(stepMs);
    this.#turn(set, stepMs);
    if (!this.isRunning) return;
    state.remainingMs = this.#remainingMs;
    state.targetMmhg = this.#target.mmhg;
    const cadenceMs = 1000 * (this.#plan?.cadenceS ?? 0);
    state.isLifting =
      cadenceMs > 0 && this.#counts && state.part === Part.working && this.#partMs % cadenceMs < cadenceMs / 2;
  }

  #turn(set: PrescribedSet, stepMs: number): void {
    const { part } = this.#state;
    switch (part) {
      case Part.working:
        this.#stayTight(stepMs);
        this.#workedMs += stepMs;
        this.#work(set);
        return;
      case Part.resting:
        this.#stayTight(stepMs);
        if (this.isRunning && this.#partMs >= this.#restMs) this.#beginSet(0);
        return;
      case Part.released:
        if (this.#partMs >= this.#restMs) this.#fillAgain();
        return;
      case Part.paused:
        if (this.#partMs >= this.#rules.pauseMs) this.#finish(Reason.armingUnused);
        return;
      case Part.idle:
      case Part.over:
        return;
      default:
        part satisfies never;
    }
  }

  /** While the cuff is open; tight, others watch. Coming back again and again gains no time. */
  #watchLink(stepMs: number): void {
    if (this.#gym.linked) this.#awayMs = this.#awayMs > stepMs ? this.#awayMs - stepMs : 0;
    else if (this.targetMmhg === undefined) this.#awayMs += stepMs;
    if (this.#awayMs >= this.#rules.linkMs) this.#finish(Reason.linkLost);
  }

  #stayTight(stepMs: number): void {
    this.#target.advance(stepMs);
    this.#tightMs += stepMs;
    if (this.#target.isFirst && this.#tightMs >= FIRST_SESSION_MS) this.#finish(Reason.firstSessionOver);
  }

  #work({ repetitions, durationS }: PrescribedSet): void {
    const state = this.#state;
    if (!this.#counts) this.#tryCounting();
    const done = this.#before + (this.#counts ? this.#gym.repetitions : 0);
    state.repetitions[state.set] = done;
    const isTimed = durationS > 0;
    const isCapNear = this.#gym.inflatedMs >= this.#gym.capMs - BEFORE_CAP_MS;
    const isOver = isTimed && (this.#workedMs >= 1000 * durationS || isCapNear);
    if (isOver || (repetitions > 0 && done >= repetitions)) this.#endSet();
  }

  #endSet(): void {
    const state = this.#state;
    const set = this.#set;
    if (set === undefined) return;
    if (state.set + 1 >= state.sets) {
      this.#finish(Reason.sessionDone);
      return;
    }
    state.set++;
    this.#workedMs = 0;
    this.#enter(set.isReleased ? Part.released : Part.resting);
    this.#restMs = 1000 * set.restS;
  }

  /** Not before the limb has had the rest that it is owed, and a new inflation counts as one. */
  #fillAgain(): void {
    const { owedMs, inflatedMs, linked } = this.#gym;
    if (owedMs > 0 || inflatedMs > 0 || !linked) return;
    const objection = this.#gym.resumeObjection(this.#target.mmhg);
    if (objection === Reason.none) this.#beginSet(this.#state.repetitions[this.#state.set] ?? 0);
    else this.#finish(objection);
  }

  #beginSet(before: number): void {
    this.#before = before;
    this.#counts = false;
    this.#tryCounting();
    this.#enter(Part.working);
    this.#state.wantedRepetitions = this.#set?.repetitions ?? 0;
  }

  /** Filling the cuff is no repetition. */
  #tryCounting(): void {
    if (!this.#gym.hasArrived) return;
    this.#counts = true;
    this.#gym.restartCount();
  }

  #obey({ deed, stepOf }: SessionRequest): Reason {
    const { part } = this.#state;
    const isShare = stepOf === StepOf.fivePercent;
    switch (deed) {
      case Deed.none:
        return Reason.none;
      case Deed.pause:
        if (part === Part.paused) return Reason.deedImpossible;
        this.#pause();
        return Reason.none;
      case Deed.resume:
        if (part !== Part.paused) return Reason.deedImpossible;
        this.#enter(Part.released);
        return Reason.none;
      case Deed.skip:
        return this.#skip();
      case Deed.lower:
        // Lower than the lowest that holds is to let go: down is always possible.
        if (!this.#target.lower(isShare)) this.#pause();
        return Reason.none;
      case Deed.raise:
        return this.#target.raise(isShare) ? Reason.none : Reason.setpointTooHigh;
      case Deed.symptom:
        if (!this.#target.lower(false)) this.#finish(Reason.symptomsPersist);
        return Reason.none;
      default:
        deed satisfies never;
        return Reason.deedImpossible;
    }
  }

  /** What is left of a rest is left after the pause. */
  #pause(): void {
    const { part } = this.#state;
    if (part === Part.paused) return;
    const isRest = part === Part.resting || part === Part.released;
    this.#restMs = isRest && this.#restMs > this.#partMs ? this.#restMs - this.#partMs : 0;
    this.#enter(Part.paused);
  }

  #skip(): Reason {
    switch (this.#state.part) {
      case Part.working:
        this.#state.isWhole = false;
        this.#endSet();
        return Reason.none;
      case Part.resting:
      case Part.released:
        this.#restMs = 0;
        return Reason.none;
      default:
        return Reason.deedImpossible;
    }
  }

  get #set(): PrescribedSet | undefined {
    return this.#plan?.sets[this.#state.set];
  }

  get #remainingMs(): number {
    const { part } = this.#state;
    if (part === Part.resting) return this.#restMs - this.#partMs;
    if (part === Part.released) {
      const rest = this.#restMs - this.#partMs;
      const { owedMs } = this.#gym;
      return rest > owedMs ? rest : owedMs;
    }
    const durationS = this.#set?.durationS ?? 0;
    return part === Part.working && durationS > 0 ? 1000 * durationS - this.#workedMs : Number.NaN;
  }

  #enter(part: Part): void {
    this.#state.part = part;
    this.#partMs = 0;
  }

  #finish(outcome: Reason): void {
    if (this.outcome !== Reason.none) return;
    this.outcome = outcome;
    this.end();
  }
}
