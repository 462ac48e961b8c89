import { expect } from "chai";
import { Flaw, flawOf } from "../../firmware/safety/prescription-check";
import { Reason } from "../../firmware/shared/reasons";
import { Deed, Part, StepOf } from "../../firmware/shared/training";
import { ready } from "../safety/ready";
import { LOP, planOf, set, Visit } from "./visit";

/** Where a session could be talked into more than it may. */
describe("limits of a session", () => {
  it("SR-058: before a session fills the cuff again, the LOP still has to count for this person, limb, side and posture", () => {
    for (const reason of [Reason.lopOfAnother, Reason.lopMissing, Reason.lopMoreUpright]) {
      const { permit, situation, lop } = ready();
      situation.isHolding = true;
      lop.reason = reason;
      expect(permit.resumeObjection(100), `${reason}`).to.equal(reason);
    }
  });

  it("SR-059: nobody raises a first session beyond 50 % LOP", () => {
    const visit = new Visit().begin(planOf(), { sessionsBefore: 0 });
    expect(visit.ask(Deed.raise)).to.equal(Reason.setpointTooHigh);
    expect(visit.targetMmhg).to.be.at.most(0.5 * LOP);
  });

  it("SR-059: a number of sessions that is none counts as the first", () => {
    for (const sessionsBefore of [Number.NaN, -1]) {
      const visit = new Visit().begin(planOf({ percentPerSession: 20 }), { sessionsBefore });
      expect(visit.targetMmhg, `${sessionsBefore}`).to.be.at.most(0.5 * LOP);
    }
  });

  it("SR-060: two steps of 5 % LOP down from 50 % LOP come to 40 %, whatever the LOP", () => {
    for (let lopMmhg = 60; lopMmhg <= 300; lopMmhg++) {
      const plan = planOf({ percentLop: 50, fromPercentLop: 50 });
      const visit = new Visit().begin(plan, { lopMmhg, grantedMmhg: 0.8 * lopMmhg });
      for (let i = 0; i < 2; i++) visit.ask(Deed.lower, StepOf.fivePercent);
      expect(visit.part, `LOP ${lopMmhg}`).to.equal(Part.working);
      expect(visit.targetMmhg).to.be.closeTo(0.4 * lopMmhg, 1e-9);
    }
  });

  it("SR-061: the rest after the last set does not count as restricted time", () => {
    const open = set({ durationS: 600, restS: 60, isReleased: true });
    const sets = [open, open, set({ durationS: 600, restS: 30 })];
    expect(flawOf(planOf({ sets }), "leg")).to.equal(Flaw.none);
  });

  it("SR-036: reconnecting for a moment again and again does not refresh the 30 s of an open rest", () => {
    const open = set({ durationS: 20, restS: 600, isReleased: true });
    const visit = new Visit().begin(planOf({ sets: [open, open] }));
    visit.until(Part.released);
    for (let i = 0; i < 4; i++) {
      visit.gym.linked = false;
      visit.run(29_000);
      visit.gym.linked = true;
      visit.run(20);
    }
    expect(visit.outcome).to.equal(Reason.linkLost);
  });
});
