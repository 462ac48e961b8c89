import { join } from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";
import { Reason } from "../../firmware/shared/reasons";
import { Director } from "../../sim/scenario/director";
import { type Scenario, scenarioSchema } from "../../sim/scenario/schema";
import { setupOf } from "../../sim/scenario/setup";
import { World } from "../../sim/world";
import { RecordingBoard } from "./recording-board";
import { Replay, type ReplayResult, type ReplaySetup } from "./replay";
import { XsEngine, XsUnavailableError } from "./xs-engine";

const TICKS = 100_000;
const BATCH = 1000;
/** Budgets, in the engine's meter units: a whole tick on average and at worst, and the control path in it. */
const MEAN_UNITS = 3900;
const WORST_UNITS = 6800;
const CONTROL_MEAN_UNITS = 1000;
/** In a training session: counting repetitions takes the most; the worst tick checks the plan before anything fills. */
const SESSION_MEAN_UNITS = 5100;
const SESSION_WORST_UNITS = 10_700;

/** A thousand seconds with everything in them: fill, hold, exercise, set-point changes, release, a lost transducer. */
const training = scenarioSchema.parse({
  title: "replay",
  durationS: 1000,
  cuff: "thigh11",
  pump: "big",
  transducer: "mpr",
  cuffTransducer: "abp2",
  exercise: { startS: 60, sets: [30, 15, 15, 15], restS: 30, periodS: 3, volumeMl: 32, swellingMl: 3 },
  steps: [
    { atS: 8, do: "hold", percentLop: 80 },
    { atS: 430, do: "release" },
    { atS: 500, do: "hold", percentLop: 50 },
    { atS: 560, do: "hold", percentLop: 70 },
    { atS: 600, do: "leak", mlPerS: 2 },
    { atS: 700, do: "leak", mlPerS: 0.02 },
    { atS: 760, do: "press-button", forS: 0.5 },
    { atS: 800, do: "release" },
    { atS: 810, do: "hold", mmhg: 300 },
    { atS: 840, do: "release" },
    { atS: 850, do: "hold", percentLop: 60 },
    { atS: 960, do: "transducer", state: "error" },
  ],
});

/** A search for the limb occlusion pressure, to the value and beyond. */
const search = scenarioSchema.parse({
  title: "search",
  durationS: 120,
  cuff: "thigh11",
  pump: "big",
  mode: "search",
  steps: [
    { atS: 8, do: "hold", mmhg: 280 },
    { atS: 110, do: "release" },
  ],
});

/** Thirty repetitions with their rest, a pause, a symptom, and what is left. */
const session = scenarioSchema.parse({
  title: "session",
  durationS: 300,
  cuff: "thigh11",
  pump: "big",
  exercise: { onCue: true, periodS: 3, volumeMl: 28 },
  steps: [
    { atS: 8, do: "train", plan: "30-15-15-15 leg" },
    { atS: 170, do: "request", deed: "pause" },
    { atS: 180, do: "request", deed: "symptom" },
    { atS: 185, do: "request", deed: "resume" },
    { atS: 290, do: "release" },
  ],
});

function record(scenario: Scenario): { setup: ReplaySetup; batches: Float64Array[] } {
  const setup = setupOf(scenario, 4711);
  let recorder: RecordingBoard | undefined;
  const wrapBoard: NonNullable<typeof setup.wrapBoard> = (board) => {
    recorder = new RecordingBoard(board, () => board.nowMs);
    return recorder;
  };
  const world = new World({ ...setup, wrapBoard });
  const director = new Director(scenario, world);
  while (world.nowMs < scenario.durationS * 1000) {
    director.act(() => undefined);
    world.step();
  }
  const ticks = recorder?.ticks ?? [];
  const batches: Float64Array[] = [];
  for (let i = 0; i < ticks.length; i += BATCH) batches.push(Float64Array.from(ticks.slice(i, i + BATCH).flat()));
  return { setup: { config: setup.config, plan: recorder?.plan }, batches };
}

