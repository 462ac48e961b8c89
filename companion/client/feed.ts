import type { AnyFrame } from "../../firmware/ble/frame";
import { decoded } from "../protocol/frame-bytes";
import type { Scheduler } from "./scheduler";
import { Stream } from "./stream";

/** What a frame says, and how many before it did not get through. */
export type Heard<V> = V & { readonly missed: number };

/** Reads the bytes of a frame; undefined for what is no such frame. */
export type Reading<V> = (bytes: Uint8Array) => V | undefined;

/** Of a frame that has no tail. */
export function readingOf<T extends AnyFrame>(frame: T): Reading<ReturnType<T["blank"]>> {
  return (bytes) => decoded(frame, bytes)?.values;
}

/** The frames of one characteristic. A frame that is no such frame is counted and not heard. */
export class Feed<V> extends Stream<Heard<V>> {
  readonly #reading: Reading<V>;
  readonly #sequenceOf: ((values: V) => number) | undefined;
  readonly #mask: number;
  #last: number | undefined;
  /** Frames that did not get through, since the client was made. */
  missed = 0;
  /** Frames that nobody can read, likewise. */
  unreadable = 0;

  /** @param sequenceOf their number, if they have one, of so many bits */
  constructor(scheduler: Scheduler, reading: Reading<V>, sequenceOf?: (values: V) => number, bits = 8) {
    super(scheduler);
    this.#reading = reading;
    this.#sequenceOf = sequenceOf;
    this.#mask = 2 ** bits - 1;
  }

  /** The connection begins anew: what comes is not held against what came before. */
  restart(): void {
    this.#last = undefined;
  }

  take(bytes: Uint8Array): void {
    const values = this.#reading(bytes);
    if (values === undefined) this.unreadable++;
    else if (this.#sequenceOf === undefined) this.emit({ ...values, missed: 0 });
    else this.#takeNumbered(values, this.#sequenceOf(values));
  }

  /** The same number twice is the same frame: a browser reports a read as a notification too. */
  #takeNumbered(values: V, sequence: number): void {
    const last = this.#last;
    if (sequence === last) return;
    const missed = last === undefined ? 0 : (sequence - last - 1) & this.#mask;
    this.#last = sequence;
    this.missed += missed;
    this.emit({ ...values, missed });
  }
}
