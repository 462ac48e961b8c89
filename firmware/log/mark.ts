import { crc32 } from "../storage/crc32";
import { ERASED, type Flash } from "../storage/flash";

export const MARK_BYTES = 16;

const at = Object.freeze({ magic: 0, a: 4, b: 8, crc: 12 });

/** Two numbers and what they mean, with a CRC: the smallest thing that is written. */
export class Mark {
  readonly #bytes = new Uint8Array(MARK_BYTES);
  readonly #view = new DataView(this.#bytes.buffer);

  get a(): number {
    return this.#view.getUint32(at.a, true);
  }

  get b(): number {
    return this.#view.getUint32(at.b, true);
  }

  get isBlank(): boolean {
    for (let i = 0; i < MARK_BYTES; i++) if (this.#bytes[i] !== ERASED) return false;
    return true;
  }

  read(flash: Flash, address: number): void {
    flash.read(this.#bytes, address);
  }

  /** What was read last is a whole mark of this kind. */
  is(magic: number): boolean {
    return this.#view.getUint32(at.magic, true) === magic && this.#view.getUint32(at.crc, true) === this.#crc();
  }

  /** Writes into erased space; true once it reads back. */
  write(flash: Flash, address: number, magic: number, a: number, b: number): boolean {
    this.#view.setUint32(at.magic, magic, true);
    this.#view.setUint32(at.a, a, true);
    this.#view.setUint32(at.b, b, true);
    this.#view.setUint32(at.crc, this.#crc(), true);
    flash.write(this.#bytes, address);
    this.read(flash, address);
    return this.is(magic) && this.a === a && this.b === b;
  }

  #crc(): number {
    return crc32(this.#bytes, 0, at.crc, 0);
  }
}
