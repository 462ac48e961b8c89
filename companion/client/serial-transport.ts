import { FrameReader } from "../../firmware/wire/frame-reader";
import { FrameWriter } from "../../firmware/wire/frame-writer";
import { TransportError } from "./transport";
import { type MessageLine, WireTransport } from "./wire-transport";

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
  releaseLock(): void;
}

interface Writer {
  write(bytes: Uint8Array): Promise<void>;
  releaseLock(): void;
}

/**
 * Bytes in both directions: a `SerialPort` of Web Serial once it was opened, or a Node stream after `Duplex.toWeb`.
 * The transport only borrows it: who opened it closes it.
 */
export interface ByteStreams {
  readonly readable: { getReader(): Reader };
  readonly writable: { getWriter(): Writer };
}

/** The cuff asks every second whether its client is still there, so five without a word mean that it has gone, ms. */
const SILENCE_MS = 5000;

/** Reaches a cuff at the other end of a serial line: a USB port, or the pseudo-terminal of `npm run cuff -- --serial`. */
export class SerialTransport extends WireTransport {
  constructor(name: string, streams: ByteStreams) {
    super(new SerialLine(name, streams));
  }
}

class SerialLine implements MessageLine {
  readonly name: string;
  readonly silenceMs = SILENCE_MS;
  readonly #streams: ByteStreams;
  readonly #frames = new FrameWriter();
  #reader: Reader | undefined;
  #writer: Writer | undefined;

  constructor(name: string, streams: ByteStreams) {
    this.name = name;
    this.#streams = streams;
  }

  async open(onMessage: (message: Uint8Array) => void, onEnd: (why: string) => void): Promise<void> {
    try {
      this.#reader = this.#streams.readable.getReader();
      this.#writer = this.#streams.writable.getWriter();
    } catch {
      throw new TransportError(`${this.name} is in use already`);
    }
    const reader = this.#reader;
    void this.#listen(reader, onMessage).then((why) => {
      if (this.#reader === reader) onEnd(why);
    });
  }

  async send(message: Uint8Array): Promise<void> {
    if (this.#writer === undefined) throw new TransportError("not connected");
    // Copied: the line may keep it for a while.
    const length = this.#frames.write(message, message.length);
    await this.#writer.write(this.#frames.bytes.slice(0, length));
  }

  /** Lets go of the streams, which ends the read that is under way. */
  async close(): Promise<void> {
    const reader = this.#reader;
    this.#reader = undefined;
    reader?.releaseLock();
    this.#writer?.releaseLock();
    this.#writer = undefined;
  }

  /** Until the line ends; gives why it did. */
  async #listen(reader: Reader, onMessage: (message: Uint8Array) => void): Promise<string> {
    const frames = new FrameReader();
    try {
      while (this.#reader === reader) {
        const { done, value } = await reader.read();
        if (done) return "the line was closed";
        if (!(value instanceof Uint8Array)) continue;
        for (const byte of value) {
          const message = frames.take(byte);
          if (message !== undefined) onMessage(message);
        }
      }
      return "let go";
    } catch (cause) {
      return `the line was lost: ${cause instanceof Error ? cause.message : String(cause)}`;
    }
  }
}
