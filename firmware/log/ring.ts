import type { Flash } from "../storage/flash";
import { Chunk } from "./chunk";
import { SECTOR_HEAD_BYTES, STATE_SECTORS } from "./format";
import { isUsed, Sector, SectorHeads } from "./sector-heads";

/**
 * The sectors behind the first two. Each belongs to one session, and they are used strictly in turn, so that the oldest
 * session is the first that comes behind the newest.
 */
export class Ring {
  /** First sector of the ring, and the end of it. */
  readonly from = STATE_SECTORS;
  readonly to: number;
  readonly heads: SectorHeads;
  /** The sector that was opened last, and the session that it belongs to; 0 where there is none. */
  head: number;
  newest = 0;
  /** Next free address, and the end of the sector that it lies in. Equal while nothing is open. */
  #freeAddress = 0;
  #endAddress = 0;
  readonly #flash: Flash;
  readonly #states: Uint8Array;
  readonly #back = new Chunk();

  /** @param goneUpTo sessions up to this number are gone */
  constructor(flash: Flash, goneUpTo: number) {
    this.#flash = flash;
    this.to = flash.sectorCount;
    this.head = this.to - 1;
    this.heads = new SectorHeads(flash);
    this.#states = new Uint8Array(flash.sectorCount);
    let part = 0;
    for (let sector = this.from; sector < this.to; sector++) {
      const state = this.heads.stateOf(sector, goneUpTo);
      this.#states[sector] = state;
      if (!isUsed(state)) continue;
      const { a, b } = this.heads.owner(sector);
      if (a < this.newest || (a === this.newest && b < part)) continue;
      this.newest = a;
      part = b;
      this.head = sector;
    }
  }

  stateOf(sector: number): Sector {
    return (this.#states[sector] ?? Sector.worn) as Sector;
  }

  setState(sector: number, state: Sector): void {
    this.#states[sector] = state;
  }

  /** The sector that comes next. */
  after(sector: number): number {
    return sector + 1 < this.to ? sector + 1 : this.from;
  }

  /** What still fits into the open sector, bytes. */
  get roomBytes(): number {
    return this.#endAddress - this.#freeAddress;
  }

  /** The sector that would be opened next; −1 for none. One behind the oldest session is not in turn. */
  get next(): number {
    for (let sector = this.after(this.head), n = this.to - this.from; n > 0; sector = this.after(sector), n--) {
      const state = this.stateOf(sector);
      if (state === Sector.ready) return sector;
      if (isUsed(state)) return -1;
    }
    return -1;
  }

  /** How many sectors can be opened in turn; stops counting at `most`. */
  readySectors(most: number): number {
    let ready = 0;
    for (let sector = this.after(this.head), n = this.to - this.from; n > 0; sector = this.after(sector), n--) {
      const state = this.stateOf(sector);
      if (isUsed(state)) return ready;
      if (state === Sector.ready && ++ready >= most) return ready;
    }
    return ready;
  }

  /** Goes on in the next sector. */
  open(session: number, part: number): boolean {
    for (let sector = this.next; sector >= 0; sector = this.next) {
      const isOpen = this.heads.give(sector, session, part);
      this.setState(sector, !isOpen ? Sector.dirty : part === 0 ? Sector.first : Sector.more);
      if (!isOpen) continue;
      this.head = sector;
      this.newest = session;
      this.#freeAddress = this.heads.addressOf(sector) + SECTOR_HEAD_BYTES;
      this.#endAddress = this.heads.addressOf(sector + 1);
      return true;
    }
    return false;
  }

  /** Appends a sealed chunk that fits; true once it reads back. Where it does not, the sector takes no more. */
  append(chunk: Chunk): boolean {
    const address = this.#freeAddress;
    this.#flash.write(chunk.bytes.subarray(0, chunk.sizeBytes), address);
    const isKept = chunk.standsAt(this.#flash, address, this.#back);
    this.#freeAddress = isKept ? address + chunk.sizeBytes : this.#endAddress;
    return isKept;
  }

  /** Makes a dirty sector ready, with one erase at most. */
  prepare(sector: number): void {
    this.setState(sector, this.heads.prepare(sector) ? Sector.ready : Sector.worn);
  }
}
