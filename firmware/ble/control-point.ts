import { Reason } from "../shared/reasons";
import type { TickOutput } from "../shared/tick";
import { type Door, type Later, Reply } from "./door";
import { Slot } from "./gatt-table";
import type { Link } from "./link";
import { answerHead, MOST_BYTES, requestHead } from "./operation";
import { RequestQueue } from "./request-queue";
import { Result } from "./results";
import type { Rights } from "./rights";

const NONE = -1;

/**
 * Takes requests one at a time, and answers each. The number of a request has to be one more than the last: the same
 * again gets the same answer again and nothing is done twice, and a gap tells of a request that was lost.
 */
export class ControlPoint {
  readonly #doors: (Door | undefined)[] = [];
  readonly #rights: Rights;
  readonly #queue = new RequestQueue();
  readonly #reply = new Reply();
  readonly #request = new Uint8Array(MOST_BYTES);
  /** The request that was carried out last. */
  readonly #kept = new Uint8Array(MOST_BYTES);
  #keptBytes = 0;
  readonly #answer = new Uint8Array(MOST_BYTES);
  readonly #view = new DataView(this.#answer.buffer);
  readonly #bodies: readonly DataView[];
  readonly #tails: readonly Uint8Array[];
  #answerBytes = 0;
  /** What is said to a number that is not due. It stands beside the last answer, which may be asked for again. */
  readonly #refusal = new Uint8Array(answerHead.bytes + 1);
  #isRefusal = false;
  #sequence = NONE;
  #door: Door | undefined;
  #later: Later | undefined;
  /** An answer waits to be sent. */
  #isDue = false;

  constructor(doors: readonly Door[], rights: Rights) {
    this.#rights = rights;
    for (let i = 0; i < doors.length; i++) {
      const one = doors[i];
      if (one !== undefined) this.#doors[one.operation.code] = one;
    }
    const head = requestHead.bytes;
    const lengths = Array.from({ length: MOST_BYTES + 1 }, (_, i) => i);
    this.#bodies = lengths.map((length) => new DataView(this.#request.buffer, head, Math.max(0, length - head)));
    this.#tails = lengths.map((length) => this.#request.subarray(length));
  }

  /** Another client, or none: nothing of the last one is answered any more. */
  begin(): void {
    this.#queue.clear();
    this.#sequence = NONE;
    this.#later = undefined;
    this.#isDue = false;
    this.#answerBytes = 0;
  }

  /** Never more than a few wait; what comes beyond them is dropped, which the next number shows. */
  take(bytes: Uint8Array): void {
    this.#queue.push(bytes);
  }

  /** Requests that wait are not carried out: somebody wants the cuff to let go. The next number shows it. */
  drop(): void {
    this.#queue.clear();
  }

  /** After every tick. */
  turn(link: Link, output: TickOutput, stepMs: number): void {
    if (this.#later !== undefined) this.#goOn(this.#later, output, stepMs);
    else if (!this.#isDue) this.#next(link);
    if (!this.#isDue) return;
    const answer = this.#isRefusal ? this.#refusal : this.#answer.subarray(0, this.#answerBytes);
    if (link.send(Slot.controlPoint, answer)) this.#isDue = false;
  }

  #next(link: Link): void {
    const length = this.#queue.shift(this.#request);
    if (length < requestHead.bytes) return;
    const sequence = this.#request[1] ?? 0;
    if (sequence === this.#sequence && this.#isSameAgain(length)) {
      this.#isDue = this.#answerBytes > 0;
      this.#isRefusal = false;
      return;
    }
    const due = (this.#sequence + 1) & 0xff;
    if (this.#sequence !== NONE && sequence !== due) {
      this.#refuse(sequence, due);
      return;
    }
    this.#sequence = sequence;
    this.#keptBytes = length;
    this.#kept.set(this.#request);
    this.#carryOut(link, length);
  }

  /** The request that was carried out last has come once more: its answer was lost, not the request. */
  #isSameAgain(length: number): boolean {
    if (length !== this.#keptBytes) return false;
    for (let i = 0; i < length; i++) if (this.#request[i] !== this.#kept[i]) return false;
    return true;
  }

  #carryOut(link: Link, length: number): void {
    const found = this.#doors[this.#request[0] ?? 0];
    this.#door = found;
    if (found === undefined) {
      this.#say(Result.unknownOperation, Reason.none);
      return;
    }
    const { needs, request } = found.operation;
    const objection = link.isEncrypted ? this.#rights.objection(needs) : Result.notBonded;
    const body = this.#bodies[length];
    const tail = this.#tails[requestHead.bytes + request.bytes];
    const reply = this.#reply;
    reply.result = Result.success;
    reply.reason = Reason.none;
    reply.later = undefined;
    if (objection !== Result.success) reply.result = objection;
    else if (body === undefined || tail === undefined || !request.fits(length - requestHead.bytes)) {
      reply.result = Result.invalidParameter;
    } else if (!found.enter(body, tail.subarray(0, length - requestHead.bytes - request.bytes), reply)) {
      reply.result = Result.invalidParameter;
    }
    if (reply.later !== undefined && reply.result === Result.success) this.#later = reply.later;
    else this.#finish();
  }

  #goOn(later: Later, output: TickOutput, stepMs: number): void {
    if (!later.advance(output, this.#reply, stepMs)) return;
    this.#later = undefined;
    this.#finish();
  }

  #finish(): void {
    const { result, reason } = this.#reply;
    this.#say(result, reason);
    if (result === Result.success && this.#door !== undefined) {
      this.#answerBytes += this.#door.tell(this.#view, answerHead.bytes);
    }
  }

  #refuse(sequence: number, due: number): void {
    const refusal = this.#refusal;
    refusal[0] = this.#request[0] ?? 0;
    refusal[1] = sequence;
    refusal[2] = Result.outOfOrder;
    refusal[answerHead.bytes] = due;
    this.#isRefusal = true;
    this.#isDue = true;
  }

  #say(result: Result, reason: Reason): void {
    const answer = this.#answer;
    this.#isRefusal = false;
    answer[0] = this.#request[0] ?? 0;
    answer[1] = this.#request[1] ?? 0;
    answer[2] = result;
    answer[3] = reason;
    this.#answerBytes = answerHead.bytes;
    this.#isDue = true;
  }
}