describe("the same core on the real XS engine", () => {
  let xs: XsEngine | undefined;

  // Each has an engine of its own.
  beforeEach(async function () {
    try {
      xs = await XsEngine.start();
    } catch (error) {
      if (process.env.CI || !(error instanceof XsUnavailableError)) throw error;
      console.warn(`      SKIPPED: ${error.message}`);
      this.skip();
    }
    const entryPoints = [join(__dirname, "xs-main.ts")];
    const bundle = buildSync({ entryPoints, bundle: true, write: false, format: "iife", target: "es2022" });
    await xs.load(bundle.outputFiles[0]?.text ?? "");
  });

  afterEach(() => xs?.close());

  /** Plays a scenario on both engines, and holds every output of one against the other. */
  async function played(scenario: Scenario) {
    const engine = xs as XsEngine;
    const { setup, batches } = record(scenario);
    const onNode = new Replay(setup);
    await engine.call(JSON.stringify(setup));
    const slots = new Set<number>();
    let ticks = 0;
    let totalUnits = 0;
    let worstUnits = 0;
    let controlUnits = 0;
    const reasons = new Set<number>();
    for (const batch of batches) {
      const { reply, liveSlots } = await engine.call(Buffer.from(batch.buffer).toString("base64"));
      const answer = JSON.parse(reply) as Omit<ReplayResult, "outputs"> & { outputs: string; controlUnits: number };
      const { outputs } = onNode.run(batch);
      for (const reason of Object.values(Reason)) if (outputs.includes(reason)) reasons.add(reason);
      const bytes = Buffer.from(outputs.buffer).toString("base64");
      expect(answer.outputs === bytes, `outputs of the batch after tick ${ticks}`).to.equal(true);
      ticks += answer.ticks;
      totalUnits += answer.totalUnits;
      controlUnits += answer.controlUnits;
      worstUnits = Math.max(worstUnits, answer.worstUnits);
      slots.add(liveSlots);
    }
    const mean = (units: number): string => (units / ticks).toFixed(0);
    console.log(
      `      XS: mean ${mean(totalUnits)} units a tick, ${mean(controlUnits)} of them control; worst ${worstUnits}`,
    );
    // The first batch may still allocate what stays; after it, not one slot more.
    expect([...slots].slice(1), `live slots ${[...slots]}`).to.have.lengthOf.at.most(1);
    return { ticks, meanUnits: totalUnits / ticks, controlMeanUnits: controlUnits / ticks, worstUnits, reasons };
  }

  it(`SR-019: ${TICKS} recorded ticks give Node's outputs to the last bit, leave no garbage and keep the budget`, async function () {
    this.timeout(120_000);
    const { ticks, meanUnits, controlMeanUnits, worstUnits } = await played(training);
    expect(ticks).to.equal(TICKS);
    expect(meanUnits).to.be.at.most(MEAN_UNITS);
    expect(controlMeanUnits).to.be.at.most(CONTROL_MEAN_UNITS);
    expect(worstUnits).to.be.at.most(WORST_UNITS);
  });

  it("SR-019, SR-055: so does a search for the limb occlusion pressure, its fit included", async function () {
    this.timeout(60_000);
    const { meanUnits, worstUnits, reasons } = await played(search);
    expect(reasons.has(Reason.lopFound), "the value was found").to.equal(true);
    expect(meanUnits).to.be.at.most(MEAN_UNITS);
    expect(worstUnits).to.be.at.most(WORST_UNITS);
  });

  it("SR-019, SR-058: and a training session, its sets, its pause and its counting included", async function () {
    this.timeout(60_000);
    const { meanUnits, worstUnits, reasons } = await played(session);
    expect(reasons.has(Reason.sessionPaused), "it was paused").to.equal(true);
    expect(meanUnits).to.be.at.most(SESSION_MEAN_UNITS);
    expect(worstUnits).to.be.at.most(SESSION_WORST_UNITS);
  });
});
