import type { Flash } from "./flash";
import { MAX_RECORD_BYTES, RecordBuffer, recordBytes, SLOT_BYTES } from "./record";

/** Goes through one sector and stops at every record and at every slot that is neither erased nor part of one. */
export class SectorWalk {
  readonly record = new RecordBuffer();
  /** Where the walk has stopped, and what follows it: byte addresses. */
  address = 0;
  nextAddress = 0;
  #endAddress = 0;
  readonly #flash: Flash;

  constructor(flash: Flash) {
    this.#flash = flash;
  }

  start(sector: number): void {
    this.nextAddress = sector * this.#flash.sectorBytes;
    this.#endAddress = this.nextAddress + this.#flash.sectorBytes;
  }

  /** "record": a whole one is in `record`. "damage": one slot that makes no sense. "end": only erased slots follow. */
  next(): "record" | "damage" | "end" {
    while (this.nextAddress < this.#endAddress) {
      const available = this.read(this.nextAddress);
      const erased = this.record.erasedBytes(available);
      if (erased > 0) {
        this.nextAddress += erased;
        continue;
      }
      this.address = this.nextAddress;
      const isRecord = this.record.isWhole(available);
      this.nextAddress += isRecord ? recordBytes(this.record.length) : SLOT_BYTES;
      return isRecord ? "record" : "damage";
    }
    return "end";
  }

  /** Reads what could be one record into `record`, never beyond its sector; gives the bytes read. */
  read(address: number): number {
    const { sectorBytes } = this.#flash;
    const available = Math.min(MAX_RECORD_BYTES, sectorBytes - (address % sectorBytes));
    this.#flash.read(this.record.bytes.subarray(0, available), address);
    return available;
  }
}
