import type { Flash } from "../storage/flash";
import { Magic, STATE_SECTORS } from "./format";
import { MARK_BYTES, Mark } from "./mark";

/**
 * Which sessions are gone, and how many of them nobody had downloaded. Written before the first of a session's sectors
 * is erased: so a power loss can neither show half a session nor hide that one was lost. Two sectors of their own,
 * filled in turns; the highest number counts.
 */
export class Gone {
  /** Sessions up to this number are gone, whatever still stands in flash. */
  upTo = 0;
  /** How many of them were never downloaded. */
  undownloaded = 0;
  readonly #flash: Flash;
  readonly #mark = new Mark();
  #sector = 0;
  /** Where the next mark goes in each of the two. */
  readonly #freeBytes = new Uint32Array(STATE_SECTORS);

  constructor(flash: Flash) {
    this.#flash = flash;
    for (let sector = 0; sector < STATE_SECTORS; sector++) this.#scan(sector);
  }

  /** @param upTo higher than all before. Only while flash may be erased. */
  save(upTo: number, undownloaded: number): boolean {
    if (!this.#append(upTo, undownloaded) && !this.#append(upTo, undownloaded)) return false;
    this.upTo = upTo;
    this.undownloaded = undownloaded;
    return true;
  }

  #append(upTo: number, undownloaded: number): boolean {
    const { sectorBytes } = this.#flash;
    if ((this.#freeBytes[this.#sector] ?? 0) >= sectorBytes) {
      // The full one keeps what counts until the other has it.
      this.#sector = (this.#sector + 1) % STATE_SECTORS;
      if (this.#freeBytes[this.#sector] !== 0) this.#flash.eraseSector(this.#sector);
      this.#freeBytes[this.#sector] = 0;
    }
    const offset = this.#freeBytes[this.#sector] ?? 0;
    this.#freeBytes[this.#sector] = offset + MARK_BYTES;
    return this.#mark.write(this.#flash, this.#sector * sectorBytes + offset, Magic.gone, upTo, undownloaded);
  }

  #scan(sector: number): void {
    const { sectorBytes } = this.#flash;
    const mark = this.#mark;
    for (let offset = 0; offset < sectorBytes; offset += MARK_BYTES) {
      mark.read(this.#flash, sector * sectorBytes + offset);
      if (mark.isBlank) continue;
      this.#freeBytes[sector] = offset + MARK_BYTES;
      if (!mark.is(Magic.gone) || mark.a <= this.upTo) continue;
      this.upTo = mark.a;
      this.undownloaded = mark.b;
      this.#sector = sector;
    }
  }
}
