import { EventKind } from "../../firmware/log/format";
import { SessionHeader } from "../../firmware/log/session-header";
import { SessionRecorder } from "../../firmware/log/session-recorder";
import { SessionShelf } from "../../firmware/log/session-shelf";
import { SessionStatistics } from "../../firmware/log/session-statistics";
import { crc32 } from "../../firmware/storage/crc32";
import type { Flash } from "../../firmware/storage/flash";

/** A log of the size that the cuff has, driven by text messages: the same on Node and inside the XS worker. */
declare const resetMeter: ((limit: number, units: number) => number) | undefined;
declare global {
  var onMessage: (message: string) => string;
}

class PlainFlash implements Flash {
  readonly sectorBytes = 4096;
  readonly sectorCount = 512;
  readonly bytes = new Uint8Array(this.sectorBytes * this.sectorCount).fill(0xff);

  read(into: Uint8Array, address: number): void {
    into.set(this.bytes.subarray(address, address + into.length));
  }

  write(bytes: Uint8Array, address: number): void {
    for (let i = 0; i < bytes.length; i++) this.bytes[address + i] = (this.bytes[address + i] ?? 0) & (bytes[i] ?? 0);
  }

  eraseSector(sector: number): void {
    this.bytes.fill(0xff, sector * this.sectorBytes, (sector + 1) * this.sectorBytes);
  }
}

/** What the engine has counted since the last call. */
function units(): number {
  return typeof resetMeter === "undefined" ? 0 : resetMeter(0, 0);
}

const flash = new PlainFlash();
const header = new SessionHeader();
const statistics = new SessionStatistics();
/** Kept, so that what one takes of the heap can be told. */
export const COPIES = 10;
const kept: SessionRecorder[] = [];
let recorder: SessionRecorder | undefined;

/** Ten minutes with a repetition every 3 s; the worst and the mean of a sample, in the engine's units. */
function train(): string {
  let worst = 0;
  let sum = 0;
  recorder?.begin(header);
  for (let i = 0; i < 6000; i++) {
    units();
    recorder?.sample(120 + ((i * 7) % 40) / 8);
    const spent = units();
    worst = Math.max(worst, spent);
    sum += spent;
    if (i % 30 === 0) recorder?.event(i * 100, EventKind.repetition, 0, i / 30);
  }
  recorder?.close(statistics);
  return `${worst} ${Math.round(sum / 6000)}`;
}

globalThis.onMessage = (message) => {
  if (message === "prepare") {
    const shelf = new SessionShelf(flash);
    for (let i = 0; i < 600 && shelf.tidy() === "more"; i++);
  } else if (message === "start") {
    units();
    for (let i = 0; i < COPIES; i++) {
      recorder = new SessionRecorder(new SessionShelf(flash));
      kept.push(recorder);
    }
    return String(Math.round(units() / COPIES));
  } else if (message === "train") return train();
  return String(crc32(flash.bytes, 0, 20 * flash.sectorBytes, 0));
};
