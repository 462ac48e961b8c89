import type { Flash } from "../storage/flash";
import { Chunk } from "./chunk";
import { Magic, MOST_CHUNK_BYTES, markAt, SECTOR_HEAD_BYTES } from "./format";
import { MARK_BYTES, Mark } from "./mark";

/** What a sector of the ring is good for. `first` begins a session, `taken` as well, and that one was downloaded. */
export const Sector = Object.freeze({ dirty: 0, ready: 1, more: 2, first: 3, taken: 4, worn: 5 } as const);

export type Sector = (typeof Sector)[keyof typeof Sector];

export function isUsed(state: Sector): boolean {
  return state === Sector.more || state === Sector.first || state === Sector.taken;
}

/** Reads and writes what stands at the head of a sector. */
export class SectorHeads {
  readonly #flash: Flash;
  readonly #mark = new Mark();
  readonly #back = new Chunk();
  readonly #words = new Int32Array(this.#back.bytes.buffer);

  constructor(flash: Flash) {
    this.#flash = flash;
  }

  addressOf(sector: number): number {
    return sector * this.#flash.sectorBytes;
  }

  /** Who a used sector belongs to: session a, part b. */
  owner(sector: number): Mark {
    return this.#read(sector, markAt.open);
  }

  /** @param goneUpTo sessions up to this number are gone: their sectors are to be erased */
  stateOf(sector: number, goneUpTo: number): Sector {
    const owner = this.owner(sector);
    if (owner.is(Magic.open)) {
      const session = owner.a;
      if (session <= goneUpTo) return Sector.dirty;
      if (owner.b > 0) return Sector.more;
      // The power went before its header was there: it never began.
      if (!this.#holdsChunkOf(sector, session)) return Sector.dirty;
      return this.#isTaken(sector, session) ? Sector.taken : Sector.first;
    }
    const isUntouched = owner.isBlank && this.#read(sector, markAt.downloaded).isBlank;
    return isUntouched && this.#read(sector, markAt.ready).is(Magic.ready) ? Sector.ready : Sector.dirty;
  }

  /** Gives a ready sector to a session; true once that reads back. */
  give(sector: number, session: number, part: number): boolean {
    return this.#mark.write(this.#flash, this.addressOf(sector) + markAt.open, Magic.open, session, part);
  }

  /** Notes that the session which begins here was downloaded; true once it reads back. */
  markTaken(sector: number, session: number): boolean {
    for (let at = markAt.downloaded; at <= markAt.downloadedAgain; at += MARK_BYTES) {
      if (!this.#read(sector, at).isBlank) continue;
      if (this.#mark.write(this.#flash, this.addressOf(sector) + at, Magic.downloaded, session, 0)) return true;
    }
    return false;
  }

  /**
   * Makes a sector ready, with an erase only where it is not blank. It is looked at as a whole, and marked: after an
   * erase that was cut it may look blank at its head only.
   */
  prepare(sector: number): boolean {
    if (!this.#isBlank(sector)) this.#flash.eraseSector(sector);
    const at = this.addressOf(sector) + markAt.ready;
    return this.#isBlank(sector) && this.#mark.write(this.#flash, at, Magic.ready, 0, 0);
  }

  #read(sector: number, at: number): Mark {
    this.#mark.read(this.#flash, this.addressOf(sector) + at);
    return this.#mark;
  }

  #holdsChunkOf(sector: number, session: number): boolean {
    const address = this.addressOf(sector);
    return this.#back.find(this.#flash, address + SECTOR_HEAD_BYTES, this.addressOf(sector + 1), session) >= 0;
  }

  #isTaken(sector: number, session: number): boolean {
    for (let at = markAt.downloaded; at <= markAt.downloadedAgain; at += MARK_BYTES) {
      const mark = this.#read(sector, at);
      if (mark.is(Magic.downloaded) && mark.a === session) return true;
    }
    return false;
  }

  #isBlank(sector: number): boolean {
    for (let at = this.addressOf(sector); at < this.addressOf(sector + 1); at += MOST_CHUNK_BYTES) {
      this.#flash.read(this.#back.bytes, at);
      for (let i = 0; i < this.#words.length; i++) if (this.#words[i] !== -1) return false;
    }
    return true;
  }
}
