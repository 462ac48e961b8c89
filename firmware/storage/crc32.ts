const POLYNOMIAL = 0xedb88320;

/** What each byte contributes. Made when the modules are preloaded, so it stands in flash. */
const table: readonly number[] = Object.freeze(
  Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    // Signed, because XS keeps a number above 2³¹ as a slower floating-point number.
    return crc | 0;
  }),
);

/**
 * CRC-32 (IEEE 802.3, the one of zip and PNG) of `bytes` from index `from` up to `to`.
 * @param before the CRC of what stands in front, 0 for nothing
 */
export function crc32(bytes: Uint8Array, from: number, to: number, before: number): number {
  let crc = ~before;
  for (let i = from; i < to; i++) crc = (table[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
