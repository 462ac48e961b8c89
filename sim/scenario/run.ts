import { SessionShelf } from "../../firmware/log/session-shelf";
import { Phase, phaseNames } from "../../firmware/shared/phase";
import { reasonTexts } from "../../firmware/shared/reason-texts";
import { Reason } from "../../firmware/shared/reasons";
import type { TickOutput } from "../../firmware/shared/tick";
import { Part } from "../../firmware/shared/training";
import { SimulatedFlash } from "../hardware/flash";
import { RandomStream } from "../random";
import { World } from "../world";
import { Director } from "./director";
import { type Figure, SessionMeter } from "./figures";
import type { Scenario } from "./schema";
import { setupOf } from "./setup";
import { Trace } from "./trace";
import type { PlayedSet } from "./training-meter";
import { type FoundLop, foundText, TrainingTeller } from "./visit-events";

/** Something worth telling in the report. */
export interface SessionEvent {
  readonly timeS: number;
  readonly kind: "command" | "phase" | "session" | "reason" | "alarm" | "hardware";
  readonly text: string;
}

export interface SessionResult {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly trace: Trace;
  readonly events: readonly SessionEvent[];
  readonly figures: readonly Figure[];
  /** Of the simulated limb, and what the last search made of it; `undefined` where none has found anything. */
  readonly lopMmhg: number;
  readonly found: FoundLop | undefined;
  /** Of the training sessions; empty where there was none. */
  readonly sets: readonly PlayedSet[];
}

/** One trace row per this many ms: 20 Hz shows heartbeats and stays small. */
const TRACE_EVERY_MS = 50;
/** Progress is reported after each of these, in ms of the session. */
const PROGRESS_EVERY_MS = 1000;

/** A scenario being played. Step it, then take the result. */
export class Session {
  readonly world: World;
  readonly #scenario: Scenario;
  readonly #seed: number;
  readonly #director: Director;
  readonly #trace = new Trace();
  readonly #meter = new SessionMeter();
  readonly #events: SessionEvent[] = [];
  readonly #training = new TrainingTeller((text) => this.#tell("session", text));
  #found: FoundLop | undefined;
  #phase: number | undefined;
  #reason: number = Reason.none;
  #alarm: number = Reason.none;
  #railUp = false;
  #tripped = false;

  constructor(scenario: Scenario, seed: number) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.world = new World({ ...setupOf(scenario, seed), logFlash: tidyLogFlash(seed) });
    this.#director = new Director(scenario, this.world);
  }

  get over(): boolean {
    return this.world.nowMs >= this.#scenario.durationS * 1000;
  }

  /** Plays on until `untilMs`, or to the end. */
  play(untilMs: number): void {
    const { world } = this;
    const endMs = Math.min(untilMs, this.#scenario.durationS * 1000);
    while (world.nowMs < endMs) {
      this.#director.act((deed) => this.#events.push({ ...deed, kind: "command" }));
      const ticked = world.step();
      this.#meter.observe(world);
      if (ticked) this.#listen();
      this.#watchHardware();
      if (world.nowMs % TRACE_EVERY_MS === 0) this.#trace.record(world);
    }
  }

  result(): SessionResult {
    return {
      scenario: this.#scenario,
      seed: this.#seed,
      trace: this.#trace,
      events: this.#events,
      figures: this.#meter.figures(this.world, this.#found),
      sets: this.#meter.sets(this.world),
      found: this.#found,
      lopMmhg: this.world.limb.lopMmhg,
    };
  }

  #listen(): void {
    const output = this.world.output;
    if (output === undefined) return;
    if (output.phase !== this.#phase && !isNewTarget(this.#phase, output)) {
      this.#phase = output.phase;
      this.#tell("phase", phaseNames[output.phase]);
    }
    if (output.reason !== this.#reason) {
      this.#reason = output.reason;
      if (output.reason !== Reason.none) this.#tell("reason", reasonTexts[output.reason]);
      if (output.reason === Reason.lopFound) {
        const { lopFoundMmhg, lopMarginMmhg, heartRatePerMin } = output;
        this.#found = { lopMmhg: lopFoundMmhg, marginMmhg: lopMarginMmhg, heartRatePerMin };
        this.#tell("reason", `${foundText(this.#found)}, heart rate ${heartRatePerMin.toFixed(0)} a minute`);
      }
    }
    this.#training.listen(output);
    if (output.alarm !== this.#alarm) {
      this.#alarm = output.alarm;
      const isNews = output.alarm !== Reason.none && output.alarm !== output.reason;
      if (isNews) this.#tell("alarm", reasonTexts[output.alarm]);
    }
  }

  #watchHardware(): void {
    const { board } = this.world;
    if (board.deadMan.tripped && !this.#tripped) this.#tell("hardware", "dead-man tripped: gates pulled low");
    if (board.rail.up !== this.#railUp)
      this.#tell("hardware", board.rail.up ? "actuator rail up" : "actuator rail down");
    this.#tripped = board.deadMan.tripped;
    this.#railUp = board.rail.up;
  }

  #tell(kind: SessionEvent["kind"], text: string): void {
    this.#events.push({ timeS: this.world.nowMs / 1000, kind, text });
  }
}

/** A session moves its target about: on the way to the next one the cuff still holds. */
function isNewTarget(told: number | undefined, { phase, training }: TickOutput): boolean {
  return told === Phase.holding && phase === Phase.inflating && training.part === Part.working;
}

/** Plays a whole scenario as fast as it goes; `onProgress` hears about every second of it. */
export function runScenario(scenario: Scenario, seed: number, onProgress?: (session: Session) => void): SessionResult {
  const session = new Session(scenario, seed);
  while (!session.over) {
    session.play(session.world.nowMs + PROGRESS_EVERY_MS);
    onProgress?.(session);
  }
  return session.result();
}

/** Room for some hours, with its sectors made ready beforehand: a new cuff would take a second or two for it. */
function tidyLogFlash(seed: number): SimulatedFlash {
  const chance = new RandomStream(seed, "log flash");
  const flash = new SimulatedFlash({ sectorBytes: 4096, sectorCount: 64, eraseMs: 0, chance });
  const shelf = new SessionShelf(flash);
  while (shelf.tidy() === "more");
  return flash;
}
