import { LiveEventKind } from "./codes";
import { eventFrame } from "./frames";
import { Slot } from "./gatt-table";
import type { Link } from "./link";

/** How many are kept to be sent again. */
const REMEMBERED = 32;
const COUNT = 0x1_0000;

/** What has happened lately, in columns, so that adding one allocates nothing. Sent one at a time, the oldest first. */
export class EventRing {
  readonly #atMs = new Float64Array(REMEMBERED);
  readonly #kinds = new Uint8Array(REMEMBERED);
  readonly #codes = new Uint8Array(REMEMBERED);
  readonly #mmhg = new Float64Array(REMEMBERED);
  readonly #values = eventFrame.blank();
  readonly #bytes = new Uint8Array(eventFrame.bytes);
  readonly #view = new DataView(this.#bytes.buffer);
  /** Of all since power-on: how many there were, and how many the client has been sent or has missed. */
  #seen = 0;
  #sent = 0;

  add(kind: LiveEventKind, code: number, atMs: number, pressureMmhg: number): void {
    const i = this.#seen % REMEMBERED;
    this.#atMs[i] = atMs;
    this.#kinds[i] = kind;
    this.#codes[i] = code;
    this.#mmhg[i] = pressureMmhg;
    this.#seen++;
    if (this.#seen - this.#sent > REMEMBERED) this.#sent = this.#seen - REMEMBERED;
  }

  /** Number of the one that is sent next. */
  get next(): number {
    return this.#sent % COUNT;
  }

  get waiting(): number {
    return this.#seen - this.#sent;
  }

  /** A client that has just come wants none of before; it can ask for them. */
  skip(): void {
    this.#sent = this.#seen;
  }

  /** From this number on, as far as they are still known. */
  resend(from: number): void {
    const back = (this.#seen - from) % COUNT;
    const behind = back < 0 ? back + COUNT : back;
    const most = this.#seen < REMEMBERED ? this.#seen : REMEMBERED;
    this.#sent = this.#seen - (behind < most ? behind : most);
  }

  /** The next one, where somebody listens. */
  send(link: Link): void {
    if (this.#sent === this.#seen) return;
    const i = this.#sent % REMEMBERED;
    const values = this.#values;
    values.sequence = this.#sent;
    values.uptimeMs = this.#atMs[i] ?? 0;
    values.kind = this.#kinds[i] ?? LiveEventKind.phase;
    values.code = this.#codes[i] ?? 0;
    values.pressureMmhg = this.#mmhg[i] ?? Number.NaN;
    eventFrame.encode(values, this.#view, 0);
    if (link.send(Slot.events, this.#bytes)) this.#sent++;
  }
}
