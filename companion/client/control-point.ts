import { Slot } from "../../firmware/ble/gatt-table";
import { answerHead, type Operation, outOfOrderAnswer, requestHead } from "../../firmware/ble/operation";
import { Result } from "../../firmware/ble/results";
import { decoded, encoded } from "../protocol/frame-bytes";
import type { Connection } from "./connection";
import { CuffTimeout, Overtaken, ProtocolError, RequestRefused } from "./errors";
import type { Scheduler } from "./scheduler";

/** The cuff answers within 500 ms; after this an app asks again, ms. */
export const ANSWER_MS = 1000;
/** How often a request is written. The same request again is answered again, and nothing is done twice. */
const TRIES = 2;
/** How often a number is put right before the cuff and this program are held to disagree. */
const RESYNCHRONISATIONS = 2;

interface Pending {
  readonly operation: number;
  readonly sequence: number;
  readonly hear: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
  readonly stillBusy: () => void;
}

interface Answer {
  readonly result: number;
  readonly reason: number;
  readonly body: Uint8Array;
}

/** Asks for one thing after another, for as long as one connection stands. */
export class ControlPoint {
  readonly #connection: Connection;
  readonly #scheduler: Scheduler;
  #turn: Promise<unknown> = Promise.resolve();
  #sequence = 0;
  #pending: Pending | undefined;
  /** Goes up with every release: what was asked for before is not sent any more. */
  #releases = 0;

  constructor(connection: Connection, scheduler: Scheduler) {
    this.#connection = connection;
    this.#scheduler = scheduler;
  }

  /** What the cuff has indicated. An answer that nobody waits for is none. */
  take(bytes: Uint8Array): void {
    const answer = decoded(answerHead, bytes);
    const pending = this.#pending;
    if (answer === undefined || pending === undefined) return;
    const { operation, sequence, result, reason } = answer.values;
    if (operation === pending.operation && sequence === pending.sequence)
      pending.hear({ result, reason, body: answer.tail });
  }

  /** The cuff is at it: the time begins anew. */
  stillBusy(): void {
    this.#pending?.stillBusy();
  }

  /** A release goes before: nothing that waits is sent, or sent again. */
  abandon(): void {
    this.#releases++;
    this.#pending?.fail(new Overtaken());
  }

  /**
   * @param body what follows the head of the request
   * @param patienceMs how long an answer may take
   * @param ready resolves once answers can be heard
   * @returns what follows the head of the answer
   */
  ask(operation: Operation, body: Uint8Array, patienceMs: number, ready: Promise<void>): Promise<Uint8Array> {
    // Whatever is waited for: a release that comes from now on goes before.
    const releases = this.#releases;
    const mine = this.#turn.then(() => ready).then(() => this.#exchange(operation, body, patienceMs, releases));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #exchange(operation: Operation, body: Uint8Array, patienceMs: number, releases: number): Promise<Uint8Array> {
    for (let tries = 0; tries <= RESYNCHRONISATIONS; tries++) {
      if (releases !== this.#releases) throw new Overtaken();
      const sequence = this.#sequence;
      this.#sequence = (sequence + 1) & 0xff;
      const answer = await this.#connection.orEnd(() => this.#insist(operation, sequence, body, patienceMs));
      if (answer.result === Result.success) return answer.body;
      if (answer.result !== Result.outOfOrder) throw new RequestRefused(operation.name, answer.result, answer.reason);
      const due = decoded(outOfOrderAnswer, answer.body);
      if (due === undefined) throw new ProtocolError("The cuff says that a number is wrong, and not which is right.");
      this.#sequence = due.values.dueSequence;
    }
    throw new ProtocolError("The cuff and this program do not agree on the numbers of requests.");
  }

  /** Writes the request until it is answered, or often enough. */
  #insist({ code, name }: Operation, sequence: number, body: Uint8Array, patienceMs: number): Promise<Answer> {
    const request = encoded(requestHead, { operation: code, sequence }, body);
    return new Promise((resolve, reject) => {
      let tries = 0;
      let cancel: () => void = () => undefined;
      const end = (): void => {
        cancel();
        if (this.#pending === pending) this.#pending = undefined;
      };
      const fail = (error: Error): void => {
        end();
        reject(error);
      };
      const hear = (answer: Answer): void => {
        end();
        resolve(answer);
      };
      const wait = (): void => {
        cancel();
        cancel = this.#scheduler.after(patienceMs, tries < TRIES ? write : giveUp);
      };
      const giveUp = (): void => fail(new CuffTimeout(`The cuff does not answer to ${name}.`));
      const write = (): void => {
        tries++;
        wait();
        this.#connection.write(Slot.controlPoint, request, objection).catch(fail);
      };
      const objection = (): Error | undefined => (this.#pending === pending ? undefined : new Overtaken());
      const pending: Pending = { operation: code, sequence, hear, fail, stillBusy: wait };
      this.#pending = pending;
      write();
    });
  }
}
