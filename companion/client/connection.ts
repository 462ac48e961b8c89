import { Slot } from "../../firmware/ble/gatt-table";
import { CuffTimeout, type LinkLost } from "./errors";
import type { Scheduler } from "./scheduler";
import { type Transport, TransportError } from "./transport";

/** As long as ATT itself waits; somebody may have to agree to the pairing meanwhile, ms. */
const OPERATION_MS = 30_000;

/** What was written to `release`: any byte does. */
const ANYTHING = Uint8Array.of(0);

/**
 * One connection, from its begin to its end. Its operations wait for each other, because phones refuse overlapping ones.
 * One that fails while the link stands is tried once more: the first may have been what made the phone pair.
 */
export class Connection {
  readonly #transport: Transport;
  readonly #scheduler: Scheduler;
  readonly #open = new Set<(error: LinkLost) => void>();
  #turn: Promise<unknown> = Promise.resolve();
  #end: LinkLost | undefined;

  constructor(transport: Transport, scheduler: Scheduler) {
    this.#transport = transport;
    this.#scheduler = scheduler;
  }

  get isUp(): boolean {
    return this.#end === undefined;
  }

  /** It has ended: everything that waits for it hears so. */
  end(error: LinkLost): void {
    if (this.#end !== undefined) return;
    this.#end = error;
    for (const reject of [...this.#open]) reject(error);
  }

  read(slot: Slot): Promise<Uint8Array> {
    return this.#inTurn(() => this.#transport.read(slot));
  }

  /** @param objection asked when its turn has come: what has been overtaken meanwhile is not written */
  write(slot: Slot, bytes: Uint8Array, objection: () => Error | undefined): Promise<void> {
    return this.#inTurn(() => {
      const against = objection();
      return against === undefined ? this.#transport.write(slot, bytes, true) : Promise.reject(against);
    });
  }

  subscribe(slot: Slot, listener: (bytes: Uint8Array) => void): Promise<void> {
    return this.#inTurn(() => this.#transport.subscribe(slot, listener));
  }

  unsubscribe(slot: Slot): Promise<void> {
    return this.#inTurn(() => this.#transport.unsubscribe(slot));
  }

  /** Past everything that waits, and without an answer. */
  release(): Promise<void> {
    return this.orEnd(() => this.#transport.write(Slot.release, ANYTHING, false));
  }

  /** What `work` comes to, unless the connection ends before. @throws LinkLost */
  orEnd<T>(work: () => Promise<T>): Promise<T> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      this.#open.add(reject);
      work()
        .then(resolve, reject)
        .finally(() => this.#open.delete(reject));
    });
  }

  #inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(() => this.#inTime(() => this.#twice(operation)));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #inTime<T>(operation: () => Promise<T>): Promise<T> {
    return this.orEnd(
      () =>
        new Promise((resolve, reject) => {
          const isLate = (): void => reject(new CuffTimeout("The phone or computer did not get through to the cuff."));
          const cancel = this.#scheduler.after(OPERATION_MS, isLate);
          operation().then(resolve, reject).finally(cancel);
        }),
    );
  }

  async #twice<T>(operation: () => Promise<T>): Promise<T> {
    try {
      return await operation();
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      if (this.#end !== undefined) throw this.#end;
      return await operation();
    }
  }
}
