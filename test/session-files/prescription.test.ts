import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { UsageError } from "../../companion/json/usage-error";
import { flawsOf, formatPrescription, parsePrescription } from "../../companion/prescription/prescription";
import { Flaw, flawOf } from "../../firmware/safety/prescription-check";
import { presets } from "../../firmware/session/presets";
import { Mode } from "../../firmware/shared/order";
import type { Prescription } from "../../firmware/shared/prescription";

const classic = { name: "mine", mode: "resistance", percentLop: 80, sets: [{ repetitions: 30 }] };

const anyPrescription: fc.Arbitrary<Prescription> = fc
  .record({
    name: fc.string({ minLength: 1, maxLength: 24 }),
    mode: fc.constantFrom(Mode.free, Mode.resistance, Mode.aerobic, Mode.passive, Mode.preconditioning),
    percentLop: fc.double({ min: 40, max: 100, noNaN: true }),
    fromPercentLop: fc.double({ min: 40, max: 100, noNaN: true }),
    percentPerSession: fc.integer({ min: 0, max: 20 }),
    comfortRampS: fc.integer({ min: 0, max: 60 }),
    cadenceS: fc.double({ min: 0.5, max: 8, noNaN: true }),
    sets: fc.array(
      fc.record({
        repetitions: fc.integer({ min: 0, max: 40 }),
        durationS: fc.integer({ min: 0, max: 300 }),
        restS: fc.integer({ min: 0, max: 200 }),
        isReleased: fc.boolean(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .filter((plan) => flawOf(plan, "leg") === Flaw.none || flawOf(plan, "arm") === Flaw.none);

describe("prescription files", () => {
  function refused(file: unknown, ...words: readonly string[]): void {
    const text = typeof file === "string" ? file : JSON.stringify(file);
    let message = "";
    try {
      parsePrescription(text, "mine.json");
    } catch (cause) {
      expect(cause).to.be.instanceOf(UsageError);
      message = (cause as UsageError).message;
    }
    expect(message).to.not.include("\n");
    for (const word of ["mine.json", ...words]) expect(message).to.include(word);
  }

  it("fill in what was left out", () => {
    expect(parsePrescription(JSON.stringify(classic))).to.deep.equal({
      name: "mine",
      mode: Mode.resistance,
      percentLop: 80,
      fromPercentLop: 50,
      percentPerSession: 10,
      comfortRampS: 0,
      cadenceS: 0,
      sets: [{ repetitions: 30, durationS: 0, restS: 30, isReleased: false }],
    });
    expect(parsePrescription(JSON.stringify({ ...classic, percentLop: 45 })).fromPercentLop).to.equal(45);
  });

  it("hold any prescription that a cuff would take, exactly", () => {
    fc.assert(
      fc.property(anyPrescription, (plan) => {
        expect(parsePrescription(formatPrescription(plan))).to.deep.equal(plan);
      }),
    );
  });

  it("hold every preset, and each is right on the limbs it is for", () => {
    for (const { prescription, limbs } of presets) {
      expect(parsePrescription(formatPrescription(prescription))).to.deep.equal(prescription);
      for (const limb of limbs) expect(flawsOf(prescription)[limb], prescription.name).to.equal(Flaw.none);
    }
  });

  it("say where a mistake is, and what is allowed there", () => {
    refused('{ "name": "x",\n "mode": }', "line 2");
    refused([], "it is []", "an object made of name, mode");
    refused({ ...classic, mode: "search" }, 'mode is "search"', "resistance, aerobic");
    refused({ ...classic, name: "" }, "name is", "1 to 24 characters");
    refused({ ...classic, percentLop: undefined }, "percentLop is missing", "from 40 to 100");
    refused({ ...classic, sets: [] }, "sets is []", "1 to 12");
    refused({ ...classic, sets: [{ reps: 30 }] }, 'sets.0 has no field "reps"', "repetitions");
    refused({ ...classic, sets: [{ repetitions: 3.5 }] }, "sets.0.repetitions is 3.5", "whole number from 0 to 100");
    refused({ ...classic, sets: [{ repetitions: 3, cuffInRest: "shut" }] }, "sets.0.cuffInRest", "tight, open");
    refused({ ...classic, percentLop: 90 }, Flaw.percent);
    refused({ ...classic, sets: [{ durationS: 900 }] }, Flaw.stretch);
    refused({ ...classic, mode: "passive", sets: [{ durationS: 60 }, { durationS: 60 }] }, Flaw.heldRest);
  });

  it("are refused only where no limb may train so", () => {
    const cycling = { ...classic, mode: "aerobic", percentLop: 50, sets: [{ durationS: 900 }] };
    expect(flawsOf(parsePrescription(JSON.stringify(cycling)))).to.deep.equal({ arm: Flaw.stretch, leg: Flaw.none });
  });

  it("name the same ranges as the firmware", () => {
    const plan = parsePrescription(JSON.stringify(classic));
    const [set] = plan.sets;
    expect(set).to.not.equal(undefined);
    const last = { repetitions: 1, durationS: 0, restS: 30, isReleased: false };
    const edges: readonly [Partial<Prescription>, Partial<Prescription>, Flaw][] = [
      [{ percentPerSession: 20 }, { percentPerSession: 20.1 }, Flaw.growth],
      [{ comfortRampS: 60 }, { comfortRampS: 60.1 }, Flaw.pace],
      [{ cadenceS: 8 }, { cadenceS: 8.1 }, Flaw.pace],
      [{ sets: [{ ...last, repetitions: 100 }] }, { sets: [{ ...last, repetitions: 101 }] }, Flaw.set],
      [{ sets: [{ ...last, restS: 600 }] }, { sets: [{ ...last, restS: 601 }] }, Flaw.set],
      [
        { mode: Mode.aerobic, sets: [{ ...last, durationS: 1140 }] },
        { mode: Mode.aerobic, sets: [{ ...last, durationS: 1141 }] },
        Flaw.set,
      ],
    ];
    for (const [inside, outside, flaw] of edges) {
      expect(flawOf({ ...plan, ...inside }, "leg"), JSON.stringify(inside)).to.equal(Flaw.none);
      expect(parsePrescription(formatPrescription({ ...plan, ...inside }))).to.deep.equal({ ...plan, ...inside });
      expect(flawOf({ ...plan, ...outside }, "leg")).to.equal(flaw);
      refused(formatPrescription({ ...plan, ...outside }), "it has to be");
    }
  });
});

describe("docs/prescriptions.md", () => {
  const page = readFileSync(join(__dirname, "../../docs/prescriptions.md"), "utf8");

  it("has an example that both limbs may train", () => {
    const example = /```json\n(.*?)```/s.exec(page)?.[1] ?? "";
    expect(flawsOf(parsePrescription(example))).to.deep.equal({ arm: Flaw.none, leg: Flaw.none });
  });

  it("lists every preset", () => {
    for (const { prescription } of presets) expect(page).to.include(`| \`${prescription.name}\` |`);
  });
});
