import { decoded, encoded } from "../companion/protocol/frame-bytes";
import type { AnyFrame, Values } from "../firmware/ble/frame";
import { statusFrame } from "../firmware/ble/frames";
import { Slot } from "../firmware/ble/gatt-table";
import { answerHead, type Operation } from "../firmware/ble/operation";
import { operations } from "../firmware/ble/operations";
import { Result } from "../firmware/ble/results";
import { Phase, phaseNames } from "../firmware/shared/phase";
import { type Reason, Reason as reasons } from "../firmware/shared/reasons";
import { Failure, nameOf } from "./failure";
import type { Place } from "./place";

/** As the protocol promises, ms. */
export const LONGEST_ANSWER_MS = 500;
/** More than any answer takes; for those that come behind many frames. */
const PATIENCE_MS = 5000;
const STARTING_MS = 20_000;
/** A person who was asked to press a button needs a while, ms. */
const PERSON_MS = 90_000;
const BOND_PRESS_MS = 4000;
const LOOK_EVERY_MS = 10;

/** How far a client has come with the cuff. */
export type Stage = "stranger" | "bonded" | "controlled";

export interface Answer {
  readonly result: number;
  readonly reason: number;
  readonly bytes: Uint8Array;
}

/** A cuff under test, as a client that is allowed to be impolite. */
export class Bench {
  readonly place: Place;
  readonly #key: Uint8Array;
  #stage: Stage | undefined;
  #sequence = 250;
  #answers: Uint8Array[] = [];
  readonly #listening = new Set<Slot>();
  isLost = false;
  /** Of all answers, ms, but those that stand behind frames. */
  slowestAnswerMs = 0;
  /** Results and reasons that have been seen. */
  readonly results = new Set<number>();

  constructor(place: Place, key: Uint8Array) {
    this.place = place;
    this.#key = key;
  }

  get answers(): readonly Uint8Array[] {
    return this.#answers;
  }

