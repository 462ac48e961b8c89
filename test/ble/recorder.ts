import type { Slot } from "../../firmware/ble/gatt-table";
import type { Link, LinkEvents } from "../../firmware/ble/link";

/** A service that writes down what it hears, and answers reads as it is told. */
export class Recorder implements LinkEvents {
  readonly heard: string[] = [];
  readonly links: Link[] = [];
  answer: (slot: Slot) => Uint8Array = (slot) => Uint8Array.of(slot, 0xaa);
  onWrite: (link: Link, slot: Slot, bytes: Uint8Array) => void = () => undefined;
  onConnected: () => void = () => undefined;
  onDisconnected: () => void = () => undefined;
  readonly #waiting: { what: string; resolve: () => void }[] = [];

  get link(): Link {
    const link = this.links.at(-1);
    if (link === undefined) throw new Error("nobody has connected");
    return link;
  }

  /** Resolves once it has been heard, counted from now. */
  next(what: string): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ what, resolve });
    });
  }

  connected(link: Link): void {
    this.links.push(link);
    this.#note("connected");
    this.onConnected();
  }

  disconnected(link: Link): void {
    this.#note(link === this.links.at(-1) ? "disconnected" : "an old link disconnected");
    this.onDisconnected();
  }

  write(link: Link, slot: Slot, bytes: Uint8Array): void {
    this.#note(`write ${slot} ${Buffer.from(bytes).toString("hex")}`);
    this.onWrite(link, slot, bytes);
  }

  read(_link: Link, slot: Slot): Uint8Array {
    this.#note(`read ${slot}`);
    return this.answer(slot);
  }

  #note(what: string): void {
    this.heard.push(what);
    const index = this.#waiting.findIndex((one) => one.what === what);
    if (index >= 0) this.#waiting.splice(index, 1)[0]?.resolve();
  }
}
