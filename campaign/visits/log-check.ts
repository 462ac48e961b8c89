import { eventsCsv, samplesCsv } from "../../companion/export/csv";
import { chunksOf, decodeSession } from "../../companion/export/decode";
import { sessionFhir } from "../../companion/export/fhir";
import { type SessionDocument, sessionJson } from "../../companion/export/json";
import type { StoredSession } from "../../companion/export/stored-session";
import { MOST_CHUNK_BYTES } from "../../firmware/log/format";
import type { SessionShelf } from "../../firmware/log/session-shelf";
import { reasonName } from "../reason-name";
import type { SeenOrder } from "./seen-order";

/** Half of what one step of a stored pressure is, and a hair, mmHg. */
const ROUNDING_MMHG = 0.051;
/**
 * What transducer and hose make of the true pressure: of times, ms and as a share, of shares, and of peaks, mmHg: a pump
 * that fills through a narrow hose shows more than the cuff has.
 */
const TIME_MS = 2000;
const TIME_SHARE = 0.02;
const BAND_POINTS = 0.08;
/** … and of a hold of a second or two by what the filter of the pressure lags behind as it goes into the band and out, ms. */
const LAG_MS = 200;
const PEAK_MMHG = 10;
/** A stopwatch may miss a tick or two, ms and as a share of the shortest hold. */
const STOPWATCH_MS = 50;
const SAID_POINTS = 0.01;
/** Any moment after the firmware was written, s since 1970: the simulated cuff has no clock. */
const WALL_CLOCK_S = 1_800_000_000;

