import { MOST_CUFF_NAME_BYTES } from "../storage/people";
import { putUtf8 } from "../storage/utf8";

const UNNAMED = "BFR cuff";

/** What phones show: the name that people have given the cuff, as UTF-8. Called now and then. */
export function advertisedName(cuffName: string): Uint8Array {
  const bytes = new Uint8Array(MOST_CUFF_NAME_BYTES);
  const length = putUtf8(cuffName === "" ? UNNAMED : cuffName, new DataView(bytes.buffer), 0, MOST_CUFF_NAME_BYTES);
  return bytes.subarray(0, length);
}
