import type { Flash } from "../storage/flash";
import { Chunk } from "./chunk";
import { SECTOR_HEAD_BYTES } from "./format";
import type { Ring } from "./ring";
import { isUsed, Sector } from "./sector-heads";

/** Reads a stored session chunk by chunk, as it stands in flash; chunks that a power loss has torn are left out. */
export class SessionWalk {
  readonly chunk = new Chunk();
  readonly #flash: Flash;
  readonly #ring: Ring;
  #session = 0;
  #sector = 0;
  #nextAddress = 0;
  #isOver = true;

  constructor(flash: Flash, ring: Ring) {
    this.#flash = flash;
    this.#ring = ring;
  }

  start(session: number, firstSector: number): void {
    this.#session = session;
    this.#isOver = false;
    this.#enter(firstSector);
  }

  /** True if one more chunk is in `chunk`. */
  next(): boolean {
    while (!this.#isOver) {
      const end = this.#ring.heads.addressOf(this.#sector) + this.#flash.sectorBytes;
      const address = this.chunk.find(this.#flash, this.#nextAddress, end, this.#session);
      if (address >= 0) {
        this.#nextAddress = address + this.chunk.sizeBytes;
        return true;
      }
      this.#goOn();
    }
    return false;
  }

  #enter(sector: number): void {
    this.#sector = sector;
    this.#nextAddress = this.#ring.heads.addressOf(sector) + SECTOR_HEAD_BYTES;
  }

  /** To the next part of the session; sectors that were not fit for use lie between. */
  #goOn(): void {
    const ring = this.#ring;
    let sector = this.#sector;
    while (sector !== ring.head) {
      sector = ring.after(sector);
      const state = ring.stateOf(sector);
      if (!isUsed(state)) continue;
      if (state !== Sector.more || ring.heads.owner(sector).a !== this.#session) break;
      this.#enter(sector);
      return;
    }
    this.#isOver = true;
  }
}
