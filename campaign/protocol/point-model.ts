import { linkOperations } from "../../firmware/ble/link-operations";
import type { Operation } from "../../firmware/ble/operation";
import { answerHead, MOST_BYTES, requestHead } from "../../firmware/ble/operation";
import { operationOf, operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import type { Report } from "../monitor/monitor";
import type { Attempt } from "./hostile-link";
import type { RightsModel } from "./rights-model";

/** The protocol's own numbers: how many requests wait, and how long an answer takes. */
const ROOM = 4;
const ANSWER_MS = 500;
/** `readSession` is answered behind its last frame; a client that takes none is given up after 5 s for each. */
const READ_MS = 90_000;
/** `nextSession` walks through the session that it has found, a chunk in each tick. */
const WALK_MS = 5000;

const { nextSession, readSession, nameCuff, setClock, setPerson, hold, enterLop } = operations;
/** In range, and yet something that cannot be. */
const mayBeInvalid: readonly Operation[] = [nameCuff, setClock, setPerson, hold, enterLop];
const neverFail: readonly string[] = [
  "introduce",
  "giveUpControl",
  "identify",
  "silence",
  "confirm",
  "release",
  "readPerson",
  "readLimb",
  "expectRest",
  "putPlan",
  "readLogState",
  "resendEvents",
];

/** What the surroundings of a turn have to say about an answer. */
export interface Around {
  readonly isEncrypted: boolean;
  readonly isOrderUnderWay: boolean;
  readonly canKeep: boolean;
}

/** What a request may be answered with. */
interface Expected {
  readonly bytes: Uint8Array;
  readonly results: readonly number[];
  /** The very answer that was given before. */
  readonly again?: Uint8Array | undefined;
}

/** The control point as its document describes it: what is answered, in which order, by what, and how soon. */
export class PointModel {
  readonly #report: Report;
  readonly #rights: RightsModel;
  #waiting: Uint8Array[] = [];
  #current: Expected | undefined;
  #waitedMs = 0;
  #due: Uint8Array | undefined;
  #sequence: number | undefined;
  #kept: Uint8Array = new Uint8Array();
  #keptAnswer: Uint8Array = new Uint8Array();
  /** What is being carried out in this turn, by somebody who may. */
  operation: Operation | undefined;
  readonly answers = new Map<number, number>();
  dropped = 0;

  constructor(rights: RightsModel, report: Report) {
    this.#rights = rights;
    this.#report = report;
  }

  begin(): void {
    this.#waiting = [];
    this.#current = undefined;
    this.#due = undefined;
    this.#sequence = undefined;
    this.operation = undefined;
  }

  /** The number that a client counts on with which knows what it has written. */
  get nextSequence(): number {
    let last = this.#sequence;
    for (const { length, 1: sequence = 0 } of this.#waiting) {
      if (length >= requestHead.bytes && (last === undefined || sequence === ((last + 1) & 0xff))) last = sequence;
    }
    return ((last ?? 41) + 1) & 0xff;
  }

  /** What was carried out last. */
  get last(): Uint8Array {
    return this.#kept;
  }

  get isAnswering(): boolean {
    return this.#current !== undefined || this.#waiting.length > 0 || this.#due !== undefined;
  }

  /** A part of the log is being sent to somebody who may have it. */
  get isReading(): boolean {
    return this.operation === readSession;
  }

  written(bytes: Uint8Array): void {
    if (this.#waiting.length < ROOM && bytes.length > 0 && bytes.length <= MOST_BYTES)
      this.#waiting.push(bytes.slice());
    else this.dropped++;
  }

  /** What waits when somebody asks for release is not carried out. */
  released(): void {
    this.dropped += this.#waiting.length;
    this.#waiting = [];
  }

  turn(attempts: readonly Attempt[], around: Around, stepMs: number): void {
    if (this.#current === undefined) this.operation = undefined;
    if (this.#current === undefined && this.#due === undefined) this.#next(around);
    const [attempt] = attempts;
    if (attempts.length > 1) this.#report("two answers in one turn");
    if (attempt === undefined) this.#wait(stepMs);
    else {
      if (this.#due !== undefined) this.#expectBytes(attempt.bytes, this.#due, "an answer that waits has changed");
      else if (this.#current === undefined) this.#report("an answer to nothing");
      else this.#check(this.#current, attempt.bytes, around);
      this.#due = attempt.isSent ? undefined : attempt.bytes;
      this.#current = undefined;
    }
  }

  #wait(stepMs: number): void {
    if (this.#due !== undefined) this.#report("an answer that could not be sent was given up");
    this.#due = undefined;
    if (this.#current === undefined) return;
    this.#waitedMs += stepMs;
    if (this.#waitedMs <= longestMs(this.operation)) return;
    this.#report(`${this.operation?.name ?? "a request"} was not answered in time`);
    this.#waitedMs = 0;
  }

  #next(around: Around): void {
    const bytes = this.#waiting.shift();
    if (bytes === undefined || bytes.length < requestHead.bytes) return;
    const [, sequence = 0] = bytes;
    this.#waitedMs = 0;
    if (sequence === this.#sequence && isSame(bytes, this.#kept)) {
      this.#current = { bytes, results: [], again: this.#keptAnswer };
      return;
    }
    const due = this.#sequence === undefined ? sequence : (this.#sequence + 1) & 0xff;
    if (sequence !== due) {
      const again = Uint8Array.of(bytes[0] ?? 0, sequence, Result.outOfOrder, 0, due);
      this.#current = { bytes, results: [], again };
      return;
    }
    this.#sequence = sequence;
    this.#kept = bytes;
    this.#current = { bytes, results: this.#resultsOf(bytes, around) };
  }

  #resultsOf(bytes: Uint8Array, { isEncrypted }: Around): readonly number[] {
    const operation = operationOf(bytes[0] ?? 0);
    if (operation === undefined) return [Result.unknownOperation];
    const { needs, request } = operation;
    const { isBonded, hasControl } = this.#rights;
    if (!isEncrypted || (needs !== "link" && !isBonded)) return [Result.notBonded];
    if (needs === "control" && !hasControl) return [Result.notPermitted];
    const values = request.blank();
    const view = new DataView(bytes.buffer, bytes.byteOffset + requestHead.bytes);
    const isRight =
      request.fits(bytes.length - requestHead.bytes) && request.decode(view, 0, values) && request.isInRange(values);
    if (!isRight) return [Result.invalidParameter];
    this.operation = operation;
    const results: number[] = [Result.success];
    if (mayBeInvalid.includes(operation)) results.push(Result.invalidParameter);
    if (operation === linkOperations.introduce) results.push(Result.notBonded);
    if (!neverFail.includes(operation.name)) results.push(Result.failed);
    return results;
  }

  #check({ bytes, results, again }: Expected, answer: Uint8Array, around: Around): void {
    const [code, sequence, result = 0] = answer;
    this.answers.set(result, (this.answers.get(result) ?? 0) + 1);
    if (again !== undefined) {
      this.#expectBytes(answer, again, "the same request, or one out of order, got another answer");
      return;
    }
    this.#keptAnswer = answer;
    if (code !== bytes[0] || sequence !== bytes[1]) this.#report("an answer names another request");
    const name = operationOf(bytes[0] ?? 0)?.name ?? "unknown operation";
    if (!results.includes(result)) {
      const isGranted = result === Result.success && this.operation === undefined;
      this.#report(`${isGranted ? "unauthorised: " : ""}${name} was answered with result ${result}`);
    }
    this.#follow(bytes, answer, around);
  }

  /** What an answer says about who may do what from now on. */
  #follow(bytes: Uint8Array, answer: Uint8Array, { isOrderUnderWay, canKeep }: Around): void {
    const isDone = answer[2] === Result.success;
    const { introduce, requestControl, giveUpControl } = linkOperations;
    if (this.operation === introduce) {
      const key = textOf(bytes.subarray(requestHead.bytes));
      this.#rights.introduced(key, isDone, ((answer[answerHead.bytes + 1] ?? 0) & 1) === 1, canKeep);
    } else if (this.operation === requestControl) this.#rights.controlAsked(isDone, isOrderUnderWay);
    else if (this.operation === giveUpControl) this.#rights.hasControl = false;
  }

  #expectBytes(found: Uint8Array, expected: Uint8Array, words: string): void {
    if (!isSame(found, expected)) this.#report(words);
  }
}

function longestMs(operation: Operation | undefined): number {
  if (operation === readSession) return READ_MS;
  return operation === nextSession ? WALK_MS : ANSWER_MS;
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
