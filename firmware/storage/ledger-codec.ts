import type { Codec } from "./codec";
import { Kind } from "./kinds";
import { isPlausibleLedger, LEDGER_BYTES, Ledger } from "./ledger";

/** Beyond what is plausible for the clock, so it can stand for "not set". */
const CLOCK_UNKNOWN = 0xffffffff;
const bit = Object.freeze({ lockedOut: 1, eraseWanted: 2 });

export const ledgerCodec: Codec<Ledger> = Object.freeze({
  kind: Kind.ledger,
  version: 3,
  isPlausible: isPlausibleLedger,
  encode: encodeLedger,
  decode: decodeLedger,
});

function encodeLedger(ledger: Ledger, into: DataView): number {
  const { restrictedTenths, reperfusionOwedMs, abnormalResetsMs, sessions } = ledger;
  let at = 0;
  for (let i = 0; i < restrictedTenths.length; i++, at += 2) into.setUint16(at, restrictedTenths[i] ?? 0, true);
  for (let i = 0; i < reperfusionOwedMs.length; i++, at += 4) into.setUint32(at, reperfusionOwedMs[i] ?? 0, true);
  for (let i = 0; i < abnormalResetsMs.length; i++, at += 8) into.setFloat64(at, abnormalResetsMs[i] ?? 0, true);
  for (let i = 0; i < sessions.length; i++, at += 2) into.setUint16(at, sessions[i] ?? 0, true);
  into.setUint32(at, ledger.poweredMinutes, true);
  into.setUint32(at + 4, ledger.wallClockMinutes ?? CLOCK_UNKNOWN, true);
  into.setUint8(at + 8, (ledger.lockedOut ? bit.lockedOut : 0) | (ledger.eraseWanted ? bit.eraseWanted : 0));
  return at + 9;
}

function decodeLedger(from: DataView, length: number): Ledger | undefined {
  if (length !== LEDGER_BYTES) return undefined;
  const ledger = new Ledger();
  const { restrictedTenths, reperfusionOwedMs, abnormalResetsMs, sessions } = ledger;
  let at = 0;
  for (let i = 0; i < restrictedTenths.length; i++, at += 2) restrictedTenths[i] = from.getUint16(at, true);
  for (let i = 0; i < reperfusionOwedMs.length; i++, at += 4) reperfusionOwedMs[i] = from.getUint32(at, true);
  for (let i = 0; i < abnormalResetsMs.length; i++, at += 8) abnormalResetsMs[i] = from.getFloat64(at, true);
  for (let i = 0; i < sessions.length; i++, at += 2) sessions[i] = from.getUint16(at, true);
  ledger.poweredMinutes = from.getUint32(at, true);
  const clock = from.getUint32(at + 4, true);
  ledger.wallClockMinutes = clock === CLOCK_UNKNOWN ? undefined : clock;
  const bits = from.getUint8(at + 8);
  ledger.lockedOut = (bits & bit.lockedOut) > 0;
  ledger.eraseWanted = (bits & bit.eraseWanted) > 0;
  return bits > (bit.lockedOut | bit.eraseWanted) ? undefined : ledger;
}
