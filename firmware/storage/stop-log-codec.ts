import type { Codec } from "./codec";
import { Kind } from "./kinds";
import { isPlausibleStopLog, STOP_BYTES, STOPS_BYTES, StopLog } from "./stop-log";

export const stopLogCodec: Codec<StopLog> = Object.freeze({
  kind: Kind.stops,
  version: 1,
  isPlausible: isPlausibleStopLog,
  encode: encodeStopLog,
  decode: decodeStopLog,
});

function encodeStopLog(log: StopLog, into: DataView): number {
  for (let i = 0; i < log.length; i++) {
    const at = i * STOP_BYTES;
    into.setUint8(at, log.reasons[i] ?? 0);
    into.setUint8(at + 1, log.phases[i] ?? 0);
    into.setInt16(at + 2, log.pressureTenths[i] ?? 0, true);
    into.setUint32(at + 4, log.poweredMinutes[i] ?? 0, true);
  }
  return log.length * STOP_BYTES;
}

function decodeStopLog(from: DataView, length: number): StopLog | undefined {
  if (length % STOP_BYTES !== 0 || length > STOPS_BYTES) return undefined;
  const log = new StopLog();
  log.length = length / STOP_BYTES;
  for (let i = 0; i < log.length; i++) {
    const at = i * STOP_BYTES;
    log.reasons[i] = from.getUint8(at);
    log.phases[i] = from.getUint8(at + 1);
    log.pressureTenths[i] = from.getInt16(at + 2, true);
    log.poweredMinutes[i] = from.getUint32(at + 4, true);
  }
  return log;
}
