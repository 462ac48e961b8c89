import { expect } from "chai";
import fc from "fast-check";
import { Forecast, type Oscillation } from "../../firmware/pressure/forecast";
import { Movement } from "../../firmware/pressure/movement";

const STEP_S = 0.02;
const BASE_MMHG = 150;

/** A limb that squeezes and lets go: raised cosine of `swingMmhg` and `periodS`, and its slope. */
function limb(swingMmhg: number, periodS: number) {
  const turn = (s: number): number => (2 * Math.PI * s) / periodS;
  return {
    mmhg: (s: number): number => BASE_MMHG + (swingMmhg / 2) * (1 - Math.cos(turn(s))),
    rate: (s: number): number => (swingMmhg / 2) * ((2 * Math.PI) / periodS) * Math.sin(turn(s)),
  };
}

/** Lets `movement` watch `mmhgAt` for a while; `actuated` is what pump and valve add meanwhile, mmHg/s. */
function watch(movement: Movement, mmhgAt: (s: number) => number, seconds: number, actuated = 0): void {
  movement.reset(mmhgAt(0));
  for (let i = 1; i * STEP_S <= seconds; i++) {
    movement.update(mmhgAt(i * STEP_S) + actuated * i * STEP_S, actuated, STEP_S);
    movement.time(STEP_S);
  }
}

describe("movement", () => {
  it("knows how fast the limb moves the pressure, whatever pump and valve do at the same time", () => {
    for (const actuated of [0, 25, -25]) {
      const { mmhg, rate } = limb(40, 3);
      const movement = new Movement();
      watch(movement, mmhg, 12, actuated);
      const errors: number[] = [];
      for (let i = 600; i < 750; i++) {
        const s = i * STEP_S;
        movement.update(mmhg(s) + actuated * s, actuated, STEP_S);
        errors.push(movement.rateMmhgPerS - rate(s));
      }
      // The estimate is a tenth of a second late, in which a rate of 42 mmHg/s turns by a fifth.
      expect(Math.max(...errors.map(Math.abs)), `actuated ${actuated}`).to.be.below(42 / 5);
      expect(Math.sqrt(movement.strength)).to.be.closeTo((40 * Math.PI) / 3, 4);
    }
  });

  it("learns the period of any cadence that a limb can keep", () => {
    fc.assert(
      fc.property(fc.double({ min: 1.5, max: 5.5, noNaN: true }), (periodS) => {
        const movement = new Movement();
        watch(movement, limb(40, periodS).mmhg, 10 * periodS);
        expect(movement.periodS).to.be.closeTo(periodS, 0.05 * periodS);
        expect(movement.quickBeats).to.equal(0);
      }),
    );
  });

  it("does not take a heartbeat for a limb", () => {
    const movement = new Movement();
    watch(movement, limb(8, 60 / 70).mmhg, 6);
    expect(movement.quickBeats).to.be.at.least(2);
    expect(movement.periodS).to.equal(new Movement().periodS);
  });

  it("comes to rest on a steady pressure, whatever period it last learnt", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1.4, max: 6, noNaN: true }),
        fc.double({ min: 5, max: 80, noNaN: true }),
        (periodS, swingMmhg) => {
          const movement = new Movement();
          watch(movement, limb(swingMmhg, periodS).mmhg, 5 * periodS);
          for (let i = 0; i < 4 * (periodS / STEP_S); i++) movement.update(BASE_MMHG, 0, STEP_S);
          expect(Math.sqrt(movement.strength)).to.be.below(0.02 * swingMmhg);
          expect(movement.pressureMmhg).to.be.closeTo(BASE_MMHG, 0.1);
        },
      ),
    );
  });

  it("takes a late step as news of the pressure only", () => {
    const movement = new Movement();
    watch(movement, limb(40, 3).mmhg, 4);
    const before = movement.strength;
    movement.update(170, 0, 0.2);
    expect(movement.strength).to.equal(before);
    expect(movement.pressureMmhg).to.equal(170);
  });
});

describe("forecast", () => {
  const anything = fc.record({
    rateMmhgPerS: fc.double({ min: -90, max: 90, noNaN: true }),
    quadratureMmhgPerS: fc.double({ min: -90, max: 90, noNaN: true }),
    periodS: fc.double({ min: 1.4, max: 6, noNaN: true }),
  });

  /** Pressure `s` ahead if nothing is done: the integral of the oscillating rate. */
  function unattended(from: Oscillation, s: number): number {
    const omega = (2 * Math.PI) / from.periodS;
    const up = (from.rateMmhgPerS * Math.sin(omega * s)) / omega;
    return up + (from.quadratureMmhgPerS * (1 - Math.cos(omega * s))) / omega;
  }

  it("asks for nothing while the pressure stays between the edges by itself", () => {
    const forecast = new Forecast();
    forecast.look({ rateMmhgPerS: 10, quadratureMmhgPerS: 0, periodS: 3 }, 150, 140, 160);
    expect([forecast.riseMmhgPerS, forecast.fallMmhgPerS]).to.deep.equal([0, 0]);
  });

  it("leaves the second edge alone until it is the first", () => {
    const forecast = new Forecast();
    forecast.look({ rateMmhgPerS: -60, quadratureMmhgPerS: 90, periodS: 3 }, 145, 140, 160);
    expect(forecast.riseMmhgPerS).to.be.above(0);
    expect(forecast.fallMmhgPerS).to.equal(0);
    forecast.look({ rateMmhgPerS: 60, quadratureMmhgPerS: -90, periodS: 3 }, 155, 140, 160);
    expect(forecast.riseMmhgPerS).to.equal(0);
    expect(forecast.fallMmhgPerS).to.be.above(0);
  });

  it("names the slowest change that keeps the first edge, and only that one", () => {
    fc.assert(
      fc.property(anything, fc.double({ min: 141, max: 159, noNaN: true }), (oscillation, nowMmhg) => {
        const forecast = new Forecast();
        forecast.look(oscillation, nowMmhg, 140, 160);
        const { riseMmhgPerS: rise, fallMmhgPerS: fall } = forecast;
        expect(Math.min(rise, fall)).to.equal(0);
        const change = rise - fall;
        const steps = Array.from({ length: 10 }, (_, i) => ((i + 1) * oscillation.periodS) / 20);
        const alone = steps.map((s) => nowMmhg + unattended(oscillation, s));
        // The forecast sums up in ten steps: 1 % of the swing is as exact as that gets.
        const grain = 0.01 * Math.hypot(oscillation.rateMmhgPerS, oscillation.quadratureMmhgPerS) * oscillation.periodS;
        if (change === 0) expect(alone.every((mmhg) => mmhg > 140 - grain && mmhg < 160 + grain)).to.equal(true);
        const helped = alone.map((mmhg, i) => mmhg + change * Math.max(steps[i] ?? 0, 0.05));
        if (rise > 0) expect(Math.min(...helped)).to.be.within(140 - grain, 140 + grain);
        if (fall > 0) expect(Math.max(...helped)).to.be.within(160 - grain, 160 + grain);
      }),
    );
  });
});
