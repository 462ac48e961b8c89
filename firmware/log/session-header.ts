import { Mode, Side, Wearer } from "../shared/order";
import type { Chunk } from "./chunk";
import { FORMAT_VERSION, MOST_TEXT } from "./format";
import { shareParts, tenthsOf } from "./quantities";

/** What is known when a session begins. One object, filled again for every session. */
export class SessionHeader {
  readonly wearer = new Wearer();
  mode: Mode = Mode.free;
  /** NaN where none is on record. */
  lopMmhg = Number.NaN;
  /** Told by somebody, not found by the cuff. */
  lopIsEntered = false;
  /** Pressure asked for, as a share of LOP; NaN where it is not a share. */
  targetShare = Number.NaN;
  /** Time with power since the cuff was built, whole minutes. */
  poweredMinutes = 0;
  /** Wall clock, s since 1970; 0 while nobody has told it. */
  wallClockS = 0;
  /** Texts of at most `MOST_TEXT` UTF-16 units; what is longer is cut. */
  cuffName = "";
  prescriptionName = "";
  firmwareVersion = "";
}

/** Bits of the first byte behind the format version. */
export const headerBit = Object.freeze({ leg: 1, right: 2, lopEntered: 4 });

export function putHeader(header: SessionHeader, into: Chunk): void {
  const { wearer } = header;
  into.put8(FORMAT_VERSION);
  into.put8(
    (wearer.limb === "leg" ? headerBit.leg : 0) |
      (wearer.side === Side.right ? headerBit.right : 0) |
      (header.lopIsEntered ? headerBit.lopEntered : 0),
  );
  into.put8(wearer.personSlot);
  into.put8(wearer.posture);
  into.put8(header.mode);
  into.put16(tenthsOf(header.lopMmhg));
  into.put16(shareParts(header.targetShare));
  into.put32(header.poweredMinutes);
  into.put32(header.wallClockS);
  into.putText(header.cuffName, MOST_TEXT);
  into.putText(header.prescriptionName, MOST_TEXT);
  into.putText(header.firmwareVersion, MOST_TEXT);
}
