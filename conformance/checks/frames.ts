import { decoded } from "../../companion/protocol/frame-bytes";
import type { AnyFrame } from "../../firmware/ble/frame";
import {
  batteryFrame,
  capabilitiesFrame,
  eventFrame,
  lopResultFrame,
  PROTOCOL_MAJOR,
  rawHead,
  sessionFrame,
  statusFrame,
} from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { operations } from "../../firmware/ble/operations";
import type { Bench } from "../bench";
import { demand, equal, Failure } from "../failure";
import type { Try } from "./requests";

/** What every link carries in one notification: ATT MTU 23, less 3. */
const LEAST_LINK_BYTES = 20;
const RAW_EVERY_MS = 10;
const LISTEN_MS = 3000;
const SLACK_MS = 200;

function valuesOf<T extends AnyFrame>(frame: T, bytes: Uint8Array): ReturnType<T["blank"]> {
  const found = decoded(frame, bytes);
  if (found === undefined) throw new Failure(`${bytes.length} bytes are no ${frame.name}`);
  return found.values;
}

/** At least as long as it is now: receivers ignore what is longer. None that a display needs depends on the MTU. */
async function readLong(bench: Bench, slot: Slot, frame: AnyFrame): Promise<void> {
  const { length } = await bench.place.transport.read(slot);
  demand(length >= frame.bytes, `${length} bytes are too few for ${frame.name}`);
}

/** Every frame that is not sent on request, by its name. The one of the log is tried by `readSession`. */
export const frameTries: Readonly<Record<string, Try>> = {
  async capabilities(bench) {
    await readLong(bench, Slot.capabilities, capabilitiesFrame);
    const said = valuesOf(capabilitiesFrame, await bench.place.transport.read(Slot.capabilities));
    equal(said.protocolMajor, PROTOCOL_MAJOR, "protocolMajor");
    demand(said.leastClientMajor <= PROTOCOL_MAJOR, "it refuses clients of its own protocol");
    demand(said.lowestMmhg < said.highestMmhg, "there is no pressure that may be asked for");
  },
  /** Ten a second, numbered without a gap, stamped 100 ms apart. */
  async status(bench) {
    await readLong(bench, Slot.status, statusFrame);
    const frames = await bench.listen(Slot.status);
    await bench.place.wait(LISTEN_MS);
    const all = frames.map((bytes) => valuesOf(statusFrame, bytes));
    demand(
      frames.every(({ length }) => length <= LEAST_LINK_BYTES),
      "longer than every link can carry",
    );
    demand(Math.abs(all.length - LISTEN_MS / 100) <= 2, `${all.length} in ${LISTEN_MS} ms`);
    for (let i = 1; i < all.length; i++) {
      const gap = ((all[i]?.uptimeMs ?? 0) - (all[i - 1]?.uptimeMs ?? 0)) >>> 0;
      demand(Math.abs(gap - 100) <= 20, `${gap} ms between two`);
      equal(all[i]?.sequence, ((all[i - 1]?.sequence ?? 0) + 1) & 0xff, "sequence");
    }
  },
  async session(bench) {
    await readLong(bench, Slot.session, sessionFrame);
    const frames = await bench.listen(Slot.session);
    await bench.place.wait(LISTEN_MS);
    for (const bytes of frames) valuesOf(sessionFrame, bytes);
    demand(frames.length >= 2, `${frames.length} in ${LISTEN_MS} ms`);
  },
  async lopResult(bench) {
    await readLong(bench, Slot.lopResult, lopResultFrame);
    valuesOf(lopResultFrame, await bench.place.transport.read(Slot.lopResult));
  },
  async battery(bench) {
    await readLong(bench, Slot.battery, batteryFrame);
    const { batteryPercent } = valuesOf(batteryFrame, await bench.place.transport.read(Slot.battery));
    demand(Number.isNaN(batteryPercent) || batteryPercent <= 100, `${batteryPercent} %`);
  },
  /** A hundred samples a second, none missing; of the last frame not all had come. */
  async raw(bench) {
    const frames = await bench.listen(Slot.raw);
    await bench.place.wait(LISTEN_MS);
    let next: number | undefined;
    let samples = 0;
    let most = 0;
    for (const bytes of frames) {
      const found = decoded(rawHead, bytes);
      demand(found !== undefined && found.tail.length % 2 === 0, `${bytes.length} bytes are no raw frame`);
      const count = found.tail.length / 2;
      if (next !== undefined) equal(found.values.uptimeMs, next, "stamp");
      next = (found.values.uptimeMs + count * RAW_EVERY_MS) >>> 0;
      samples += count;
      most = Math.max(most, count);
    }
    demand(
      samples > 0 && (samples + most) * RAW_EVERY_MS >= LISTEN_MS - SLACK_MS,
      `${samples} samples in ${LISTEN_MS} ms`,
    );
  },
  /** A connection is an event: the last one is told again. */
  async event(bench) {
    const frames = await bench.listen(Slot.events);
    const { first, count } = await bench.succeed(operations.resendEvents, { from: 0 });
    demand(count >= 1, "it knows of no event");
    await bench.until("the events", () => frames.length >= count);
    for (let i = 0; i < count; i++) {
      const event = valuesOf(eventFrame, frames[i] ?? new Uint8Array());
      equal(event.sequence, (first + i) & 0xffff, "sequence");
    }
  },
};
