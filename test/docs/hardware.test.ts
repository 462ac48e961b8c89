import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { measureRelease } from "../../bench/control/release";
import { board as s3 } from "../../firmware/board/boards/s3";
import { pins } from "../../firmware/board/pins";
import { batteries } from "../../firmware/parts/batteries";
import { firstBuild } from "../../firmware/parts/builds";
import { type CuffName, cuffs } from "../../firmware/parts/cuffs";
import { type PumpName, pumps } from "../../firmware/parts/pumps";
import { transducers } from "../../firmware/parts/transducers";
import type { ValveName } from "../../firmware/parts/valves";
import { fillTimeMs, isPossible } from "../../firmware/safety/configuration";
import {
  deadManLimits,
  type Limit,
  pressureLimits,
  releaseLimits,
  startLimits,
  timeLimits,
} from "../../firmware/safety/limits";
import { phaseNames } from "../../firmware/shared/phase";
import { reasonTexts } from "../../firmware/shared/reason-texts";
import { drawings, drawingsFolder } from "../../tools/drawings/drawings";
import { holdMs, monostable } from "../../tools/drawings/monostable";
import { Sheet } from "../../tools/drawings/sheet";

const root = join(__dirname, "../..");
const folder = join(root, "docs/hardware");
const documents = readdirSync(folder).filter((name) => name.endsWith(".md"));
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

/** The rows below a table's head, as many times as it occurs, each as its cells by column. */
function rowsOf(name: string, columns: readonly string[]): string[][] {
  const head = `| ${columns.join(" | ")} |`;
  const rows: string[][] = [];
  let isInside = false;
  for (const line of read(name).split("\n")) {
    if (line === head) isInside = true;
    else if (!line.startsWith("|")) isInside = false;
    else if (isInside && !/^[|-]+$/.test(line)) {
      const cells = line.slice(1, -1).split("|");
      expect(cells, line).to.have.length(columns.length);
      rows.push(cells.map((cell) => cell.trim()));
    }
  }
  expect(rows, `${name}: ${head}`).to.not.deep.equal([]);
  return rows;
}

const groups: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  pressureLimits,
  timeLimits,
  releaseLimits,
  deadManLimits,
  startLimits,
};

/** The ways to write down the limit called `name` in `limits.ts` or `batteries.ts`. */
function writingsOf(name: string): string[] {
  const [group = "", key = "", detail = ""] = name.split(".");
  if (group === "batteries") {
    const part = Object.entries(batteries).find(([battery]) => battery === key)?.[1];
    return [`${Number(Object.entries(part ?? {}).find(([field]) => field === detail)?.[1]) / 1000} V`];
  }
  const found = groups[group]?.[key];
  if (found === undefined) throw new Error(`there is no limit ${name}`);
  const { value, unit } = found;
  if (unit === "ms") return [`${value} ms`, `${value / 1000} s`, `${value / 60_000} min`];
  return unit === "mmHg" ? [`${value} mmHg`] : [`${value}`];
}

const OWN = "this sheet";

describe("docs/hardware: the bench check", () => {
  const rows = rowsOf("bench-check.md", ["step", "do", "write down", "limit", "from", "yours"]);
  const names = (from: string): string[] => [...from.matchAll(/`(\w+(?:\.\w+)+)`/g)].map(([, name = ""]) => name);
  const limitNames = (from: string): string[] => names(from).filter((name) => !name.startsWith("sdkconfig."));

  it("numbers its steps, and leaves room for what is measured", () => {
    expect(rows.map(([step]) => Number(step))).to.deep.equal(rows.map((_, i) => i + 1));
    expect(rows.every((row) => row[5] === "")).to.equal(true);
  });

  it("SR-020: says each limit of the firmware as the firmware has it, in the order of its sources", () => {
    for (const [step, , , limit = "", from = ""] of rows) {
      let rest = limit;
      for (const name of limitNames(from)) {
        const found = writingsOf(name).find((words) => new RegExp(`(^|\\D)${words}(?![\\w])`).test(rest));
        expect(found, `step ${step}: ${name} in "${rest}"`).to.not.equal(undefined);
        rest = rest.slice(rest.indexOf(found ?? "") + (found ?? "").length);
      }
      const isOwn = from.includes(OWN);
      expect(isOwn || limitNames(from).length > 0, `step ${step} has a source`).to.equal(true);
      if (!isOwn) expect(rest, `step ${step}: a number without a source`).to.not.match(/\d/);
    }
  });

  it("covers every limit that only hardware can prove", () => {
    const wanted = [
      "pressureLimits.relief",
      "pressureLimits.zeroShift",
      "releaseLimits.onePath",
      "releaseLimits.bothPaths",
      "deadManLimits.heartbeat",
      "deadManLimits.safeAfterTick",
      "deadManLimits.rail",
      "startLimits.selfTest",
      "startLimits.selfTestTime",
      "startLimits.benchLeak",
      "timeLimits.absoluteArm",
      "timeLimits.absoluteLeg",
    ];
    expect(rows.flatMap(([, , , , from = ""]) => names(from))).to.include.members(wanted);
  });
});

