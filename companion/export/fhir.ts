import type { Bundle, CodeableConcept, Observation, ObservationComponent, Quantity, SampledData } from "fhir/r4";
import { ExportError } from "./export-error";
import { beganAt } from "./json";
import type { StoredHeader, StoredSession, StoredStatistics } from "./stored-session";
import { modeName, reasonName, reasonText, sideName } from "./words";

/** Our own codes: LOINC has none for a training cuff's pressure, and none is invented. */
export const CODE_SYSTEM = "https://open-bfr-cuff.invalid/fhir/CodeSystem/session";
const UCUM = "http://unitsofmeasure.org";
const CATEGORY_SYSTEM = "http://terminology.hl7.org/CodeSystem/observation-category";

const texts = Object.freeze({
  "cuff-pressure": "Pressure in the cuff during blood flow restriction training",
  "session-statistics": "Blood flow restriction training session",
  "pressure-in-band": "Share of the time under a target in which the pressure was in its band",
  "restricted-time": "Time for which blood flow was restricted",
  "peak-pressure": "Highest pressure in the cuff",
  "limb-occlusion-pressure": "Limb occlusion pressure",
  "target-share": "Target pressure as a share of the limb occlusion pressure",
  repetitions: "Repetitions in a set",
  "ended-by": "Why the session ended",
  mode: "What the pressure was for",
  prescription: "Name of the prescription",
});

export interface FhirOptions {
  /** Whose training it was, as in "Patient/123"; left out where nobody says. */
  readonly patient?: string;
}

/**
 * An R4 Bundle with an Observation of the pressure and, for a session that was closed, one of its statistics.
 * @throws ExportError where the time is unknown: an Observation without one means nothing to anybody else
 */
export function sessionFhir(session: StoredSession, options: FhirOptions = {}): Bundle<Observation> {
  const begin = beganAt(session);
  if (begin === null) {
    throw new ExportError(
      session,
      "the cuff did not know the time; set the session's wallClockS, then export it again",
    );
  }
  if (options.patient !== undefined && !/^[A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(options.patient)) {
    throw new ExportError(session, `"${options.patient}" is no reference; give one as in "Patient/123"`);
  }
  const frame = frameOf(session, begin, options);
  const observations: Observation[] = [];
  if (session.pressureMmhg.length > 0) {
    observations.push({ ...frame, code: concept("cuff-pressure"), valueSampledData: sampledData(session) });
  }
  const { statistics, header } = session;
  if (statistics !== null) {
    observations.push({ ...frame, code: concept("session-statistics"), component: components(statistics, header) });
  }
  if (observations.length === 0) throw new ExportError(session, "nothing was recorded");
  return {
    resourceType: "Bundle",
    type: "collection",
    timestamp: begin,
    entry: observations.map((resource) => ({ resource })),
  };
}

/** What all observations of a session share. A session that was cut short is preliminary: more belonged to it. */
function frameOf(session: StoredSession, begin: string, options: FhirOptions): Omit<Observation, "code"> {
  const { header, statistics, isTruncated, missingChunks } = session;
  const durationMs = statistics?.durationMs ?? session.pressureMmhg.length * session.sampleMs;
  const end = new Date(Date.parse(begin) + durationMs).toISOString();
  const isWhole = statistics !== null && !isTruncated && missingChunks === 0;
  const side = sideName(header.side);
  return {
    resourceType: "Observation",
    status: isWhole ? "final" : "preliminary",
    category: [{ coding: [{ system: CATEGORY_SYSTEM, code: "activity" }] }],
    effectivePeriod: { start: begin, end },
    bodySite: { text: `${side} ${header.limb}` },
    device: { display: `Open BFR cuff ${header.cuffName} ${header.firmwareVersion}`.replace(/\s+/g, " ").trim() },
    ...(options.patient === undefined ? {} : { subject: { reference: options.patient } }),
    ...(isWhole ? {} : { note: [{ text: "The recording is not complete." }] }),
  };
}

/** "E" stands for a pressure that could not be believed. */
function sampledData({ pressureMmhg, sampleMs }: StoredSession): SampledData {
  return {
    origin: quantity(0, "mmHg", "mm[Hg]"),
    period: sampleMs,
    dimensions: 1,
    data: pressureMmhg.map((mmhg) => (mmhg === null ? "E" : mmhg.toFixed(1))).join(" "),
  };
}

function components(statistics: StoredStatistics, header: StoredHeader): ObservationComponent[] {
  const { inBandShare, peakMmhg, restrictedMs, repetitions, endedBy } = statistics;
  const found: ObservationComponent[] = [
    { code: concept("restricted-time"), valueQuantity: quantity(restrictedMs / 1000, "s", "s") },
    ...percent("pressure-in-band", inBandShare),
    ...mmhg("peak-pressure", peakMmhg),
    ...mmhg("limb-occlusion-pressure", header.lopMmhg),
    ...percent("target-share", header.targetShare),
    ...repetitions.map((count) => ({ code: concept("repetitions"), valueInteger: count })),
    { code: concept("ended-by"), valueCodeableConcept: own(reasonName(endedBy), reasonText(endedBy)) },
    { code: concept("mode"), valueCodeableConcept: own(modeName(header.mode), modeName(header.mode)) },
  ];
  const prescription = header.prescriptionName.trim();
  return prescription === "" ? found : [...found, { code: concept("prescription"), valueString: prescription }];
}

function mmhg(code: keyof typeof texts, value: number | null): ObservationComponent[] {
  return value === null ? [] : [{ code: concept(code), valueQuantity: quantity(value, "mmHg", "mm[Hg]") }];
}

function percent(code: keyof typeof texts, share: number | null): ObservationComponent[] {
  if (share === null) return [];
  return [{ code: concept(code), valueQuantity: quantity(Math.round(share * 10_000) / 100, "%", "%") }];
}

function quantity(value: number, unit: string, code: string): Quantity {
  return { value, unit, system: UCUM, code };
}

function concept(code: keyof typeof texts): CodeableConcept {
  return own(code, texts[code]);
}

function own(code: string, text: string): CodeableConcept {
  return { coding: [{ system: CODE_SYSTEM, code, display: text }], text };
}
