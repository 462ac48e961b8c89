import { expect } from "chai";
import { noOwnLimits } from "../../firmware/safety/caps";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import { DAY, LOP, MINUTE, type Ready, ready } from "./ready";

/** What speaks against an order, most fundamental first: each is named although all that follow hold too. */
const refusals: readonly [Reason, (cuff: Ready) => void][] = [
  [Reason.notArmed, ({ situation }) => Object.assign(situation, { isArmed: false })],
  [Reason.unlinked, ({ input }) => Object.assign(input, { linked: false })],
  [Reason.personUnknown, ({ input }) => Object.assign(input.order.wearer, { personSlot: 4 })],
  [Reason.wrongLimb, ({ input }) => Object.assign(input.order.wearer, { limb: "leg" })],
  [Reason.notAdult, ({ input }) => Object.assign(input.screening, { isAdult: false })],
  [Reason.screeningMissing, ({ input }) => Object.assign(input.screening, { ageMs: 30 * DAY + 1 })],
  [Reason.notOptedIn, ({ input }) => Object.assign(input.order, { mode: Mode.passive })],
  [Reason.restrictedTimeUsedUp, ({ account }) => account.restricted.note(0, 0, 30 * MINUTE)],
  [Reason.reperfusionOwed, ({ account }) => Object.assign(account.reperfusion, { owedMs: 1 })],
  [Reason.batteryLow, ({ situation }) => Object.assign(situation, { isBatteryLow: true })],
  [Reason.lopMissing, ({ lop }) => Object.assign(lop, { reason: Reason.lopMissing })],
];

describe("start permit: an order", () => {
  it("SR-049, SR-050: is granted where nothing speaks against it", () => {
    expect(ready().permit.orderObjection(100)).to.equal(Reason.none);
  });

  it("SR-014, SR-049: is refused for each reason alone", () => {
    for (const [reason, spoil] of refusals) {
      const cuff = ready();
      spoil(cuff);
      expect(cuff.permit.orderObjection(100)).to.equal(reason);
    }
  });

  it("SR-014, SR-049: is refused for the most fundamental of all reasons", () => {
    for (let first = 0; first < refusals.length; first++) {
      const cuff = ready();
      for (const [, spoil] of refusals.slice(first)) spoil(cuff);
      expect(cuff.permit.orderObjection(500)).to.equal(refusals[first]?.[0]);
    }
    const { permit, situation } = ready();
    situation.isArmed = false;
    expect(permit.orderObjection(Number.NaN)).to.equal(Reason.setpointNotANumber);
  });

  it("SR-015, SR-045: says why it is not armed", () => {
    for (const [isStarted, hasZero, reason] of [
      [true, true, Reason.notArmed],
      [true, false, Reason.notArmed],
      [false, true, Reason.stillStarting],
      [false, false, Reason.notZeroed],
    ] as const) {
      const { permit, situation } = ready();
      Object.assign(situation, { isArmed: false, isStarted, hasZero });
      expect(permit.orderObjection(100)).to.equal(reason);
    }
  });

  it("SR-049: screening lasts 30 days, and was given at all", () => {
    const { permit, input } = ready();
    input.screening.ageMs = Number.NaN;
    expect(permit.orderObjection(100)).to.equal(Reason.screeningMissing);
    input.screening.ageMs = 0;
    expect(permit.orderObjection(100)).to.equal(Reason.none);
  });

  it("SR-050: an opt-in mode that was chosen on purpose is granted", () => {
    const { permit, input } = ready();
    Object.assign(input.order, { mode: Mode.passive, optIn: true });
    expect(permit.orderObjection(LOP)).to.equal(Reason.none);
    expect(permit.orderObjection(LOP + 0.1)).to.equal(Reason.setpointTooHigh);
  });

  it("SR-014, SR-050: a set-point lies between 40 and 80 % LOP, own and limb's limits included", () => {
    for (const [wanted, reason] of [
      [120, Reason.none],
      [120.1, Reason.setpointTooHigh],
      [60, Reason.none],
      [59.9, Reason.setpointTooLow],
      [Number.POSITIVE_INFINITY, Reason.setpointTooHigh],
      [-1, Reason.setpointTooLow],
    ] as const) {
      expect(ready().permit.orderObjection(wanted), `${wanted}`).to.equal(reason);
    }
    const own = ready({ ...noOwnLimits, setpointMmhg: 90 });
    expect(own.permit.orderObjection(90)).to.equal(Reason.none);
    expect(own.permit.orderObjection(90.1)).to.equal(Reason.setpointTooHigh);
    const leg = ready(noOwnLimits, "leg");
    leg.lop.mmhg = 300;
    expect(leg.permit.orderObjection(225)).to.equal(Reason.none);
    leg.situation.isLimbConfirmed = false;
    expect(leg.permit.orderObjection(200.1)).to.equal(Reason.setpointTooHigh);
  });

  it("SR-012, SR-014: a hold that goes on is asked for its pressure, not for who may start", () => {
    const cuff = ready();
    cuff.situation.isHolding = true;
    for (const [reason, spoil] of refusals) {
      if (reason !== Reason.notArmed && reason !== Reason.lopMissing && reason !== Reason.wrongLimb) spoil(cuff);
    }
    cuff.input.order.mode = Mode.free;
    expect(cuff.permit.orderObjection(120)).to.equal(Reason.none);
    expect(cuff.permit.orderObjection(120.1)).to.equal(Reason.setpointTooHigh);
  });
});
