import { FrameReader } from "./frame-reader";
import { FrameWriter } from "./frame-writer";
import type { Line } from "./messages";
import { cableTraits, type Host, type LinkTraits, WireLink } from "./wire-link";

/** Where the bytes of a serial line go. */
export interface ByteSink {
  /** Sends the first bytes, which are copied. False where there is no room for all of them: none was sent. */
  write(bytes: Uint8Array, length: number): boolean;
}

/** A client on a serial line, such as the USB port of an ESP32. */
export class Cable implements Line {
  readonly link: WireLink;
  readonly #sink: ByteSink;
  readonly #reader = new FrameReader();
  readonly #writer = new FrameWriter();

  constructor(host: Host, sink: ByteSink, traits: LinkTraits = cableTraits) {
    this.#sink = sink;
    this.link = new WireLink(host, this, traits);
  }

  /** Bytes have come. */
  take(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      const message = this.#reader.take(bytes[i] ?? 0);
      if (message !== undefined) this.link.take(message);
    }
  }

  send(message: Uint8Array, length: number): boolean {
    return this.#sink.write(this.#writer.bytes, this.#writer.write(message, length));
  }

  /** A cable stays; the client has been told. */
  end(): void {}
}