describe("docs/hardware: wiring", () => {
  it("has the pins of the firmware, no more and no fewer", () => {
    const rows = rowsOf("wiring.md", ["pin", "GPIO", "sheet"]);
    expect(Object.fromEntries(rows.map(([pin, gpio]) => [pin, Number(gpio)]))).to.deep.equal(pins);
    for (const [, , sheet] of rows) expect(Object.keys(drawings())).to.include(`${sheet}.svg`);
  });

  it("has those of the S3, too", () => {
    const rows = rowsOf("wiring.md", ["pin", "GPIO of the S3"]);
    expect(Object.fromEntries(rows.map(([pin, gpio]) => [pin, Number(gpio)]))).to.deep.equal(s3.pins);
  });

  for (const [chip, board, strapping] of [
    ["ESP32", { pins }, [0, 2, 5, 12, 15]],
    ["ESP32-S3", s3, [0, 3, 45, 46]],
  ] as const) {
    it(`uses none of the pins that it says to avoid on an ${chip}, and none twice`, () => {
      const rows = rowsOf("wiring.md", ["chip", "GPIO", "why not", "source"]);
      const avoided = rows.filter(([of]) => of === chip).flatMap(([, list = ""]) => list.split(", ").map(Number));
      const used = Object.values(board.pins);
      expect(avoided).to.include.members([...strapping]);
      for (const pin of used) expect(avoided).to.not.include(pin);
      expect(new Set(used).size).to.equal(used.length);
    });
  }

  it("SR-009: puts what may not be high before the start only on pins of the S3 that pulse at most low", () => {
    // As the board file says.
    const { pump, bleedValve, dumpValve, railToggle } = s3.pins;
    for (const pin of [pump, bleedValve, dumpValve, railToggle]) expect(pin).to.be.within(1, 17);
  });

  it("SR-009: reckons a monostable that drops in time, and holds through late ticks", () => {
    const { least, typical, most } = holdMs();
    const PULSE_EVERY_MS = 20;
    // A millisecond for the rail itself to fall.
    expect(most + 1).to.be.below(deadManLimits.rail.value);
    expect(least).to.be.above(5 * PULSE_EVERY_MS);
    const bill = read("bill-of-materials.md");
    expect(bill).to.include(`**${Math.round(typical)} ms**`);
    expect(bill).to.include(`**${Math.round(least)} to ${Math.round(most)} ms**`);
    expect(bill).to.include(`0.7 × ${monostable.kiloohm} kΩ × ${monostable.microfarad} µF`);
  });
});

describe("docs/hardware: drawings", () => {
  for (const [name, sheet] of Object.entries(drawings())) {
    it(`${name} is what npm run drawings makes, and can be read`, () => {
      expect(readFileSync(join(root, drawingsFolder, name), "utf8")).to.equal(sheet.svg);
      expect(sheet.faults).to.deep.equal([]);
    });
  }

  it("are all of them shown in a document, and no others are kept", () => {
    const names = Object.keys(drawings());
    expect(readdirSync(join(root, drawingsFolder))).to.have.members(names);
    const text = documents.map(read).join("\n");
    for (const name of names) expect(text).to.include(`(drawings/${name})`);
  });

  it("say the pins of the firmware", () => {
    const svg = drawings()["drivers.svg"]?.svg ?? "";
    for (const pin of [pins.pump, pins.bleedValve, pins.dumpValve]) expect(svg).to.include(`>GPIO${pin}<`);
  });

  it("are refused where words, wires and symbols run into each other", () => {
    const sheet = new Sheet("a title", 300, 200);
    sheet.text([20, 100], "some words");
    sheet.text([60, 102], "other words");
    sheet.wire([
      [30, 60],
      [30, 140],
    ]);
    sheet.wire([
      [200, 60],
      [220, 80],
    ]);
    sheet.occupy("a box", [190, 50, 210, 70]);
    sheet.text([290, 150], "too far right");
    expect(sheet.faults.map((fault) => fault.replace(/ at [\d,]+/, ""))).to.have.members([
      '"some words" lies on "other words"',
      'a wire crosses "some words"',
      "a wire crosses a box",
      "a wire runs aslant",
      '"too far right" leaves the sheet',
    ]);
  });
});

