/** Stands for half a surrogate pair, as everywhere. */
const REPLACEMENT = 0xfffd;

/** Writes as many whole characters of `text` as fit into `most` bytes; gives the bytes written. */
export function putUtf8(text: string, into: DataView, at: number, most: number): number {
  let used = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) ?? REPLACEMENT;
    if (point > 0xffff) i++;
    const code = point >= 0xd800 && point < 0xe000 ? REPLACEMENT : point;
    const tails = tailsOf(code);
    if (used + 1 + tails > most) break;
    into.setUint8(at + used++, tails === 0 ? code : ((0xff00 >> (tails + 1)) & 0xff) | (code >> (6 * tails)));
    for (let tail = tails - 1; tail >= 0; tail--) into.setUint8(at + used++, 0x80 | ((code >> (6 * tail)) & 0x3f));
  }
  return used;
}

/** The text in `length` bytes; `undefined` where they are not UTF-8 in its shortest form. */
export function utf8At(from: DataView, at: number, length: number): string | undefined {
  const end = at + length;
  let text = "";
  for (let i = at; i < end; ) {
    const head = from.getUint8(i++);
    const tails = head < 0x80 ? 0 : head >= 0xf0 ? 3 : head >= 0xe0 ? 2 : 1;
    if ((head >= 0x80 && head < 0xc0) || head > 0xf7 || i + tails > end) return undefined;
    let code = head & (tails === 0 ? 0x7f : 0x3f >> tails);
    for (let tail = 0; tail < tails; tail++) {
      const byte = from.getUint8(i++);
      if ((byte & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (byte & 0x3f);
    }
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || tailsOf(code) !== tails) return undefined;
    text += String.fromCodePoint(code);
  }
  return text;
}

/** How many bytes follow the first. */
function tailsOf(code: number): number {
  if (code < 0x80) return 0;
  return code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
}
