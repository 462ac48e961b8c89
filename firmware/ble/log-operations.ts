import { bits, counter, flag, u8, u16, u32 } from "./field-kinds";
import { frameOf } from "./frame";
import { Op } from "./op-codes";
import { nothing, operation } from "./operation";

/** Of a session, in one `readSession`. */
export const MOST_READ_BYTES = 4096;
/** What `eraseEverything` wants to hear, so that no stray bit erases anything: "RASE" in bytes. */
export const ERASE_MAGIC = 0x45534152;

const session = u32("session", "its number");
const offset = u32("offset", "place of the first byte");

/** Operations on what was recorded. */
export const logOperations = Object.freeze({
  readLogState: operation(
    Op.readLogState,
    "readLogState",
    "bond",
    "What the log holds.",
    nothing,
    frameOf("logState", "What the log holds.", [
      u16("sessions", "in the log"),
      u16("undownloaded", "of them never downloaded"),
      u16("lost", "overwritten before they were downloaded"),
      bits("flags", [flag("isTruncated", "there was no room for the end of the last session")]),
    ]),
  ),
  nextSession: operation(
    Op.nextSession,
    "nextSession",
    "bond",
    "The first session behind a number.",
    frameOf("after", "Behind which.", [u32("after", "number of a session; 0: from the first")]),
    frameOf("sessionHead", "A session in the log.", [
      u32("session", "its number; 0: there is none"),
      u32("length", "bytes"),
      bits("flags", [flag("isDownloaded", "it was marked as downloaded")]),
    ]),
  ),
  readSession: operation(
    Op.readSession,
    "readSession",
    "bond",
    "Sends a part of a session as log frames; the answer comes after the last of them.",
    frameOf("part", "Which part.", [session, offset, u16("length", "bytes", { least: 1, most: MOST_READ_BYTES })]),
    frameOf("sent", "What was sent.", [
      offset,
      u16("sent", "bytes; fewer where the session ends"),
      u32("crc", "their CRC-32, that of zip"),
    ]),
  ),
  markDownloaded: operation(
    Op.markDownloaded,
    "markDownloaded",
    "control",
    "The app has stored the session: it may go when room is needed.",
    frameOf("session", "Which.", [session]),
    nothing,
  ),
  eraseEverything: operation(
    Op.eraseEverything,
    "eraseEverything",
    "control",
    "Sessions, persons and bonds are gone from the next power-on. Only while the cuff is vented and disarmed.",
    frameOf("erase", "A safeguard.", [
      u32("magic", "0x45534152, so that no stray bit erases anything", { least: ERASE_MAGIC, most: ERASE_MAGIC }),
    ]),
    nothing,
  ),
  resendEvents: operation(
    Op.resendEvents,
    "resendEvents",
    "bond",
    "Sends events again that were missed; the cuff keeps the last 32.",
    frameOf("from", "From which.", [counter("from", 2, "number of the first")]),
    frameOf("resent", "Which are sent.", [counter("first", 2, "number of the first"), u8("count", "how many")]),
  ),
} as const);
