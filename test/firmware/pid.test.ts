import { expect } from "chai";
import fc from "fast-check";
import { Pid } from "../../firmware/pressure/pid";

const gains = { proportional: 2.5, integralPerS: 1.6, derivativeS: 0.1 };
const finite = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });

describe("PID", () => {
  it("stays within its limits whatever comes in", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(finite(500), finite(500), fc.double({ min: 0, max: 1, noNaN: true }))), (steps) => {
        const pid = new Pid(gains);
        return steps.every(([error, slope, dtS]) => {
          const output = pid.update(error, slope, dtS, -30, 40);
          return output >= -30 && output <= 40;
        });
      }),
    );
  });

  it("does not wind up: after ten minutes against the limit it leaves it at once when the error turns", () => {
    const pid = new Pid(gains);
    for (let i = 0; i < 60_000; i++) pid.update(100, 0, 0.01, -10, 10);
    expect(pid.update(-1, 0, 0.01, -10, 10)).to.be.below(0);
  });

  it("gives a set-point step no derivative kick, and damps a moving measurement", () => {
    const still = new Pid(gains);
    const moving = new Pid(gains);
    expect(still.update(4, 0, 0, -100, 100)).to.equal(10);
    expect(moving.update(4, 20, 0, -100, 100)).to.equal(8);
  });

  it("takes over without a bump from any output at any error", () => {
    fc.assert(
      fc.property(finite(20), finite(5), finite(20), (output, error, slope) => {
        const pid = new Pid(gains);
        pid.takeOver(output, error, slope);
        expect(pid.update(error, slope, 0, -1000, 1000)).to.be.closeTo(output, 1e-9);
      }),
    );
  });

  it("integrates by the time that passed: two ticks of 5 ms are one of 10 ms", () => {
    const fine = new Pid(gains);
    const coarse = new Pid(gains);
    for (let i = 0; i < 200; i++) fine.update(1, 0, 0.005, -100, 100);
    for (let i = 0; i < 100; i++) coarse.update(1, 0, 0.01, -100, 100);
    expect(fine.integral).to.be.closeTo(coarse.integral, 1e-9);
    expect(fine.integral).to.be.closeTo(1.6, 1e-9);
  });

  it("removes a constant disturbance from an integrating plant", () => {
    const pid = new Pid(gains);
    let pressure = 90;
    for (let i = 0; i < 2000; i++) pressure += (pid.update(100 - pressure, 0, 0.01, -40, 40) - 3) * 0.01;
    expect(pressure).to.be.closeTo(100, 0.01);
  });
});
