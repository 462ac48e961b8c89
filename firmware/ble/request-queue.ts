import { MOST_BYTES } from "./operation";

/** A client waits for its answer; a few more may come from one that does not. */
const ROOM = 4;

/** Requests that wait for their turn, of which there are never more than a few. */
export class RequestQueue {
  readonly #bytes = new Uint8Array(ROOM * MOST_BYTES);
  readonly #lengths = new Uint8Array(ROOM);
  #first = 0;
  #waiting = 0;

  clear(): void {
    this.#waiting = 0;
  }

  /** Dropped where there is no room, or where it can be no request: longer or shorter than any. */
  push(bytes: Uint8Array): void {
    if (this.#waiting === ROOM || bytes.length === 0 || bytes.length > MOST_BYTES) return;
    const place = (this.#first + this.#waiting) % ROOM;
    this.#bytes.set(bytes, place * MOST_BYTES);
    this.#lengths[place] = bytes.length;
    this.#waiting++;
  }

  /** Moves the oldest into `into` and gives its length, bytes; 0 where none waits. */
  shift(into: Uint8Array): number {
    if (this.#waiting === 0) return 0;
    const from = this.#first * MOST_BYTES;
    for (let i = 0; i < MOST_BYTES; i++) into[i] = this.#bytes[from + i] ?? 0;
    const length = this.#lengths[this.#first] ?? 0;
    this.#first = (this.#first + 1) % ROOM;
    this.#waiting--;
    return length;
  }
}
