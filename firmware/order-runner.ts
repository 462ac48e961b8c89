import type { Boot } from "./boot";
import type { Control } from "./control";
import type { CuffConfig } from "./parts/config";
import { longestInflationMs, lowestSetpointMmhg, type OwnLimits } from "./safety/caps";
import { timeLimits } from "./safety/limits";
import type { Situation } from "./safety/situation";
import { type LopSink, Seeker } from "./seeker";
import { type Gym, Trainer } from "./session/trainer";
import { Mode } from "./shared/order";
import type { Reason } from "./shared/reasons";
import type { TickInput, TickOutput } from "./shared/tick";

const rules = Object.freeze({ pauseMs: timeLimits.armingUnused.value, linkMs: timeLimits.linkLost.value });

/** A session moves on half as often as the safety checks run, ms. */
const TRAIN_EVERY_MS = 20;

/** The limb occlusion pressure on record, mmHg, and where a found one goes. */
export interface LopBook extends LopSink {
  readonly mmhg: number;
}

/** Who is asked before the cuff fills again by itself. */
export interface ResumePermit {
  resumeObjection(wantedMmhg: number): Reason;
}

/** What is under way. */
export const Errand = Object.freeze({ none: 0, hold: 1, search: 2, session: 3 } as const);

export type Errand = (typeof Errand)[keyof typeof Errand];

/** Carries out what was granted: a plain hold, a search or a session. What it began as it stays until it ends. */
export class OrderRunner implements Gym {
  readonly seeker: Seeker;
  readonly trainer: Trainer;
  readonly #config: CuffConfig;
  readonly #own: OwnLimits;
  readonly #sessions: ArrayLike<number> | undefined;
  readonly #control: Control;
  readonly #lop: LopBook;
  readonly #situation: Situation;
  readonly #permit: ResumePermit;
  readonly #output: TickOutput;
  readonly #span = { lowestMmhg: 0, highestMmhg: 0 };
  #input: TickInput | undefined;
  #sinceMs = 0;
  #targetMmhg: number | undefined = undefined;
  #mode: Mode = Mode.free;

  errand: Errand = Errand.none;
  /** A search or a session, which come to an end of their own. */
  isBusy = false;

  constructor(
    config: CuffConfig,
    { own, sessions }: Boot,
    control: Control,
    lop: LopBook,
    situation: Situation,
    permit: ResumePermit,
    output: TickOutput,
  ) {
    this.#config = config;
    this.#own = own;
    this.#sessions = sessions;
    this.#control = control;
    this.#lop = lop;
    this.#situation = situation;
    this.#permit = permit;
    this.#output = output;
    this.seeker = new Seeker(config, control, lop);
    this.trainer = new Trainer(rules, this, output.training);
  }

  /** How what is under way has ended, or `Reason.none`. */
  get ended(): Reason {
    return this.errand === Errand.session ? this.trainer.outcome : this.seeker.ended;
  }

  /**
   * The set-point of this tick, mmHg, or `undefined`: release.
   * @param granted the pressure of a hold; of a search or a session the highest that it may go to
   */
  setpointFor(granted: number | undefined, input: TickInput, stepMs: number): number | undefined {
    if (granted === undefined) {
      if (this.errand !== Errand.none) this.#end(input, stepMs);
      return undefined;
    }
    if (this.#situation.isSeeking) return this.seeker.setpointFor(granted, input, stepMs);
    if (this.errand === Errand.none) {
      this.#begin(granted, input);
      return this.setpointFor(granted, input, stepMs);
    }
    return this.isBusy ? this.#train(granted, input, stepMs) : granted;
  }

  #train(granted: number, input: TickInput, stepMs: number): number | undefined {
    const sinceMs = this.#sinceMs + stepMs;
    this.#sinceMs = sinceMs;
    // Not in the tick that regulates, unless ticks come late: what is dear takes turns.
    const isTime = sinceMs >= TRAIN_EVERY_MS && (sinceMs >= 2 * TRAIN_EVERY_MS || !this.#control.isDue(stepMs));
    if (isTime || granted !== this.#span.highestMmhg) this.#advance(granted, input, sinceMs);
    const targetMmhg = this.#targetMmhg;
    // Whatever a session comes to: what was granted is the end of it, and no number is none.
    return targetMmhg !== undefined && targetMmhg <= granted ? targetMmhg : undefined;
  }

  #advance(granted: number, input: TickInput, sinceMs: number): void {
    const { trainer } = this;
    this.#sinceMs = 0;
    this.#input = input;
    this.#span.highestMmhg = granted;
    if (trainer.targetMmhg !== undefined) this.#control.count(sinceMs);
    trainer.advance(input.training.request, sinceMs);
    this.#targetMmhg = trainer.targetMmhg;
  }

  #begin(granted: number, { order, training }: TickInput): void {
    const { plan, sessionsBefore, request } = training;
    this.#mode = order.mode;
    if (order.mode === Mode.search) {
      this.errand = Errand.search;
      this.isBusy = true;
      this.#situation.isSeeking = true;
      return;
    }
    this.errand = plan === undefined ? Errand.hold : Errand.session;
    if (plan === undefined) return;
    this.isBusy = true;
    const lopMmhg = this.#lop.mmhg;
    this.#span.lowestMmhg = lowestSetpointMmhg(lopMmhg);
    this.#span.highestMmhg = granted;
    const { personSlot } = order.wearer;
    this.#output.training.personSlot = personSlot;
    const counted = this.#sessions?.[personSlot] ?? 0;
    // At once.
    this.#sinceMs = 2 * TRAIN_EVERY_MS;
    this.#targetMmhg = undefined;
    this.trainer.begin(plan, lopMmhg, counted > sessionsBefore ? counted : sessionsBefore, this.#span, request);
  }

  #end(input: TickInput, stepMs: number): void {
    if (this.errand === Errand.session) this.trainer.end();
    else this.seeker.setpointFor(undefined, input, stepMs);
    this.errand = Errand.none;
    this.isBusy = false;
    this.#situation.isSeeking = false;
  }

  /** The mode of the session that is under way; an order's is what its app says at the moment. */
  get sessionMode(): Mode {
    return this.#mode;
  }

  get capMs(): number {
    return longestInflationMs(this.#mode, this.#config.cuff.limb, this.#own);
  }

  get inflatedMs(): number {
    return this.#output.inflatedMs;
  }

  get owedMs(): number {
    return this.#output.reperfusionMs;
  }

  get linked(): boolean {
    return this.#input?.linked === true;
  }

  get hasArrived(): boolean {
    return this.#control.hasArrived;
  }

  get repetitions(): number {
    return this.#control.repetitions.count;
  }

  resumeObjection(wantedMmhg: number): Reason {
    return this.#permit.resumeObjection(wantedMmhg);
  }

  restartCount(): void {
    this.#control.repetitions.restart();
  }
}