describe("docs/hardware: figures and words of the firmware", () => {
  it("quotes only phases and reasons that the firmware has", () => {
    const texts = Object.values(reasonTexts);
    const quoted = [...read("assembly.md").matchAll(/`([^`]+)`/g)].map(([, words = ""]) => words);
    const lines = quoted.filter((words) => /mmHg\. /.test(words));
    expect(lines).to.have.length.above(4);
    for (const line of lines) {
      const [, phase, text] = /^(\w+), -?[\d.]+ mmHg\. (.*)$/.exec(line) ?? [];
      expect(Object.values(phaseNames), line).to.include(phase);
      expect(texts, line).to.include(text);
    }
    for (const words of quoted.filter((words) => /^(Not armed|Released)/.test(words))) expect(texts).to.include(words);
  });

  it("SR-010: gives the release times of the simulated cuffs, each within the rule", () => {
    for (const [cuff, bleed, ...seconds] of rowsOf("air.md", [
      "cuff",
      "bleed valve",
      "both, s",
      "dump alone, s",
      "bleed alone, s",
    ])) {
      const rows = measureRelease(cuff as CuffName, "hose40", bleed as ValveName).filter((row) => row.fromMmhg === 280);
      expect(rows.map((row) => row.seconds?.toFixed(1))).to.deep.equal(seconds);
      for (const row of rows)
        expect([row.refused, (row.seconds ?? Number.NaN) <= row.limitS]).to.deep.equal([false, true]);
    }
  });

  it("gives the filling times that the firmware reckons, and the README's table of pumps", () => {
    const columns = Object.keys(cuffs).map((cuff) => `${cuff}, s`);
    for (const [pump, ...seconds] of rowsOf("bill-of-materials.md", ["pump", ...columns])) {
      const reckoned = Object.values(cuffs).map((cuff) =>
        fillTimeMs({ ...firstBuild, cuff, pump: pumps[pump as PumpName] }, 200),
      );
      expect(reckoned.map((ms) => (ms / 1000).toFixed(0))).to.deep.equal(seconds);
    }
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const pumpRows = read("bill-of-materials.md")
      .split("\n")
      .filter((line) => / L\/min\) \|/.test(line));
    expect(pumpRows).to.have.length(3);
    for (const row of pumpRows) expect(readme).to.include(row);
  });

  it("accepts the calibrations that the firmware accepts, at both ends", () => {
    const rows = rowsOf("calibration.md", ["value", "accepted", "otherwise"]);
    const range = (value: string): [number, number] => {
      const words = rows.find(([name]) => name === value)?.[1]?.replaceAll("−", "-");
      const [, low, high] = /^(-?[\d.]+) to (-?[\d.]+)/.exec(words ?? "") ?? [];
      return [Number(low), Number(high)];
    };
    const [lowZero, highZero] = range("stored zero");
    const [lowGain, highGain] = range("gain");
    const accepts = (storedZeroMmhg: number, gain: number) => isPossible({ ...firstBuild, storedZeroMmhg, gain });
    expect([accepts(lowZero, 1), accepts(highZero, 1), accepts(0, lowGain), accepts(0, highGain)]).to.deep.equal(
      Array(4).fill(true),
    );
    expect([
      accepts(lowZero - 0.1, 1),
      accepts(highZero + 0.1, 1),
      accepts(0, lowGain - 0.01),
      accepts(0, highGain + 0.01),
    ]).to.deep.equal(Array(4).fill(false));
    const shift = pressureLimits.zeroShift.value;
    expect(range("open cuff against stored zero")).to.deep.equal([-shift, shift]);
  });

  it("SR-016: calibrates at seven points, each within 3 mmHg or 2 %, and names transducers that see the trips", () => {
    const rows = rowsOf("calibration.md", ["gauge, mmHg", "up", "down", "within, mmHg"]);
    expect(rows.map(([mmhg]) => Number(mmhg))).to.deep.equal([0, 50, 100, 150, 200, 250, 300]);
    for (const [mmhg, , , within] of rows) expect(within).to.equal(`±${Math.max(3, 0.02 * Number(mmhg))}`);
    for (const { highMmhg } of [transducers.abp2, transducers.mpr]) {
      expect(highMmhg).to.be.at.least(pressureLimits.transducerRange.value);
    }
    expect(read("bill-of-materials.md")).to.include(`below ${pressureLimits.transducerRange.value} mmHg`);
  });

  it("leads to files that are there", () => {
    for (const name of documents) {
      for (const [, path = ""] of read(name).matchAll(/\]\(([^)#:]+)\)/g)) {
        expect(existsSync(join(folder, path)), `${name}: ${path}`).to.equal(true);
      }
      for (const [, path = ""] of read(name).matchAll(/`((?:\.\.|firmware|tools)\/[\w./-]+\.\w+)`/g)) {
        const base = path.startsWith("..") ? folder : root;
        expect(existsSync(join(base, path)), `${name}: ${path}`).to.equal(true);
      }
    }
  });
});
