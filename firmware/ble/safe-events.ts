import type { Slot } from "./gatt-table";
import type { Link, LinkEvents } from "./link";

/**
 * Nothing gets out of it but values. The SDK calls back while NimBLE's task waits, and cannot tell it of an exception:
 * it would wait for ever. What was thrown is counted and reported; a read that failed gives no bytes.
 */
export class SafeEvents implements LinkEvents {
  readonly #events: LinkEvents;
  readonly #report: (error: unknown) => void;
  readonly #nothing = new Uint8Array(0);
  #errors = 0;

  constructor(events: LinkEvents, report: (error: unknown) => void) {
    this.#events = events;
    this.#report = report;
  }

  get errors(): number {
    return this.#errors;
  }

  connected(link: Link): void {
    try {
      this.#events.connected(link);
    } catch (error) {
      this.failed(error);
    }
  }

  disconnected(link: Link): void {
    try {
      this.#events.disconnected(link);
    } catch (error) {
      this.failed(error);
    }
  }

  write(link: Link, slot: Slot, bytes: Uint8Array): void {
    try {
      this.#events.write(link, slot, bytes);
    } catch (error) {
      this.failed(error);
    }
  }

  read(link: Link | undefined, slot: Slot): Uint8Array {
    try {
      return link === undefined ? this.#nothing : this.#events.read(link, slot);
    } catch (error) {
      this.failed(error);
      return this.#nothing;
    }
  }

  failed(error: unknown): void {
    this.#errors += 1;
    try {
      this.#report(error);
    } catch {
      // Nobody is left to tell.
    }
  }
}
