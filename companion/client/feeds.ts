import type { Values } from "../../firmware/ble/frame";
import { batteryFrame, lopResultFrame, rawHead, sessionFrame, statusFrame } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { decoded } from "../protocol/frame-bytes";
import { EventFeed } from "./event-feed";
import { Feed, type Heard, readingOf } from "./feed";
import type { Scheduler } from "./scheduler";

export type Status = Heard<Values<typeof statusFrame>>;
export type Session = Heard<Values<typeof sessionFrame>>;
export type LopResult = Heard<Values<typeof lopResultFrame>>;
export type Battery = Heard<Values<typeof batteryFrame>>;

/** A stretch of the pressure. */
export interface RawSamples {
  readonly sequence: number;
  /** Of the first sample; the others follow 10 ms apart. */
  readonly uptimeMs: number;
  /** mmHg; NaN where none could be believed. */
  readonly samplesMmhg: readonly number[];
}

const SAMPLE_BYTES = 2;
const NO_SAMPLE = -32768;
const STEPS_PER_MMHG = 10;

/** Everything that a cuff tells without being asked. Listeners outlive connections. */
export class Feeds {
  /** Ten times a second; only the newest counts. */
  readonly status: Feed<Values<typeof statusFrame>>;
  /** Where a training session stands. */
  readonly session: Feed<Values<typeof sessionFrame>>;
  /** The limb occlusion pressure on record, and how a search for it goes. */
  readonly lop: Feed<Values<typeof lopResultFrame>>;
  readonly battery: Feed<Values<typeof batteryFrame>>;
  readonly events: EventFeed;
  /** 100 pressures a second, once they were switched on. */
  readonly raw: Feed<RawSamples>;

  constructor(scheduler: Scheduler) {
    const numbered = ({ sequence }: { readonly sequence: number }): number => sequence;
    this.status = new Feed(scheduler, readingOf(statusFrame), numbered);
    this.session = new Feed(scheduler, readingOf(sessionFrame), numbered);
    this.lop = new Feed(scheduler, readingOf(lopResultFrame), numbered);
    this.battery = new Feed(scheduler, readingOf(batteryFrame));
    this.events = new EventFeed(scheduler);
    this.raw = new Feed(scheduler, rawSamples, numbered);
  }

  /** Those that anybody may listen to. */
  get open() {
    return [
      [Slot.status, this.status],
      [Slot.session, this.session],
      [Slot.battery, this.battery],
    ] as const;
  }

  get all() {
    return [this.status, this.session, this.battery, this.lop, this.events, this.raw] as const;
  }
}

function rawSamples(bytes: Uint8Array): RawSamples | undefined {
  const raw = decoded(rawHead, bytes);
  if (raw === undefined) return undefined;
  const { tail } = raw;
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const samplesMmhg = Array.from({ length: Math.floor(tail.length / SAMPLE_BYTES) }, (_, i) => {
    const steps = view.getInt16(i * SAMPLE_BYTES, true);
    return steps === NO_SAMPLE ? Number.NaN : steps / STEPS_PER_MMHG;
  });
  return { ...raw.values, samplesMmhg };
}
