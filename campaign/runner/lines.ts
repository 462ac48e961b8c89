import { closeSync, openSync, readSync } from "node:fs";

/** A whole line of a file and where it stands, in bytes. */
export interface Line {
  readonly text: string;
  readonly offset: number;
  readonly length: number;
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 10;

/** The lines of a file, read piece by piece. A last line without its end was torn off in writing and is left out. */
export function* linesOf(path: string): Generator<Line, void, void> {
  const file = openSync(path, "r");
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let rest = Buffer.alloc(0);
    let offset = 0;
    for (let got = readSync(file, chunk); got > 0; got = readSync(file, chunk)) {
      rest = Buffer.concat([rest, chunk.subarray(0, got)]);
      let start = 0;
      for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE, start)) {
        yield { text: rest.toString("utf8", start, end), offset: offset + start, length: end - start };
        start = end + 1;
      }
      rest = rest.subarray(start);
      offset += start;
    }
  } finally {
    closeSync(file);
  }
}
