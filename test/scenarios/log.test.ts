import { readFileSync } from "node:fs";
import { expect } from "chai";
import { samplesCsv } from "../../companion/export/csv";
import { chunksOf, decodeSession } from "../../companion/export/decode";
import { sessionDocument } from "../../companion/export/json";
import { transducers } from "../../firmware/parts/transducers";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import type { Prescription } from "../../firmware/shared/prescription";
import { Reason } from "../../firmware/shared/reasons";
import { Part } from "../../firmware/shared/training";
import { Ledger } from "../../firmware/storage/ledger";
import { ledgerCodec } from "../../firmware/storage/ledger-codec";
import { RecordStore } from "../../firmware/storage/record-store";
import { firmwareVersion } from "../../firmware/version";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";
import { scenarioSchema } from "../../sim/scenario/schema";
import { setupOf } from "../../sim/scenario/setup";
import { World, type WorldSetup } from "../../sim/world";

const flash = (sectorCount: number, eraseMs = 45) =>
  new SimulatedFlash({ sectorBytes: 4096, sectorCount, eraseMs, chance: new RandomStream(1, "flash") });

const scenario = scenarioSchema.parse({
  title: "a set",
  durationS: 10,
  cuff: "thigh11",
  steps: [{ atS: 1, do: "release" }],
});

const plan: Prescription = {
  name: "two short sets",
  mode: Mode.resistance,
  percentLop: 70,
  fromPercentLop: 70,
  percentPerSession: 0,
  comfortRampS: 0,
  cadenceS: 0,
  sets: [
    { repetitions: 5, durationS: 0, restS: 5, isReleased: false },
    { repetitions: 3, durationS: 0, restS: 0, isReleased: false },
  ],
};

function worldOf(more: Partial<WorldSetup>): World {
  const exercise = { onCue: true, periodS: 3, periodScatter: 0.1, heldShare: 0.1, volumeMl: 28, scatter: 0.1 } as const;
  const world = new World({
    ...setupOf(scenario, 1),
    mode: plan.mode,
    exercise: { ...exercise, swellingMl: 0 },
    ...more,
  });
  world.board.training.plan = plan;
  world.board.training.sessionsBefore = 5;
  return world;
}

/** Until something is the case; false where it never was. */
function until(world: World, ms: number, isSo: () => boolean): boolean {
  const endMs = world.nowMs + ms;
  while (!isSo() && world.nowMs < endMs) world.step();
  return isSo();
}

function train(world: World): void {
  world.attendant.wishMmhg = 0.75 * world.limb.lopMmhg;
  expect(
    until(world, 120_000, () => world.output?.reason === Reason.sessionDone),
    "session done",
  ).to.equal(true);
  expect(
    until(world, 20_000, () => world.output?.phase === Phase.vented),
    "vented",
  ).to.equal(true);
}

const stored = (world: World, number: number) => {
  const { log } = world;
  if (log === undefined) throw new Error("no log");
  return decodeSession(number, chunksOf(log, number));
};

