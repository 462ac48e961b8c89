/** What the XS linker made, read from its `mc.xs.c` and from what it said. */
export interface Image {
  /** "### … instances", as the linker counts. */
  readonly instances: number;
  /** Bytes of XS bytecode. */
  readonly codeBytes: number;
  /** Slots of 16 bytes that preloading has put into flash. */
  readonly slots: number;
  /** Bytecode, slots, and the table of keys. Strings and the host's own functions come on top. */
  readonly romBytes: number;
}

/** On a 32-bit chip. */
const SLOT_BYTES = 16;
const POINTER_BYTES = 4;

/** @param source text of `mc.xs.c`; @param said what the linker wrote */
export function imageIn(source: string, said: string): Image {
  const count = (name: string): number => Number(new RegExp(`^#define ${name} (\\d+)$`, "m").exec(source)?.[1]);
  const slots = count("mxHeapCount") + count("mxStackCount");
  let codeBytes = 0;
  for (const [, bytes] of source.matchAll(/^static const txU1 gxCode\d+\[(\d+)\];$/gm)) codeBytes += Number(bytes);
  for (const [, text = ""] of source.matchAll(/\.code = \{ \(txByte\*\)"([^"]*)"/g)) codeBytes += text.length / 4;
  return {
    instances: Number(/^### (\d+) instances/m.exec(said)?.[1]),
    codeBytes,
    slots,
    romBytes: codeBytes + slots * SLOT_BYTES + count("mxKeysCount") * POINTER_BYTES,
  };
}

/** Lines of TypeScript, XS compiler and linker that complain, without those about the SDK's own files. */
export function complaintsIn(said: string, sdk: string): { readonly ours: string[]; readonly sdks: string[] } {
  const lines = said.split("\n").filter((line) => /warning|error(?!s? 0)/i.test(line));
  return {
    ours: lines.filter((line) => !line.startsWith(sdk)),
    sdks: lines.filter((line) => line.startsWith(sdk)),
  };
}
