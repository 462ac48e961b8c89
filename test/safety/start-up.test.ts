import { expect } from "chai";
import { StartUp } from "../../firmware/safety/start-up";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf } from "./scene";

const judging = (startUp: StartUp, tripped: boolean, ms = 5000) => firstOf(ms, 10, () => startUp.judge(tripped, 10));

function proven(): StartUp {
  const startUp = new StartUp();
  startUp.judge(true, 10);
  startUp.judge(false, 10);
  return startUp;
}

describe("start-up", () => {
  it("SR-007, SR-045: the dead-man has to trip unfed, is forgiven once, and has to come back", () => {
    const startUp = new StartUp();
    const state = () => [startUp.clearTestTrip, startUp.isProven];
    expect(judging(startUp, false, 300)[0]).to.equal(Reason.none);
    expect(state()).to.deep.equal([false, false]);
    expect(startUp.judge(true, 10)).to.equal(Reason.none);
    expect(state()).to.deep.equal([true, false]);
    expect(startUp.judge(true, 10)).to.equal(Reason.none);
    expect(state()).to.deep.equal([true, false]);
    expect(startUp.judge(false, 10)).to.equal(Reason.none);
    expect(state()).to.deep.equal([false, true]);
    expect(judging(startUp, false)[0], "and is well from then on").to.equal(Reason.none);
  });

  it("SR-007: one that does not trip, or does not come back, within 1 s is unproven", () => {
    expect(judging(new StartUp(), false)).to.deep.equal([Reason.deadManUnproven, 1000]);
    expect(judging(new StartUp(), true)).to.deep.equal([Reason.deadManUnproven, 1000]);
    const late = new StartUp();
    judging(late, false, 500);
    expect(judging(late, true), "both together").to.deep.equal([Reason.deadManUnproven, 500]);
  });

  it("SR-007: any trip after the proof is a fault, and is not forgiven", () => {
    const startUp = proven();
    expect(startUp.judge(true, 10)).to.equal(Reason.deadManTripped);
    expect(startUp.clearTestTrip).to.equal(false);
  });
});
