import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Log } from "../../campaign/log/log-rig";
import { EventKind } from "../../firmware/log/format";
import { SessionHeader } from "../../firmware/log/session-header";
import { SessionStatistics } from "../../firmware/log/session-statistics";
import { Reason } from "../../firmware/shared/reasons";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";
import { loadScenario } from "../../sim/scenario/load";
import { runScenario } from "../../sim/scenario/run";

const KIB = 1024;
const SECTOR_BYTES = 4 * KIB;
const MIB = KIB * KIB;
/** What docs/esp32.md reckons the program to be, with a quarter more to grow into. */
const LEAST_APP_BYTES = 2.25 * MIB;
const SAMPLES_PER_MIN = 600;
const REP_SAMPLES = 30;

interface Partition {
  readonly name: string;
  readonly type: string;
  readonly offset: number;
  readonly bytes: number;
}

function partitionsOf(file: string): readonly Partition[] {
  return readFileSync(join(__dirname, "../../firmware", file), "utf8")
    .split("\n")
    .filter((line) => line.includes(",") && !line.startsWith("#"))
    .map((line) => line.split(",").map((field) => field.trim()))
    .map(([name = "", type = "", , offset, bytes]) => ({ name, type, offset: Number(offset), bytes: Number(bytes) }));
}

/** The least room that a board has. */
const partitions = partitionsOf("partitions.csv");
const partitions8 = partitionsOf("partitions-8mb.csv");

function partition(name: string, among = partitions): Partition {
  const found = among.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no partition ${name}`);
  return found;
}

/** The pressure that the firmware senses in a scenario, at 10 Hz. */
function sensed(scenario: string): number[] {
  const { trace } = runScenario(loadScenario(scenario), 1);
  return trace.columns.sensed_mmhg.filter((_, i) => i % 2 === 0);
}

/** Records a session as a training goes, with a repetition every 3 s; gives its minutes. */
function train(log: Log, pressures: readonly number[]): number {
  const header = new SessionHeader();
  header.cuffName = "Thigh, 11 cm";
  header.prescriptionName = "Leg press 30-15-15-15";
  header.firmwareVersion = "0.1.0";
  expect(log.recorder.begin(header)).to.equal(true);
  pressures.forEach((mmhg, i) => {
    log.recorder.sample(mmhg);
    if (i % REP_SAMPLES === 0) log.recorder.event(i * 100, EventKind.repetition, Reason.none, i / REP_SAMPLES);
  });
  expect(log.recorder.isTruncated).to.equal(false);
  expect(log.recorder.close(new SessionStatistics())).to.equal(true);
  return pressures.length / SAMPLES_PER_MIN;
}

function fullLog(): Log {
  const sectorCount = partition("log").bytes / SECTOR_BYTES;
  const chance = new RandomStream(1, "flash");
  const log = new Log(new SimulatedFlash({ sectorBytes: SECTOR_BYTES, sectorCount, chance }), 32);
  log.tidy();
  return log;
}

describe("room for the training log", () => {
  for (const [flashMib, all, apps] of [
    [4, partitions, ["factory"]],
    [8, partitions8, ["ota_0", "ota_1"]],
  ] as const) {
    it(`is what the other partitions leave of ${flashMib} MB, without a gap, and the program has room to grow`, () => {
      for (const [i, { name, offset, bytes }] of all.entries()) {
        const following = all[i + 1];
        const next = following?.offset ?? flashMib * MIB;
        // An app begins at a multiple of 64 KB, so there may be room before it.
        if (following?.type === "app") expect(offset + bytes, name).to.be.within(next - 64 * KIB, next);
        else expect(offset + bytes, name).to.equal(next);
        expect(offset % SECTOR_BYTES, name).to.equal(0);
      }
      expect(all.filter(({ type }) => type === "app").map(({ name }) => name)).to.deep.equal(apps);
      for (const app of apps) {
        expect(partition(app, all).bytes, app).to.be.at.least(LEAST_APP_BYTES);
        expect(partition(app, all).offset % (64 * KIB), app).to.equal(0);
      }
    });
  }

  it("where a cuff already has data, they stay where they always were", () => {
    expect(partition("cuff")).to.deep.include({ offset: 0x3e0000, bytes: 0x20000 });
  });

  it("lets an update be as large as what it replaces, and no log be smaller than the 4 MB board's", () => {
    expect(partition("ota_0", partitions8).bytes).to.equal(partition("ota_1", partitions8).bytes);
    expect(partition("log", partitions8).bytes).to.be.at.least(partition("log").bytes);
    expect(partition("otadata", partitions8).bytes, "what the boot loader wants").to.equal(2 * SECTOR_BYTES);
  });

  for (const [scenario, mostBytesPerMin] of [
    ["leg-press", 900],
    ["arm-hold", 900],
  ] as const) {
    it(`costs less than ${mostBytesPerMin} bytes a minute in ${scenario}, and more than 8 hours of it are kept`, function () {
      const pressures = sensed(scenario);
      const log = fullLog();
      const before = log.flash.worked;
      const minutes = train(log, pressures);
      const bytesPerMin = (log.flash.worked - before) / minutes;
      expect(bytesPerMin).to.be.within(600, mostBytesPerMin);
      for (let rounds = 0; log.shelf.undownloadedLost === 0; rounds++) {
        expect(rounds, "sessions until the ring is full").to.be.below(1000);
        log.tidy();
        train(log, pressures);
      }
      const hours = (log.shelf.sessions * minutes) / 60;
      expect(hours).to.be.above(8);
      const title = this.test?.title ?? "";
      if (process.env.LOG_FIGURES) console.log(title, { bytesPerMin, hours, sessions: log.shelf.sessions });
    });
  }

  it("is not used up by a session of two hours that begins when the log is as full as it gets", () => {
    const log = fullLog();
    const pressures = Array.from({ length: 120 * SAMPLES_PER_MIN }, (_, i) => 120 + 8 * Math.sin(i / 5));
    for (let i = 0; i < 20; i++) {
      train(log, pressures);
      log.tidy();
    }
    expect(log.shelf.undownloadedLost).to.be.above(0);
    train(log, pressures);
  });

  it("is written without a stall of more than a few milliseconds, and without an erase", () => {
    const log = fullLog();
    const erases = log.flash.eraseCount;
    log.recorder.begin(new SessionHeader());
    let worstMs = 0;
    for (let i = 0; i < 10_000; i++) {
      const before = log.flash.stallMs;
      log.recorder.sample(100 + (i % 7));
      worstMs = Math.max(worstMs, log.flash.stallMs - before);
    }
    expect(worstMs).to.be.within(1, 3);
    expect(log.flash.eraseCount).to.equal(erases);
  });
});
