import { Events, Lifecycle, Stage } from "../../firmware/session/lifecycle";
import { Reason } from "../../firmware/shared/reasons";
import type { Subject } from "./explorer";

/** Everything that one tick can bring, with one example of each kind. */
export interface LifeInput {
  readonly wanted: number | undefined;
  readonly stop: Reason;
  readonly started: boolean;
  readonly armPressed: boolean;
  /** The self-test: not over, passed, or why it failed. */
  readonly test: "none" | "passed" | "failed";
  readonly unused: boolean;
  readonly mayArm: boolean;
  readonly mayOrder: boolean;
}

/** What can be seen of a lifecycle after a tick. */
export interface LifeView {
  readonly stage: Stage;
  readonly setpoint: number | undefined;
  readonly reason: Reason;
  readonly standing: Reason;
}

const A_MMHG = 80;
const B_MMHG = 100;
const flags = [false, true] as const;

/** Every combination. */
export const lifeInputs: readonly LifeInput[] = [undefined, A_MMHG, B_MMHG].flatMap((wanted) =>
  [Reason.none, Reason.linkLost, Reason.overPressure].flatMap((stop) =>
    (["none", "passed", "failed"] as const).flatMap((test) =>
      flags.flatMap((started) =>
        flags.flatMap((armPressed) =>
          flags.flatMap((unused) =>
            flags.flatMap((mayArm) =>
              flags.map((mayOrder) => ({ wanted, stop, test, started, armPressed, unused, mayArm, mayOrder })),
            ),
          ),
        ),
      ),
    ),
  ),
);

/** What has happened since the last stop: all of it has to, before anything is held again. */
export interface History {
  withdrawn: boolean;
  pressed: boolean;
  passed: boolean;
}

/** A lifecycle, what can be seen of it, and what it went through. */
export class LifecycleSubject implements Subject<LifeInput> {
  readonly #events = new Events();
  readonly #remembers: boolean;
  readonly #life: Lifecycle;
  #input: LifeInput | undefined;
  before: LifeView;
  after: LifeView;
  readonly history: History = { withdrawn: false, pressed: false, passed: false };

  /**
   * @param isGuarded the permit keeps its promise: it says no to every order before the cuff is armed
   * @param remembers what the history holds tells states apart, too
   */
  constructor(isGuarded: boolean, remembers = false) {
    this.#remembers = remembers;
    this.#life = new Lifecycle({
      armObjection: () => (this.#input?.mayArm ? Reason.none : Reason.batteryLow),
      orderObjection: () => {
        // As the firmware's own permit: it goes by the stage at the start of the tick.
        const { stage } = this.before;
        if (isGuarded && stage !== Stage.armed && stage !== Stage.holding) return Reason.notArmed;
        return this.#input?.mayOrder ? Reason.none : Reason.setpointTooHigh;
      },
    });
    this.before = this.#look(undefined);
    this.after = this.before;
  }

  get signature(): string {
    const { stage, setpoint, reason, standing } = this.after;
    const seen = `${stage} ${setpoint} ${reason} ${standing}`;
    const { withdrawn, pressed, passed } = this.history;
    return this.#remembers ? `${seen} ${withdrawn} ${pressed} ${passed}` : seen;
  }

  apply(input: LifeInput): void {
    const events = this.#events;
    events.stop = input.stop;
    events.started = input.started;
    events.armPressed = input.armPressed;
    events.testEnded = input.test !== "none";
    events.testFailure = input.test === "failed" ? Reason.testLeaks : Reason.none;
    events.unused = input.unused;
    this.#input = input;
    this.before = this.after;
    this.after = this.#look(this.#life.decide(input.wanted, events));
    this.#remember(input);
  }

  #look(setpoint: number | undefined): LifeView {
    const { stage, reason, standing } = this.#life;
    return { stage, setpoint, reason, standing };
  }

  /** Goes by what came in, never by what the lifecycle made of it, but for the stage that a press or a test met. */
  #remember({ wanted, stop, armPressed, test }: LifeInput): void {
    const { history } = this;
    const { stage } = this.before;
    if (stop !== Reason.none) Object.assign(history, { withdrawn: false, pressed: false, passed: false });
    else if (stage === Stage.idle && armPressed) Object.assign(history, { pressed: true, passed: false });
    else if (stage === Stage.testing && test !== "none") history.passed = history.pressed && test === "passed";
    if (wanted === undefined) history.withdrawn = true;
  }
}