describe("what is written down", () => {
  it("a session is in the log as it was: who, what, sets, repetitions, pressure, and how it ended", () => {
    const world = worldOf({ logFlash: flash(64) });
    until(world, 7000, () => world.output?.phase === Phase.vented);
    train(world);
    const { repetitions } = world.output?.training ?? { repetitions: [] };
    const session = sessionDocument(stored(world, 1));
    expect(session).to.include({ prescription: plan.name, firmware: firmwareVersion, limb: "leg", isClosed: true });
    expect(session.lop).to.deep.equal({ mmhg: Math.round(10 * world.limb.lopMmhg) / 10, source: "entered" });
    expect(session.statistics).to.include({ endedBy: "sessionDone" });
    expect([...(session.statistics?.repetitions ?? [])].slice(0, 2)).to.deep.equal([...repetitions].slice(0, 2));
    expect([...repetitions].slice(0, 2)).to.deep.equal([5, 3]);
    expect(session.events.filter(({ kind }) => kind === "repetition")).to.have.length(8);
    expect(session.statistics?.inBandShare).to.be.above(0.9);
    const csv = samplesCsv(stored(world, 1)).trim().split("\n");
    expect(csv.length).to.be.above(10 * 25);
  });

  it("a search is written down without the LOP and the plan of somebody before, and tells what it found", () => {
    const world = worldOf({ logFlash: flash(64) });
    until(world, 7000, () => world.output?.phase === Phase.vented);
    train(world);
    world.attendant.wishMmhg = undefined;
    until(world, 120_000, () => world.output?.reperfusionMs === 0);
    world.board.order.mode = Mode.search;
    world.attendant.wishMmhg = 280;
    expect(
      until(world, 200_000, () => world.output?.reason === Reason.lopFound),
      "found",
    ).to.equal(true);
    until(world, 20_000, () => world.output?.phase === Phase.armed);
    const search = sessionDocument(stored(world, 2));
    expect(search).to.include({ mode: "search", lop: null, targetShareOfLop: null, prescription: "" });
    expect(search.events.filter(({ kind }) => kind === "lopFound")).to.have.length(1);
  });

  it("SR-046: a restart in a set leaves the session readable, and the next one is written behind it", () => {
    const world = worldOf({ logFlash: flash(64), flash: flash(32) });
    until(world, 7000, () => world.output?.phase === Phase.vented);
    world.attendant.wishMmhg = 0.75 * world.limb.lopMmhg;
    expect(until(world, 60_000, () => (world.output?.training.repetitions[0] ?? 0) >= 2)).to.equal(true);
    world.attendant.wishMmhg = undefined;
    world.restart(true);
    until(world, 300_000, () => world.output?.phase === Phase.vented && world.output.reperfusionMs === 0);
    expect(world.output?.training.part).to.equal(Part.idle);
    train(world);
    expect(world.log?.sessions).to.equal(2);
    expect(JSON.stringify(sessionDocument(stored(world, 1)))).to.not.contain("sessionDone");
    expect(JSON.stringify(sessionDocument(stored(world, 2)))).to.contain("sessionDone");
  });

  it("SR-059: the cuff itself remembers how many sessions a person has had, also when it was switched off", () => {
    const store = flash(32);
    const first = worldOf({ flash: store });
    first.board.training.sessionsBefore = 0;
    until(first, 7000, () => first.output?.phase === Phase.vented);
    first.attendant.wishMmhg = 0.75 * first.limb.lopMmhg;
    const setpoint = (world: World) => {
      expect(until(world, 60_000, () => world.output?.setpointMmhg !== undefined)).to.equal(true);
      return (world.output?.setpointMmhg ?? 0) / world.limb.lopMmhg;
    };
    expect(setpoint(first), "the first at half of LOP").to.be.closeTo(0.5, 1e-6);
    train(first);
    const second = worldOf({ flash: store });
    second.board.training.sessionsBefore = 0;
    until(second, 120_000, () => second.output?.phase === Phase.vented && second.output.reperfusionMs === 0);
    second.attendant.wishMmhg = 0.75 * second.limb.lopMmhg;
    expect(setpoint(second), "the second as planned").to.be.closeTo(0.7, 1e-6);
    const other = worldOf({ flash: store });
    other.board.training.sessionsBefore = 0;
    other.board.order.wearer.personSlot = 1;
    until(other, 120_000, () => other.output?.phase === Phase.vented && other.output.reperfusionMs === 0);
    other.attendant.wishMmhg = 0.75 * other.limb.lopMmhg;
    expect(setpoint(other), "and somebody else's first").to.be.closeTo(0.5, 1e-6);
  });

  it("SR-025: full stores are tidied before the power-on checks, however long an erase takes; then the cuff serves", () => {
    const full = flash(32, 400);
    const store = new RecordStore(full);
    const ledger = new Ledger();
    while (store.save(ledgerCodec, ledger) !== "noRoom") ledger.poweredMinutes++;
    const { config } = setupOf(scenario, 1);
    const twoTransducers = { ...config, cuffTransducer: transducers.abp2 };
    const world = worldOf({ flash: full, logFlash: flash(40, 400), config: twoTransducers });
    expect(
      until(world, 60_000, () => world.output?.phase === Phase.vented),
      "ready",
    ).to.equal(true);
    expect(full.eraseCount).to.be.above(0);
    const erased = full.eraseCount;
    train(world);
    expect(full.eraseCount, "and never afterwards").to.equal(erased);
  });

  it("the version in the log is that of the package", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(firmwareVersion).to.equal(version);
  });
});