  /** The number that is due next. */
  get due(): number {
    return (this.#sequence + 1) & 0xff;
  }

  /** What the cuff has taken last: the next one is due. */
  took(sequence: number): void {
    this.#sequence = sequence;
  }

  /** A new connection, by somebody whom the cuff does not know yet. */
  async reconnect(): Promise<void> {
    const { transport } = this.place;
    await transport.disconnect();
    await this.place.wait(LOOK_EVERY_MS);
    this.#listening.clear();
    this.#answers = [];
    this.isLost = false;
    transport.onLost = () => {
      this.isLost = true;
    };
    await transport.connect();
    await transport.subscribe(Slot.controlPoint, (bytes) => this.#answers.push(bytes));
    // What is read is as new as the cuff's last turn.
    await this.place.wait(2 * LOOK_EVERY_MS);
    this.#stage = "stranger";
  }

  /** Comes so far, and no farther. */
  async become(stage: Stage): Promise<void> {
    const isThere = this.#stage === stage && !this.isLost;
    if (isThere && stage !== "controlled") return;
    if (!isThere && (this.#stage !== "bonded" || stage !== "controlled" || this.isLost)) await this.reconnect();
    if (stage === "stranger") return;
    if (this.#stage === "stranger") await this.#introduce();
    if (stage === "controlled") await this.succeed(operations.requestControl, {});
    this.#stage = stage;
  }

  /** Something was done that the stage does not show. */
  forgetStage(): void {
    this.#stage = undefined;
  }

  /** Collects what is notified from now on. */
  async listen(slot: Slot): Promise<Uint8Array[]> {
    const frames: Uint8Array[] = [];
    await this.place.transport.subscribe(slot, (bytes) => frames.push(bytes));
    this.#listening.add(slot);
    return frames;
  }

  /** After every check. */
  async tidy(): Promise<void> {
    if (!this.isLost) for (const slot of this.#listening) await this.place.transport.unsubscribe(slot);
    this.#listening.clear();
  }

  /** @throws Failure where it does not come true in time */
  async until(what: string, done: () => boolean | Promise<boolean>, limitMs = PATIENCE_MS): Promise<void> {
    const fromMs = this.place.nowMs;
    while (!(await done())) {
      if (this.place.nowMs - fromMs > limitMs) throw new Failure(`not within ${limitMs} ms: ${what}`);
      await this.place.wait(LOOK_EVERY_MS);
    }
  }

  async status(): Promise<Values<typeof statusFrame>> {
    const status = decoded(statusFrame, await this.place.transport.read(Slot.status));
    if (status === undefined) throw new Failure("the status cannot be read");
    return status.values;
  }

  /** Waits for a status that says so. */
  async untilStatus(
    what: string,
    done: (status: Values<typeof statusFrame>) => boolean,
    limitMs = PATIENCE_MS,
  ): Promise<void> {
    let last = "";
    const look = async (): Promise<boolean> => {
      const status = await this.status();
      last = `${phaseNames[status.phase as Phase]}, ${nameOf(reasons, status.reason)}`;
      return done(status);
    };
    return this.until(what, look, limitMs).catch((cause: unknown) => {
      throw cause instanceof Failure ? new Failure(`${cause.message} (${last})`) : cause;
    });
  }

  async press(forMs: number, what: string, done: (status: Values<typeof statusFrame>) => boolean): Promise<void> {
    await this.place.press(forMs);
    await this.untilStatus(what, done, PERSON_MS);
  }

  /** Writes bytes to the control point as they are. */
  async write(...bytes: readonly number[]): Promise<void> {
    await this.place.transport.write(Slot.controlPoint, Uint8Array.from(bytes), true);
  }

  /** Writes a request, and waits for its answer. */
  async send(bytes: Uint8Array, isBehindFrames = false): Promise<Answer> {
    const before = this.#answers.length;
    const fromMs = this.place.nowMs;
    await this.write(...bytes);
    await this.until("the answer", () => this.#answers.length > before);
    if (!isBehindFrames) this.slowestAnswerMs = Math.max(this.slowestAnswerMs, this.place.nowMs - fromMs);
    const answer = this.#answers[before] ?? new Uint8Array();
    const [operation, sequence, result = 0, reason = 0] = answer;
    if (answer.length < answerHead.bytes) throw new Failure(`an answer of ${answer.length} bytes`);
    if (operation !== bytes[0] || sequence !== bytes[1]) throw new Failure("the answer is to another request");
    this.results.add(result);
    return { result, reason, bytes: answer };
  }

  /** Sends what follows the head, with the number that is due. */
  request(operation: Operation, body: Uint8Array, isBehindFrames = false): Promise<Answer> {
    this.#sequence = this.due;
    return this.send(Uint8Array.of(operation.code, this.#sequence, ...body), isBehindFrames);
  }

  async ask<Q extends AnyFrame>(
    operation: Operation<Q>,
    values: ReturnType<Q["blank"]>,
    tail?: Uint8Array,
  ): Promise<Answer> {
    return this.request(
      operation,
      encoded(operation.request, values, tail),
      operation.code === operations.readSession.code,
    );
  }

  /** … which has to go well; gives what was adopted. */
  async succeed<Q extends AnyFrame, A extends AnyFrame>(
    operation: Operation<Q, A>,
    values: ReturnType<Q["blank"]>,
    tail?: Uint8Array,
  ): Promise<ReturnType<A["blank"]>> {
    const { result, reason, bytes } = await this.ask(operation, values, tail);
    if (result !== Result.success) {
      throw new Failure(`${operation.name}: ${nameOf(Result, result)}, ${nameOf(reasons, reason)}`);
    }
    const adopted = decoded(operation.answer, bytes.subarray(answerHead.bytes));
    if (adopted === undefined) throw new Failure(`${operation.name}: ${bytes.length} bytes are too few for an answer`);
    return adopted.values;
  }

  /** … which has to be refused, and to say why. */
  refused(answer: Answer, result: number, reason: Reason = reasons.none): void {
    const isRight = answer.result === result && answer.reason === reason && answer.bytes.length === answerHead.bytes;
    if (isRight) return;
    const said = `${nameOf(Result, answer.result)}, ${nameOf(reasons, answer.reason)}, ${answer.bytes.length} bytes`;
    throw new Failure(`${nameOf(Result, result)}, ${nameOf(reasons, reason)}, 4 bytes was due; it said ${said}`);
  }

  async #introduce(): Promise<void> {
    const { result } = await this.ask(operations.introduce, {}, this.#key);
    if (result === Result.success) return;
    await this.untilStatus("the cuff has checked itself", ({ phase }) => phase === Phase.vented, STARTING_MS);
    await this.press(BOND_PRESS_MS, "the bonding window opens", ({ isBondingOpen }) => isBondingOpen);
    await this.succeed(operations.introduce, {}, this.#key);
  }
}
