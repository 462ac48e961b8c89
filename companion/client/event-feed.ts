import type { Values } from "../../firmware/ble/frame";
import { eventFrame } from "../../firmware/ble/frames";
import { decoded } from "../protocol/frame-bytes";
import type { Heard } from "./feed";
import type { Scheduler } from "./scheduler";
import { Stream } from "./stream";

export type LiveEvent = Values<typeof eventFrame>;

/** Of the numbers of events. */
const COUNT = 0x1_0000;
/** The cuff keeps so many; what is further behind does not come again. */
const REMEMBERED = 32;

/** Events, each heard once, however often it is sent. One that comes late is heard late. */
export class EventFeed extends Stream<Heard<LiveEvent>> {
  readonly #missing = new Set<number>();
  #last: number | undefined;
  unreadable = 0;

  constructor(scheduler: Scheduler) {
    super(scheduler);
  }

  /** Number of the first one that did not get through and may still be sent again. */
  get firstMissing(): number | undefined {
    return this.#missing.values().next().value;
  }

  restart(): void {
    this.#last = undefined;
    this.#missing.clear();
  }

  take(bytes: Uint8Array): void {
    const values = decoded(eventFrame, bytes)?.values;
    if (values === undefined) {
      this.unreadable++;
      return;
    }
    const { sequence } = values;
    const ahead = this.#last === undefined ? 1 : (sequence - this.#last + COUNT) % COUNT;
    if (ahead === 0 || ahead > COUNT / 2) {
      if (this.#missing.delete(sequence)) this.emit({ ...values, missed: 0 });
      return;
    }
    this.#last = sequence;
    for (let back = Math.min(ahead, REMEMBERED) - 1; back > 0; back--)
      this.#missing.add((sequence - back + COUNT) % COUNT);
    while (this.#missing.size > REMEMBERED) this.#missing.delete(this.firstMissing ?? 0);
    this.emit({ ...values, missed: ahead - 1 });
  }
}
