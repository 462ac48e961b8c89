/** Numbers as these parts send them: high byte first, two's complement where signed. */

export function unsigned24(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

export function signed24(bytes: Uint8Array, at: number): number {
  return (unsigned24(bytes, at) << 8) >> 8;
}

export function unsigned16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function signed16(bytes: Uint8Array, at: number): number {
  return (unsigned16(bytes, at) << 16) >> 16;
}
