import { LAST_KIND } from "./kinds";
import { isNewer, type RecordBuffer, SLOT_BYTES } from "./record";

const NOWHERE = -1;

/** A torn number may be any; nobody saves this often between two starts. */
const CREDIBLE_AHEAD = 65_536;

/** Where the newest whole record of each kind stands in one copy, and what damage was met on the way. */
export class RecordIndex {
  readonly #address = new Int32Array(LAST_KIND + 1);
  readonly #sequence = new Uint32Array(LAST_KIND + 1);
  readonly #claimed = new Float64Array(LAST_KIND + 1);

  /** Sequence number of the newest whole record of all; undefined without any. */
  newest: number | undefined = undefined;
  /** Stretches that are neither erased nor a record: torn or flipped. */
  damagedSpots = 0;
  /** The longest of them, slots. */
  longestDamageSlots = 0;
  #damageSlots = 0;
  #damageEnd = NOWHERE;

  constructor() {
    this.clear();
  }

  clear(): void {
    this.#address.fill(NOWHERE);
    this.#claimed.fill(Number.NaN);
    this.newest = undefined;
    this.damagedSpots = 0;
    this.longestDamageSlots = 0;
    this.#damageEnd = NOWHERE;
  }

  has(kind: number): boolean {
    return this.#addressOf(kind) !== NOWHERE;
  }

  /** Address of the newest whole record; undefined without one. */
  addressOf(kind: number): number | undefined {
    return this.has(kind) ? this.#addressOf(kind) : undefined;
  }

  /** Its sequence number; undefined without one. */
  sequenceOf(kind: number): number | undefined {
    return this.has(kind) ? this.#sequence[kind] : undefined;
  }

  /** Takes note of a whole record; true if it is the newest of all so far. */
  note(record: RecordBuffer, address: number): boolean {
    const { kind, sequence } = record;
    const known = this.sequenceOf(kind);
    if (known === undefined || !isNewer(known, sequence)) {
      this.#address[kind] = address;
      this.#sequence[kind] = sequence;
    }
    if (this.newest !== undefined && !isNewer(sequence, this.newest)) return false;
    this.newest = sequence;
    return true;
  }

  /** Takes note of a slot that is neither erased nor part of a record; neighbours count as one spot. */
  noteDamage(record: RecordBuffer, address: number, available: number): void {
    if (address !== this.#damageEnd) {
      this.damagedSpots++;
      this.#damageSlots = 0;
    }
    this.#damageSlots++;
    this.#damageEnd = address + SLOT_BYTES;
    this.longestDamageSlots = Math.max(this.longestDamageSlots, this.#damageSlots);
    if (record.hasHeader(available)) this.#noteClaim(record);
  }

  /** A broken record of this kind claims to be newer than `sequence`. */
  claimsNewer(kind: number, sequence: number): boolean {
    const claimed = this.#claimed[kind] ?? Number.NaN;
    return !Number.isNaN(claimed) && isNewer(claimed, sequence) && !isNewer(claimed, sequence + CREDIBLE_AHEAD);
  }

  /** True if one of the newest records stands within these addresses. */
  hasLiveWithin(from: number, to: number): boolean {
    for (let kind = 1; kind <= LAST_KIND; kind++) {
      const address = this.#addressOf(kind);
      if (address >= from && address < to) return true;
    }
    return false;
  }

  /** The header of a broken record still says what it was meant to be. */
  #noteClaim(record: RecordBuffer): void {
    const { kind, sequence } = record;
    const known = this.#claimed[kind] ?? Number.NaN;
    if (Number.isNaN(known) || isNewer(sequence, known)) this.#claimed[kind] = sequence;
  }

  #addressOf(kind: number): number {
    return this.#address[kind] ?? NOWHERE;
  }
}
