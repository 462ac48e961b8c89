import type { Slot } from "../../firmware/ble/gatt-table";
import { HEAD_BYTES, Kind, WIRE_VERSION, WireError } from "../../firmware/wire/messages";
import { rowOfSlot, wireRows } from "../../firmware/wire/rows";
import { type Transport, TransportError } from "./transport";

/** What carries messages to the cuff: whole, in order, and each once, or not at all. */
export interface MessageLine {
  readonly name: string;
  /** @throws TransportError */
  open(onMessage: (message: Uint8Array) => void, onEnd: (why: string) => void): Promise<void>;
  send(message: Uint8Array): Promise<void>;
  close(): Promise<void>;
  /** After so long without a message the cuff counts as gone, ms; nothing where the line itself tells. */
  readonly silenceMs?: number;
}

/** Somebody who waits for an answer. */
interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (why: TransportError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The cuff answers in the turn after a message; the rest is for slow lines. */
const LONGEST_ANSWER_MS = 2000;
const NO_BYTES = new Uint8Array();

const errorTexts: Readonly<Record<number, string>> = {
  [WireError.version]: `the cuff speaks another version of these messages than ${WIRE_VERSION}`,
  [WireError.busy]: "the cuff is in use by another client",
  [WireError.notConnected]: "the cuff does not know of this connection",
  [WireError.noSuchCharacteristic]: "the cuff has no such characteristic",
  [WireError.notPermitted]: "the characteristic does not allow that",
  [WireError.needsEncryption]: "the characteristic needs an encrypted link",
  [WireError.tooLong]: "the value is too long",
  [WireError.dropped]: "the cuff has ended the connection",
  [WireError.silent]: "the cuff has heard nothing for too long",
};

/** The cuff refused, and says why. */
export class WireRefusal extends TransportError {
  readonly code: number;

  constructor(code: number) {
    super(errorTexts[code] ?? `the cuff refused for an unknown reason (${code})`);
    this.code = code;
  }
}

/** GATT over messages (`firmware/wire/messages.ts`): what socket and serial line have in common. */
export class WireTransport implements Transport {
  readonly #line: MessageLine;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<number, (bytes: Uint8Array) => void>();
  #lastId = 0;
  #isConnected = false;
  #silence: ReturnType<typeof setTimeout> | undefined;
  onLost: (() => void) | undefined;

  constructor(line: MessageLine) {
    this.#line = line;
  }

  get name(): string {
    return this.#line.name;
  }

  async connect(): Promise<void> {
    await this.#line.open(
      (message) => this.#take(message),
      (why) => this.#lose(new TransportError(why)),
    );
    try {
      await this.#ask(Kind.connect, WIRE_VERSION);
    } catch (cause) {
      await this.#line.close();
      throw cause;
    }
    this.#isConnected = true;
    this.#listenForSilence();
  }

  async disconnect(): Promise<void> {
    const wasConnected = this.#isConnected;
    this.#end(new TransportError("disconnected"));
    if (wasConnected) await this.#line.send(Uint8Array.of(Kind.disconnect, 0, 0)).catch(() => undefined);
    await this.#line.close();
  }

  read(slot: Slot): Promise<Uint8Array> {
    return this.#ask(Kind.read, rowOfSlot(slot));
  }

  /** A characteristic that has no slot: a text that never changes. */
  async readText(uuid: string): Promise<string> {
    const bytes = await this.#ask(
      Kind.read,
      wireRows.findIndex((row) => row.uuid === uuid),
    );
    return new TextDecoder().decode(bytes);
  }

  async write(slot: Slot, bytes: Uint8Array, withResponse: boolean): Promise<void> {
    if (withResponse) await this.#ask(Kind.write, rowOfSlot(slot), bytes);
    else await this.#line.send(messageOf(Kind.writeWithoutResponse, 0, rowOfSlot(slot), bytes));
  }

  async subscribe(slot: Slot, listener: (bytes: Uint8Array) => void): Promise<void> {
    const row = rowOfSlot(slot);
    this.#listeners.set(row, listener);
    try {
      await this.#ask(Kind.subscribe, row);
    } catch (cause) {
      this.#listeners.delete(row);
      throw cause;
    }
  }

  async unsubscribe(slot: Slot): Promise<void> {
    await this.#ask(Kind.unsubscribe, rowOfSlot(slot));
    this.#listeners.delete(rowOfSlot(slot));
  }

  async #ask(kind: Kind, detail: number, bytes: Uint8Array = NO_BYTES): Promise<Uint8Array> {
    const id = this.#freeId();
    const answer = new Promise<Uint8Array>((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(id)?.reject(new TransportError("no answer")), LONGEST_ANSWER_MS);
      this.#waiting.set(id, { resolve, reject, timer });
    });
    this.#line.send(messageOf(kind, id, detail, bytes)).catch((cause: unknown) => {
      const text = cause instanceof Error ? cause.message : String(cause);
      this.#settle(id)?.reject(new TransportError(text));
    });
    return answer;
  }

  /** One that nobody waits for, and that did not serve just now, so that a late answer is not taken for another. */
  #freeId(): number {
    for (let tries = 0; tries < 256; tries++) {
      this.#lastId = (this.#lastId + 1) & 0xff;
      if (!this.#waiting.has(this.#lastId)) return this.#lastId;
    }
    throw new TransportError("too much at once: 256 answers are waited for");
  }

  #settle(id: number): Waiting | undefined {
    const one = this.#waiting.get(id);
    clearTimeout(one?.timer);
    this.#waiting.delete(id);
    return one;
  }

  #take(message: Uint8Array): void {
    if (message.length < HEAD_BYTES) return;
    const [kind = 0, id = 0, detail = 0] = message;
    if (this.#isConnected) this.#listenForSilence();
    if (kind === Kind.value || kind === Kind.done) this.#settle(id)?.resolve(message.slice(HEAD_BYTES));
    else if (kind === Kind.error) this.#settle(id)?.reject(new WireRefusal(detail));
    else if (kind === Kind.notification) this.#listeners.get(detail)?.(message.slice(HEAD_BYTES));
    else if (kind === Kind.areYouThere) this.#line.send(Uint8Array.of(Kind.here, 0, 0)).catch(() => undefined);
    else if (kind === Kind.ended) this.#lose(new WireRefusal(detail));
  }

  #listenForSilence(): void {
    const { silenceMs } = this.#line;
    if (silenceMs === undefined) return;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lose(new TransportError("nothing is heard of the cuff")), silenceMs);
  }

  #lose(why: TransportError): void {
    const wasConnected = this.#isConnected;
    this.#end(why);
    if (!wasConnected) return;
    this.#line.close().catch(() => undefined);
    this.onLost?.();
  }

  #end(why: TransportError): void {
    this.#isConnected = false;
    clearTimeout(this.#silence);
    this.#listeners.clear();
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(why);
  }
}

function messageOf(kind: Kind, id: number, detail: number, bytes: Uint8Array): Uint8Array {
  const message = new Uint8Array(HEAD_BYTES + bytes.length);
  message.set([kind, id, detail]);
  message.set(bytes, HEAD_BYTES);
  return message;
}
