import { expect } from "chai";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import { DAY, MINUTE, type Ready, ready } from "../safety/ready";
import { planOf, set } from "./visit";

const flawed = planOf({ percentLop: 90 });

/** A cuff that is to train by `plan`. */
function training(plan = planOf(), limb: "arm" | "leg" = "arm"): Ready {
  const cuff = ready(undefined, limb);
  cuff.input.order.mode = plan.mode;
  cuff.input.training.plan = plan;
  return cuff;
}

describe("start permit: a plan", () => {
  it("SR-061: is granted without a flaw, and refused with one", () => {
    expect(training().permit.orderObjection(100)).to.equal(Reason.none);
    for (const plan of [flawed, planOf({ sets: [] }), planOf({ name: "" }), planOf({ mode: 9 as Mode })]) {
      expect(training(plan).permit.orderObjection(100)).to.equal(Reason.prescriptionImpossible);
    }
  });

  it("SR-061: is one for this limb", () => {
    const plan = planOf({ mode: Mode.aerobic, sets: [set({ durationS: 900 })] });
    expect(training(plan, "leg").permit.orderObjection(100)).to.equal(Reason.none);
    expect(training(plan, "arm").permit.orderObjection(100)).to.equal(Reason.prescriptionImpossible);
  });

  it("SR-061: is refused where the order has another mode: caps and limits are those of the mode", () => {
    for (const mode of [Mode.free, Mode.aerobic, Mode.passive, Mode.preconditioning]) {
      const { permit, input } = training();
      Object.assign(input.order, { mode, optIn: true });
      expect(permit.orderObjection(100), `${mode}`).to.equal(Reason.prescriptionImpossible);
    }
  });

  it("SR-050, SR-061: without exercise it has to be chosen on purpose, too", () => {
    const bout = set({ durationS: 300, restS: 180, isReleased: true });
    const { permit, input } = training(planOf({ mode: Mode.passive, percentLop: 100, sets: [bout, bout] }));
    expect(permit.orderObjection(150)).to.equal(Reason.notOptedIn);
    input.order.optIn = true;
    expect(permit.orderObjection(150)).to.equal(Reason.none);
  });

  it("SR-061: does not keep a search or a plain hold from anything", () => {
    const search = training(flawed);
    search.input.order.mode = Mode.search;
    expect(search.permit.orderObjection(280)).to.equal(Reason.none);
    const plain = training(flawed);
    plain.input.training.plan = undefined;
    expect(plain.permit.orderObjection(100)).to.equal(Reason.none);
  });

  it("SR-049, SR-061: what speaks against the person or the cuff is said first, what speaks against the pressure last", () => {
    const cuff = training(flawed);
    cuff.situation.isBatteryLow = true;
    expect(cuff.permit.orderObjection(100)).to.equal(Reason.batteryLow);
    cuff.input.linked = false;
    expect(cuff.permit.orderObjection(100)).to.equal(Reason.unlinked);
    expect(training(flawed).permit.orderObjection(500)).to.equal(Reason.prescriptionImpossible);
  });

  it("SR-059, SR-061: in a session the pressure that may be gone to can still be changed, whatever plan comes meanwhile", () => {
    const { permit, situation } = training(flawed);
    situation.isHolding = true;
    expect(permit.orderObjection(100)).to.equal(Reason.none);
    expect(permit.orderObjection(120.1)).to.equal(Reason.setpointTooHigh);
  });
});

describe("start permit: before a session fills the cuff again", () => {
  it("SR-058: nothing speaks against it where all is still well", () => {
    const { permit, situation } = training();
    situation.isHolding = true;
    expect(permit.resumeObjection(100)).to.equal(Reason.none);
  });

  it("SR-049, SR-058: everything that an order needs of the person and the cuff has to hold still", () => {
    for (const [reason, spoil] of [
      [Reason.unlinked, ({ input }) => Object.assign(input, { linked: false })],
      [Reason.personUnknown, ({ input }) => Object.assign(input.order.wearer, { personSlot: 4 })],
      [Reason.wrongLimb, ({ input }) => Object.assign(input.order.wearer, { limb: "leg" })],
      [Reason.notAdult, ({ input }) => Object.assign(input.screening, { isAdult: false })],
      [Reason.screeningMissing, ({ input }) => Object.assign(input.screening, { ageMs: 30 * DAY + 1 })],
      [Reason.screeningMissing, ({ input }) => Object.assign(input.screening, { ageMs: Number.NaN })],
      [Reason.notOptedIn, ({ input }) => Object.assign(input.order, { mode: Mode.passive })],
      [Reason.restrictedTimeUsedUp, ({ account }) => account.restricted.note(0, 0, 30 * MINUTE)],
      [Reason.reperfusionOwed, ({ account }) => Object.assign(account.reperfusion, { owedMs: 1 })],
      [Reason.batteryLow, ({ situation }) => Object.assign(situation, { isBatteryLow: true })],
    ] as const satisfies readonly (readonly [Reason, (cuff: Ready) => unknown])[]) {
      const cuff = training();
      cuff.situation.isHolding = true;
      spoil(cuff);
      expect(cuff.permit.resumeObjection(100), `${reason}`).to.equal(reason);
    }
  });
});
