import type { Flash } from "../storage/flash";

/** What `open` of the SDK's `embedded:storage/flash` gives, as far as it is used. */
export interface OpenedPartition {
  status(): { readonly blockLength: number; readonly blocks: number };
  read(buffer: Uint8Array, byteOffset: number): number;
  write(buffer: Uint8Array, byteOffset: number): void;
  eraseBlock(block: number): void;
}

/** A partition of the chip's own flash. The SDK throws where the part fails; here that shows as data that are not there. */
export class FlashPartition implements Flash {
  readonly sectorBytes: number;
  readonly sectorCount: number;
  readonly #partition: OpenedPartition;

  constructor(partition: OpenedPartition) {
    const { blockLength, blocks } = partition.status();
    this.#partition = partition;
    this.sectorBytes = blockLength;
    this.sectorCount = blocks;
  }

  read(into: Uint8Array, address: number): void {
    try {
      this.#partition.read(into, address);
    } catch {
      into.fill(0);
    }
  }

  write(bytes: Uint8Array, address: number): void {
    try {
      this.#partition.write(bytes, address);
    } catch {
      // Every write is read back.
    }
  }

  eraseSector(sector: number): void {
    try {
      this.#partition.eraseBlock(sector);
    } catch {
      // Every erase is looked at.
    }
  }
}
