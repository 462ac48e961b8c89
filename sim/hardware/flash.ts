import { ERASED, type Flash } from "../../firmware/storage/flash";
import type { RandomStream } from "../random";

/** Durations of a W25Q32 class part: erase of a sector typically 45 ms, at worst 400; page program about 1 ms. */
const ERASE_MS = 45;
const PAGE_BYTES = 256;
const PAGE_MS = 1;

/** The power went while the flash was being written or erased. What runs on the chip is gone. */
export class PowerLost extends Error {}

export interface FlashOptions {
  readonly sectorBytes: number;
  readonly sectorCount: number;
  /** How long one erase takes, ms. */
  readonly eraseMs?: number;
  /** What a write or an erase leaves behind when the power goes. */
  readonly chance: RandomStream;
  /** Called before each erase, so that the world can say whether one is allowed now. */
  readonly onErase?: (sector: number) => void;
}

/** NOR flash that can lose its power at any byte. While it works both cores stand still: see `stallMs`. */
export class SimulatedFlash implements Flash {
  readonly sectorBytes: number;
  readonly sectorCount: number;
  readonly bytes: Uint8Array;
  /** How often each sector was erased. */
  readonly erases: Uint32Array;
  /** How long the cores have stood still for it, ms. */
  stallMs = 0;
  /** All erases so far. */
  eraseCount = 0;
  /** Bytes programmed plus sectors erased: the places at which power can be cut. */
  worked = 0;
  /** Bytes that were to have a bit set which only an erase can set. */
  impossibleWrites = 0;
  readonly #options: FlashOptions;
  #cutAt = Number.POSITIVE_INFINITY;
  #scatters = false;
  #isDead = false;

  constructor(options: FlashOptions) {
    this.#options = options;
    this.sectorBytes = options.sectorBytes;
    this.sectorCount = options.sectorCount;
    this.bytes = new Uint8Array(options.sectorBytes * options.sectorCount).fill(ERASED);
    this.erases = new Uint32Array(options.sectorCount);
  }

  /**
   * The power goes during the byte (or erase) after the next `work` of them.
   * @param scatters a page programs all its bytes at once, so the rest of it may be half programmed too
   */
  cutAfter(work: number, scatters = false): void {
    this.#cutAt = this.worked + work;
    this.#scatters = scatters;
  }

  restorePower(): void {
    this.#cutAt = Number.POSITIVE_INFINITY;
    this.#isDead = false;
  }

  read(into: Uint8Array, address: number): void {
    this.#needsPower();
    if (address < 0 || address + into.length > this.bytes.length) throw new RangeError("read beyond the end");
    into.set(this.bytes.subarray(address, address + into.length));
  }

  write(bytes: Uint8Array, address: number): void {
    this.#needsPower();
    if (address < 0 || address + bytes.length > this.bytes.length) throw new RangeError("write beyond the end");
    const pages = Math.ceil(((address % PAGE_BYTES) + bytes.length) / PAGE_BYTES);
    this.stallMs += pages * PAGE_MS;
    bytes.forEach((byte, i) => {
      const at = address + i;
      if (this.worked >= this.#cutAt) this.#tear(bytes, i, address);
      const before = this.bytes[at] ?? 0;
      if ((before & byte) !== byte) this.impossibleWrites++;
      this.bytes[at] = before & byte;
      this.worked++;
    });
  }

  eraseSector(sector: number): void {
    this.#needsPower();
    if (!(sector >= 0 && sector < this.sectorCount)) throw new RangeError(`no sector ${sector}`);
    this.#options.onErase?.(sector);
    this.eraseCount++;
    this.erases[sector] = (this.erases[sector] ?? 0) + 1;
    this.stallMs += this.#options.eraseMs ?? ERASE_MS;
    const from = sector * this.sectorBytes;
    if (this.worked >= this.#cutAt) this.#leaveHalfErased(from);
    this.bytes.fill(ERASED, from, from + this.sectorBytes);
    this.worked++;
  }

  /** Turns one bit over, as age and radiation do. */
  flipBit(address: number, bit: number): void {
    this.bytes[address] = (this.bytes[address] ?? 0) ^ (1 << bit);
  }

  #needsPower(): void {
    if (this.#isDead) throw new PowerLost("no power");
  }

  #tear(bytes: Uint8Array, i: number, address: number): never {
    const pageEnd = PAGE_BYTES - ((address + i) % PAGE_BYTES) + i;
    const end = this.#scatters ? Math.min(bytes.length, pageEnd) : i + 1;
    for (let j = i; j < end; j++) this.#halfProgram(address + j, bytes[j] ?? ERASED);
    return this.#lose();
  }

  #halfProgram(at: number, byte: number): void {
    this.bytes[at] = (this.bytes[at] ?? 0) & (byte | Math.floor(this.#options.chance.uniform() * 256));
  }

  #leaveHalfErased(from: number): never {
    const { chance } = this.#options;
    for (let at = from; at < from + this.sectorBytes; at++) {
      const draw = chance.uniform();
      if (draw < 0.4) this.bytes[at] = ERASED;
      else if (draw < 0.7) this.bytes[at] = Math.floor(chance.uniform() * 256);
    }
    return this.#lose();
  }

  #lose(): never {
    this.#isDead = true;
    throw new PowerLost("power lost");
  }
}
