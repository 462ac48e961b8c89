import { join } from "node:path";
import { expect } from "chai";
import { buildSync } from "esbuild";
import type { OperationName } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { XsEngine, XsUnavailableError } from "../xs/xs-engine";
import type { Units } from "./xs-main";

/** Budgets, in the engine's meter units, for all that the radio adds to a tick; the cuff's own tick has 3900 on average. */
const MEAN_UNITS = 1600;
/** A tick in which a status is written. */
const WORST_UNITS = 3900;
/** A tick in which a request is carried out, and may bring a status too. */
const REQUEST_UNITS = 5700;
/** … in which a chunk of the log is read and its sum checked. */
const CHUNK_UNITS = 12_500;
/** … in which something is written to flash: a key, a mark, people, and all that limbs have had. */
const KEY_UNITS = 12_500;
const MARK_UNITS = 7500;
const PEOPLE_UNITS = 17_000;
const LEDGER_UNITS = 58_000;

const dear: Readonly<Partial<Record<OperationName, number>>> = {
  nextSession: CHUNK_UNITS,
  readSession: CHUNK_UNITS,
  markDownloaded: MARK_UNITS,
  nameCuff: PEOPLE_UNITS,
  setPerson: PEOPLE_UNITS,
  screen: PEOPLE_UNITS,
  erasePerson: PEOPLE_UNITS,
  setClock: LEDGER_UNITS,
  eraseEverything: LEDGER_UNITS,
};

/** With a cuff that does nothing at the moment there is nothing to adjust, to repeat or to do. */
const failing: readonly string[] = ["adjust", "repeatLast", "deed", "enterLop"];

const BATCHES = 10;
const TURNS = 10_000;

describe("the cuff's service on the real XS engine", () => {
  let xs: XsEngine | undefined;
  let introductionUnits = Number.NaN;

  before(async function () {
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
    introductionUnits = (await told<number>({ act: "begin" })).answer;
  });

  after(() => xs?.close());

  async function told<T>(message: object): Promise<{ readonly answer: T; readonly liveSlots: number }> {
    const { reply, liveSlots } = await (xs as XsEngine).call(JSON.stringify(message));
    return { answer: JSON.parse(reply) as T, liveSlots };
  }

  for (const isTraining of [false, true]) {
    it(`SR-019, SR-065: keeps its budget of each tick for a client that listens to everything, ${isTraining ? "in a session" : "idle"}`, async () => {
      const { mean, worst } = (await told<Units>({ act: "run", ticks: 5000, isTraining })).answer;
      console.log(`      XS: mean ${mean.toFixed(0)} units a tick; worst ${worst}`);
      expect(mean).to.be.at.most(MEAN_UNITS);
      expect(worst).to.be.at.most(WORST_UNITS);
    });
  }

  it("SR-019, SR-065: carries out one request a tick, each within its budget", async () => {
    const units = (await told<Record<string, readonly [number, number]>>({ act: "everything" })).answer;
    const list = Object.entries(units).sort(([, [, a]], [, [, b]]) => b - a);
    const words = list.map(([name, [, worst]]) => `${name} ${worst}`);
    console.log(`      XS: worst tick of ${words.join(", ")}; a new key ${introductionUnits}`);
    expect(introductionUnits).to.be.at.most(KEY_UNITS);
    for (const [name, [result, worst]] of list) {
      expect(result, name).to.equal(failing.includes(name) ? Result.failed : Result.success);
      expect(worst, name).to.be.at.most(dear[name as OperationName] ?? REQUEST_UNITS);
    }
  });

  it(`SR-065: leaves no garbage in ${BATCHES * TURNS} ticks with a client that never stops asking`, async () => {
    const slots = new Set<number>();
    let answers = 0;
    for (let i = 0; i < BATCHES; i++) {
      const { answer, liveSlots } = await told<Units & { answers: number }>({ act: "chat", ticks: TURNS });
      slots.add(liveSlots);
      if (i === BATCHES - 1)
        console.log(
          `      XS: mean ${answer.mean.toFixed(0)} units a tick; worst ${answer.worst}; slots ${[...slots]}`,
        );
      answers = answer.answers;
    }
    expect(answers).to.be.above((BATCHES * TURNS) / 10);
    expect([...slots].slice(1), `live slots ${[...slots]}`).to.have.lengthOf.at.most(1);
  }).timeout(60_000);
});