/** What is wrong with the log, as far as these orders say what has to be in it. */
export function logFlaws(shelf: SessionShelf | undefined, orders: readonly SeenOrder[]): string[] {
  const flaws: string[] = [];
  if (shelf?.sessions !== orders.length) flaws.push(`${shelf?.sessions} sessions stored of ${orders.length}`);
  let number = 0;
  for (const order of orders) {
    number = shelf?.sessionAfter(number) ?? 0;
    if (shelf === undefined || number === 0) return flaws;
    try {
      const stored = decodeSession(number, chunksOf(shelf, number));
      flaws.push(...flawsOf(stored, order).map((flaw) => `session ${number}: ${flaw}`));
    } catch (error) {
      flaws.push(`session ${number}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return flaws;
}

/** Every stored session as its JSON. */
export function storedJson(shelf: SessionShelf): string[] {
  const found: string[] = [];
  for (let n = shelf.sessionAfter(0); n > 0; n = shelf.sessionAfter(n))
    found.push(sessionJson(decodeSession(n, chunksOf(shelf, n))));
  return found;
}

function flawsOf(stored: StoredSession, order: SeenOrder): string[] {
  const { header, pressureMmhg, missingChunks, isTruncated } = stored;
  const isSame = pressureMmhg.every((mmhg, i) => isNear(mmhg, order.samplesMmhg[i], ROUNDING_MMHG));
  const isLopRight = isNear(header.lopMmhg, Number.isNaN(order.lopMmhg) ? null : order.lopMmhg, ROUNDING_MMHG);
  return [
    ...(header.mode === order.mode && header.prescriptionName === order.plan ? [] : ["another order in the header"]),
    ...(isLopRight ? [] : [`LOP ${header.lopMmhg} for ${order.lopMmhg}`]),
    ...(missingChunks === 0 && !isTruncated ? [] : ["chunks are missing"]),
    ...(isSame ? [] : ["other pressures"]),
    ...(order.state === "over" ? closedFlaws(stored, order) : cutFlaws(stored, order)),
  ];
}

/** A session whose power went: what was being written is lost, and no more. */
function cutFlaws({ pressureMmhg, statistics }: StoredSession, order: SeenOrder): string[] {
  const stored = pressureMmhg.length;
  const lost = order.samplesMmhg.length - stored;
  return [
    ...(statistics === null ? [] : ["closed although the power went"]),
    ...(lost >= 0 && lost <= MOST_CHUNK_BYTES ? [] : [`${lost} pressures lost`]),
    ...(order.state === "cut" && stored < order.samplesAtStop ? ["what led up to a stop or an alarm is lost"] : []),
  ];
}

function closedFlaws(stored: StoredSession, order: SeenOrder): string[] {
  const { pressureMmhg, statistics } = stored;
  if (statistics === null) return ["not closed"];
  const { durationMs, restrictedMs, inBandShare, peakMmhg, endedBy, repetitions } = statistics;
  const counted = order.sets.map((set) => set.counted);
  const shareOf = (ms: number): number | null => (order.heldMs > 0 ? ms / order.heldMs : null);
  const [said, share] = [shareOf(order.saidInBandMs), shareOf(order.inBandMs)];
  const timeMs = TIME_MS + TIME_SHARE * order.restrictedMs;
  return [
    ...(pressureMmhg.length === order.samplesMmhg.length ? [] : ["not as many pressures"]),
    ...(isNear(durationMs, order.durationMs, STOPWATCH_MS) ? [] : [`${durationMs} ms for ${order.durationMs}`]),
    ...(isNear(restrictedMs, order.restrictedMs, timeMs)
      ? []
      : [`${restrictedMs} ms restricted for ${order.restrictedMs}`]),
    ...(isNear(inBandShare, said, SAID_POINTS) ? [] : [`in band ${inBandShare}, and said ${said}`]),
    ...(isNear(inBandShare, share, BAND_POINTS + LAG_MS / order.heldMs) ? [] : [`in band ${inBandShare} for ${share}`]),
    ...(isNear(peakMmhg, order.peakMmhg, PEAK_MMHG) ? [] : [`peak ${peakMmhg} for ${order.peakMmhg}`]),
    ...(endedBy === order.endedBy ? [] : [`ended by ${reasonName(endedBy)} for ${reasonName(order.endedBy)}`]),
    ...(`${repetitions}` === `${counted}` ? [] : [`repetitions ${repetitions} for ${counted}`]),
    ...exportFlaws(stored, order),
  ];
}

/** The exports say what happened, each in its own way. */
function exportFlaws(stored: StoredSession, order: SeenOrder): string[] {
  const json = JSON.parse(sessionJson(stored)) as SessionDocument;
  const stretches = order.sets.reduce((sum, set) => sum + set.stretches, 0);
  const eventsOf = (kind: string): number => json.events.filter((event) => event.kind === kind).length;
  const bundle = sessionFhir({ ...stored, header: { ...stored.header, wallClockS: WALL_CLOCK_S } });
  const [pressure, told] = (bundle.entry ?? []).map(({ resource }) => resource);
  const repetitions = (told?.component ?? []).flatMap(({ valueInteger }) => valueInteger ?? []);
  const counted = order.sets.map((set) => set.counted);
  const endedBy = reasonName(order.endedBy);
  const text = JSON.stringify(told);
  const samples = order.samplesMmhg.length;
  const isJsonRight =
    json.isClosed &&
    json.statistics?.endedBy === endedBy &&
    `${json.statistics.repetitions}` === `${counted}` &&
    eventsOf("setBegun") === stretches &&
    eventsOf("setEnded") === stretches &&
    eventsOf("repetition") >= counted.reduce((sum, count) => sum + count, 0);
  const isCsvRight =
    linesOf(samplesCsv(stored)) === samples + 1 && linesOf(eventsCsv(stored)) === stored.events.length + 1;
  const isFhirRight =
    told?.status === "final" &&
    `${repetitions}` === `${counted}` &&
    text.includes(`"${endedBy}"`) &&
    pressure?.valueSampledData?.data?.split(" ").length === samples;
  return [
    ...(isJsonRight ? [] : ["the JSON tells another story"]),
    ...(isCsvRight ? [] : ["the CSV tells another story"]),
    ...(isFhirRight ? [] : ["the FHIR tells another story"]),
  ];
}

function linesOf(csv: string): number {
  return csv.trimEnd().split("\r\n").length;
}

function isNear(a: number | null, b: number | null | undefined, tolerance: number): boolean {
  if (a === null || b === null || b === undefined) return a === b;
  return Math.abs(a - b) <= tolerance;
}
