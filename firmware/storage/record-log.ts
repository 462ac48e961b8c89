import type { Flash } from "./flash";
import { MAX_RECORD_BYTES, type RecordBuffer, recordBytes, SLOT_BYTES } from "./record";
import { RecordIndex } from "./record-index";
import { SectorWalk } from "./sector-walk";

/** At most this much is left over at the end of a sector, bytes: records do not cross into the next. */
export const WASTE_BYTES = MAX_RECORD_BYTES - SLOT_BYTES;

/**
 * One of the two copies: records appended into erased sectors. The order of the sectors means nothing, sequence
 * numbers say what is newest, so no sector has a header that could be lost.
 */
export class RecordLog {
  readonly index = new RecordIndex();
  readonly #flash: Flash;
  readonly #walk: SectorWalk;
  readonly #firstSector: number;
  /** 1 where a sector reads as erased. */
  readonly #clean: Uint8Array;
  /** 1 where an erase did not help; it is not tried again before a restart. */
  readonly #worn: Uint8Array;
  /** Next free address, and the end of the sector that it lies in. Equal when the sector takes no more. */
  #freeAddress = 0;
  #endAddress = 0;

  constructor(flash: Flash, firstSector: number, sectorCount: number) {
    this.#flash = flash;
    this.#walk = new SectorWalk(flash);
    this.#firstSector = firstSector;
    this.#clean = new Uint8Array(sectorCount);
    this.#worn = new Uint8Array(sectorCount);
    this.mount();
  }

  /** Finds out everything anew from what stands in flash. */
  mount(): void {
    this.index.clear();
    this.#freeAddress = this.#firstSector * this.#flash.sectorBytes;
    this.#endAddress = this.#freeAddress;
    for (let i = 0; i < this.#clean.length; i++) this.#scan(i);
  }

  /** What can be appended without an erase whatever the sizes of the records, bytes. */
  get roomBytes(): number {
    const { sectorBytes } = this.#flash;
    let room = Math.max(0, this.#endAddress - this.#freeAddress - WASTE_BYTES);
    for (let i = 0; i < this.#clean.length; i++) if (this.#clean[i] === 1) room += sectorBytes - WASTE_BYTES;
    return room;
  }

  hasRoomFor(bytes: number): boolean {
    return this.#endAddress - this.#freeAddress >= bytes || this.#clean.indexOf(1) >= 0;
  }

  /** Appends a sealed record; true once it reads back. Where it does not, another sector gets one try. */
  append(record: RecordBuffer): boolean {
    return this.#tryAppend(record) || this.#tryAppend(record);
  }

  /** The sector that is being filled takes no more: the next record goes into an erased one. */
  closeSector(): void {
    this.#freeAddress = this.#endAddress;
  }

  /** Reads the newest record of a kind; undefined if there is none or it is whole no longer. */
  read(kind: number): RecordBuffer | undefined {
    const address = this.index.addressOf(kind);
    if (address === undefined) return undefined;
    const { record } = this.#walk;
    const isWhole = record.isWhole(this.#walk.read(address));
    return isWhole && record.kind === kind && record.sequence === this.index.sequenceOf(kind) ? record : undefined;
  }

  /** Erases one sector that holds none of this copy's newest records; false if there is nothing to erase. */
  eraseOne(): boolean {
    for (let i = 0; i < this.#clean.length; i++) {
      if (this.#clean[i] === 1 || this.#worn[i] === 1 || !this.#isDead(i)) continue;
      const sector = this.#firstSector + i;
      this.#flash.eraseSector(sector);
      this.#walk.start(sector);
      const isClean = this.#walk.next() === "end";
      this.#clean[i] = isClean ? 1 : 0;
      this.#worn[i] = isClean ? 0 : 1;
      return true;
    }
    return false;
  }

  #tryAppend(record: RecordBuffer): boolean {
    const bytes = recordBytes(record.length);
    if (!this.hasRoomFor(bytes)) return false;
    if (this.#endAddress - this.#freeAddress < bytes) this.#openSector();
    const address = this.#freeAddress;
    this.#freeAddress += bytes;
    this.#flash.write(record.bytes.subarray(0, bytes), address);
    if (this.#readsBack(record, bytes, address)) {
      this.index.note(record, address);
      return true;
    }
    this.#freeAddress = this.#endAddress;
    return false;
  }

  #isDead(i: number): boolean {
    const from = (this.#firstSector + i) * this.#flash.sectorBytes;
    const to = from + this.#flash.sectorBytes;
    const isOpen = this.#endAddress === to && this.#freeAddress < to;
    return !isOpen && !this.index.hasLiveWithin(from, to);
  }

  /** The clean sector that follows the last one used: this spreads the wear. */
  #openSector(): void {
    const { sectorBytes } = this.#flash;
    const count = this.#clean.length;
    let i = Math.max(0, Math.floor(this.#endAddress / sectorBytes) - this.#firstSector) % count;
    while (this.#clean[i] !== 1) i = (i + 1) % count;
    this.#clean[i] = 0;
    this.#freeAddress = (this.#firstSector + i) * sectorBytes;
    this.#endAddress = this.#freeAddress + sectorBytes;
  }

  #readsBack(record: RecordBuffer, bytes: number, address: number): boolean {
    this.#walk.read(address);
    return this.#walk.record.equals(record, bytes);
  }

  #scan(i: number): void {
    const { index } = this;
    const walk = this.#walk;
    const endAddress = (this.#firstSector + i + 1) * this.#flash.sectorBytes;
    walk.start(this.#firstSector + i);
    this.#clean[i] = 1;
    let freeAddress = endAddress;
    let holdsNewest = false;
    for (let spot = walk.next(); spot !== "end"; spot = walk.next()) {
      this.#clean[i] = 0;
      if (spot === "record") {
        holdsNewest = index.note(walk.record, walk.address) || holdsNewest;
        freeAddress = walk.nextAddress;
      } else {
        index.noteDamage(walk.record, walk.address, endAddress - walk.address);
        // A torn write may have weakened cells that still read as erased: such a sector takes no more.
        freeAddress = endAddress;
      }
    }
    if (!holdsNewest) return;
    this.#freeAddress = freeAddress;
    this.#endAddress = endAddress;
  }
}
