/**
 * A raw flash partition with NOR rules. On the chip it is `board/flash-partition.ts`. No call throws: what could not be
 * read is zeroes, and a write or an erase that failed shows when it is read back.
 */
export interface Flash {
  /** Smallest piece that can be erased, bytes. */
  readonly sectorBytes: number;
  readonly sectorCount: number;
  /** Fills `into` with what stands at `address`, bytes from the partition's start. */
  read(into: Uint8Array, address: number): void;
  /** Programs `bytes` from `address` on. It can only clear bits: what was 0 stays 0. */
  write(bytes: Uint8Array, address: number): void;
  /** Sets every bit of one sector. Stalls both cores for 45 ms, at worst 400 ms. */
  eraseSector(sector: number): void;
}

/** What an erased byte reads as. */
export const ERASED = 0xff;
