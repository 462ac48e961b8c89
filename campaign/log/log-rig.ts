import { chunksOf, decodeSession } from "../../companion/export/decode";
import type { StoredSession } from "../../companion/export/stored-session";
import { SessionHeader } from "../../firmware/log/session-header";
import { SessionRecorder } from "../../firmware/log/session-recorder";
import { SessionShelf } from "../../firmware/log/session-shelf";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";

export const SECTOR_BYTES = 512;
export const SECTORS = 12;
export const RESERVE_SECTORS = 3;

/** Sectors small enough to fill, and to cut at every byte. */
export function smallFlash(seed = 1): SimulatedFlash {
  return new SimulatedFlash({
    sectorBytes: SECTOR_BYTES,
    sectorCount: SECTORS,
    chance: new RandomStream(seed, "flash"),
  });
}

/** What one power-on has in hand. */
export class Log {
  readonly flash: SimulatedFlash;
  readonly shelf: SessionShelf;
  readonly recorder: SessionRecorder;

  constructor(flash: SimulatedFlash, reserveSectors = RESERVE_SECTORS) {
    this.flash = flash;
    this.shelf = new SessionShelf(flash, reserveSectors);
    this.recorder = new SessionRecorder(this.shelf);
  }

  /** Tidies until nothing is left to do. */
  tidy(): void {
    for (let i = 0; this.shelf.tidy() === "more"; i++) if (i > 5000) throw new Error("tidying does not end");
  }

  numbers(): number[] {
    const found: number[] = [];
    for (let n = this.shelf.sessionAfter(0); n > 0; n = this.shelf.sessionAfter(n)) found.push(n);
    return found;
  }

  read(session: number): StoredSession {
    return decodeSession(session, chunksOf(this.shelf, session));
  }

  /** The same flash after a restart. */
  restarted(): Log {
    return new Log(this.flash);
  }
}

export function tidyLog(seed = 1): Log {
  const log = new Log(smallFlash(seed));
  log.tidy();
  return log;
}

export function headerNamed(prescriptionName: string): SessionHeader {
  const header = new SessionHeader();
  header.prescriptionName = prescriptionName;
  return header;
}

/** A pressure as it comes back. */
export function quantised(mmhg: number): number | null {
  return Number.isNaN(mmhg) ? null : Math.floor(Math.min(500, Math.max(-100, mmhg)) * 10 + 0.5) / 10;
}
