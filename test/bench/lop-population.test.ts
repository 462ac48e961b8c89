import { expect } from "chai";
import { drawPerson, drawPopulation, type LopSubject } from "../../bench/lop/population";
import { populationFigures } from "../../bench/lop/population-figures";
import { body, conditionShares, GIVES_BLOOD_PRESSURE_SHARE, postureShares } from "../../bench/lop/population-shares";
import { figuresOf } from "../../bench/section";
import { isPossible } from "../../firmware/safety/configuration";
import { pressureLimits } from "../../firmware/safety/limits";
import { World } from "../../sim/world";

const people = drawPopulation(1);

function shareOf(is: (subject: LopSubject) => boolean): number {
  return people.filter(is).length / people.length;
}

function spreadOf(of: (subject: LopSubject) => number, among: readonly LopSubject[] = people) {
  const values = among.map(of);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { mean, sd, low: Math.min(...values), high: Math.max(...values) };
}

describe("the population that a search is judged on", () => {
  it("is the same for the same seed, person by person, and another for another", () => {
    expect(drawPerson(17, 1)).to.deep.equal(people[17]);
    expect(drawPerson(17, 2)).to.not.deep.equal(people[17]);
    expect(drawPerson(17, 2).cuff).to.equal(people[17]?.cuff);
    expect(new Set(people.map(({ person }) => person.systolicMmhg)).size).to.be.above(990);
    expect(new Set(people.map(({ seed }) => seed)).size).to.equal(people.length);
  });

  it("holds every cuff, law, pump and transducer in every combination, equally often", () => {
    const names = people
      .slice(0, 48)
      .map(({ cuff, lawHalf, config }) => [cuff, lawHalf, config.pump.name, config.transducer.name].join());
    expect(new Set(names).size).to.equal(48);
    for (const cuff of ["arm", "thigh11", "thigh18"])
      expect(shareOf((s) => s.cuff === cuff)).to.be.closeTo(1 / 3, 0.002);
    expect(shareOf((s) => s.lawHalf === "fitted" && s.person.artery === "fitted")).to.be.closeTo(0.5, 0.005);
    expect(shareOf((s) => s.lawHalf === "drzewiecki" && s.person.artery === "drzewiecki")).to.be.closeTo(0.5, 0.005);
  });

  it("holds every condition, posture and given blood pressure in its share", () => {
    /** Three standard errors of a share of a thousand. */
    const about = (share: number) => 3 * Math.sqrt((share * (1 - share)) / people.length);
    for (const [condition, share] of Object.entries(conditionShares)) {
      expect(
        shareOf((s) => s.condition === condition),
        condition,
      ).to.be.closeTo(share, about(share));
    }
    for (const [posture, share] of Object.entries(postureShares)) {
      expect(
        shareOf((s) => s.person.posture === posture),
        posture,
      ).to.be.closeTo(share, about(share));
    }
    expect(shareOf((s) => s.givesBloodPressure)).to.be.closeTo(GIVES_BLOOD_PRESSURE_SHARE, about(0.5));
    const sum = (shares: Readonly<Record<string, number>>) => Object.values(shares).reduce((a, b) => a + b, 0);
    expect(sum(conditionShares)).to.be.closeTo(1, 1e-9);
    expect(sum(postureShares)).to.be.closeTo(1, 1e-9);
  });

  it("has in heart, limb and cuff what its condition says, and nothing else", () => {
    for (const { condition, person, air } of people) {
      const { rhythm, restlessness } = person;
      expect(rhythm).to.equal(condition === "ectopic" || condition === "fibrillation" ? condition : undefined);
      expect(restlessness).to.equal(condition === "talking" || condition === "fidgeting" ? condition : undefined);
      if (condition === "leaking") expect(air.leakMlPerS).to.be.within(0.1, 1);
      else expect(air.leakMlPerS).to.be.at.most(0.05);
    }
  });

  it("has the bodies, hearts and arteries of its named spreads", () => {
    const limb = (name: "arm" | "leg") => people.filter(({ config }) => config.cuff.limb === name);
    const near = (found: ReturnType<typeof spreadOf>, mean: number, sd: number) => {
      expect(found.mean).to.be.closeTo(mean, 0.2 * sd);
      expect(found.sd).to.be.closeTo(sd, 0.12 * sd);
    };
    for (const name of ["arm", "leg"] as const) {
      const { mean, sd } = body.circumferenceCm[name];
      near(
        spreadOf(({ person }) => person.circumferenceCm, limb(name)),
        mean,
        sd,
      );
    }
    near(
      spreadOf(({ person }) => person.systolicMmhg),
      122,
      14,
    );
    near(
      spreadOf(({ person }) => person.systolicMmhg - person.diastolicMmhg),
      46,
      10,
    );
    near(
      spreadOf(({ person }) => person.heartRatePerMin),
      70,
      12,
    );
    near(
      spreadOf(({ person }) => Math.log(person.arteryTraits?.steepness ?? 0)),
      0,
      0.15,
    );
    near(
      spreadOf(({ person }) => Math.log(person.arteryTraits?.volumeFactor ?? 0)),
      0,
      0.3,
    );
    near(
      spreadOf(({ person }) => Math.log(person.ratioFactor ?? 0), limb("leg")),
      0,
      0.12,
    );
    const taper = spreadOf(({ person }) => person.arteryTraits?.edgeTaper ?? 0);
    expect([taper.low, taper.high]).to.satisfy(([low, high]: number[]) => (low ?? 0) >= 0.25 && (high ?? 1) <= 0.45);
    const rate = spreadOf(({ person }) => person.heartRatePerMin);
    expect([rate.low, rate.high]).to.satisfy(([low, high]: number[]) => (low ?? 0) >= 45 && (high ?? 999) <= 120);
  });

  it("wears cuffs that the firmware accepts, with transducers whose zero has not strayed too far", () => {
    for (const { config, transducer } of people) {
      expect(isPossible(config)).to.equal(true);
      expect(Math.abs(transducer.offsetMmhg - config.storedZeroMmhg)).to.be.below(pressureLimits.zeroShift.value);
    }
  });

  it("can be put into a world as it is", () => {
    for (const subject of people.slice(0, 6)) {
      const world = new World(subject);
      for (let ms = 0; ms < 200; ms++) world.step();
      expect(world.limb.lopMmhg).to.equal(subject.trueLopMmhg);
    }
  });
});

describe("the population's true LOP", () => {
  const sections = populationFigures(people);
  const figures = figuresOf(sections);

  it("meets the means of Hughes and Brown within their spread, and says that it misses Loenneke's", () => {
    const missed = figures.filter(({ met }) => met === false).map(({ name }) => name);
    expect(missed).to.deep.equal(["Loenneke 2012: leg, 13.5 cm, supine: mean off by"]);
    const judged = figures.filter(({ met, unit }) => met !== null && unit === "SD");
    expect(judged.length).to.equal(7);
  });

  it("is ordered by width, limb and posture as published", () => {
    const orders = sections[1]?.figures.filter(({ target }) => target !== null) ?? [];
    expect(orders.length).to.equal(5);
    for (const { name, value } of orders) expect(value, name).to.be.above(10);
  });
});
