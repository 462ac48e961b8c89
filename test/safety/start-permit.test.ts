import { expect } from "chai";
import { firstBuild } from "../../firmware/parts/builds";
import { cuffs } from "../../firmware/parts/cuffs";
import { type PumpName, pumps } from "../../firmware/parts/pumps";
import { noOwnLimits } from "../../firmware/safety/caps";
import { StartPermit } from "../../firmware/safety/start-permit";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import { DAY, LOP, MINUTE, type Ready, ready } from "./ready";

/** What speaks against an order, most fundamental first: each is named although all that follow hold too. */
const refusals: readonly [Reason, (cuff: Ready) => void][] = [
  [Reason.debugBuild, ({ terms }) => Object.assign(terms, { isDebugOnly: true })],
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
    const stillCounts: readonly Reason[] = [Reason.debugBuild, Reason.notArmed, Reason.lopMissing, Reason.wrongLimb];
    cuff.situation.isHolding = true;
    for (const [reason, spoil] of refusals) {
      if (!stillCounts.includes(reason)) spoil(cuff);
    }
    cuff.input.order.mode = Mode.free;
    expect(cuff.permit.orderObjection(120)).to.equal(Reason.none);
    expect(cuff.permit.orderObjection(120.1)).to.equal(Reason.setpointTooHigh);
  });
});

describe("start permit: a search", () => {
  const seeking = () => {
    const cuff = ready();
    cuff.input.order.mode = Mode.search;
    return cuff;
  };

  it("SR-014, SR-054: needs no LOP, and its ceiling lies between 150 and 280 mmHg", () => {
    for (const [ceiling, reason] of [
      [280, Reason.none],
      [280.1, Reason.setpointTooHigh],
      [Number.POSITIVE_INFINITY, Reason.setpointTooHigh],
      [150, Reason.none],
      [149.9, Reason.setpointTooLow],
      [-1, Reason.setpointTooLow],
      [Number.NaN, Reason.setpointNotANumber],
    ] as const) {
      const { permit, lop } = seeking();
      lop.reason = Reason.lopMissing;
      lop.mmhg = Number.NaN;
      expect(permit.orderObjection(ceiling), `${ceiling}`).to.equal(reason);
    }
  });

  it("SR-049, SR-054: is refused for everything else that speaks against a hold", () => {
    for (const [reason, spoil] of refusals) {
      if (reason === Reason.notOptedIn || reason === Reason.lopMissing) continue;
      const cuff = seeking();
      spoil(cuff);
      expect(cuff.permit.orderObjection(280)).to.equal(reason);
    }
  });

  it("SR-054: is refused where the pump takes more than 40 s to a usual LOP", () => {
    for (const [pump, cuff, reason] of [
      ["zr370", "thigh18", Reason.searchPumpTooSlow],
      ["zr370", "thigh11", Reason.searchPumpTooSlow],
      ["zr370", "arm", Reason.none],
      ["kpm27c", "thigh18", Reason.none],
      ["big", "thigh18", Reason.none],
    ] as const satisfies readonly (readonly [PumpName, keyof typeof cuffs, Reason])[]) {
      const { terms, situation, lop, account, inflation, input } = ready(noOwnLimits, cuffs[cuff].limb);
      const config = { ...firstBuild, cuff: cuffs[cuff], pump: pumps[pump] };
      const permit = new StartPermit(config, terms, situation, lop, account, inflation);
      permit.input = input;
      input.order.mode = Mode.search;
      expect(permit.orderObjection(280), `${pump} ${cuff}`).to.equal(reason);
      input.order.mode = Mode.free;
      expect(permit.orderObjection(100), "a hold may take its time").to.equal(Reason.none);
    }
  });

  it("SR-037, SR-056: is refused while the limb is owed any rest; a hold is not after a search alone", () => {
    for (const [held, hold] of [
      [Mode.search, Reason.none],
      [Mode.free, Reason.reperfusionOwed],
      [Mode.passive, Reason.reperfusionOwed],
    ] as const) {
      const { permit, account, input } = ready();
      account.note(input.order.wearer, 100, false, held, 10);
      expect(permit.orderObjection(100), `${held}`).to.equal(hold);
      input.order.mode = Mode.search;
      expect(permit.orderObjection(280), `${held}`).to.equal(Reason.reperfusionOwed);
      account.note(input.order.wearer, 0, true, undefined, 180_000);
      expect(permit.orderObjection(280)).to.equal(Reason.none);
    }
  });

  it("SR-054: its ceiling does not become the set-point of a hold, nor a hold a search", () => {
    const search = seeking();
    Object.assign(search.situation, { isHolding: true, isSeeking: true });
    for (const mode of Object.values(Mode)) {
      search.input.order.mode = mode;
      for (const mmhg of [100, 200, 280]) expect(search.permit.orderObjection(mmhg)).to.equal(Reason.searchMixed);
    }
    const hold = seeking();
    hold.situation.isHolding = true;
    for (const mmhg of [100, 280]) expect(hold.permit.orderObjection(mmhg)).to.equal(Reason.searchMixed);
  });

  it("SR-004: a bout without exercise waits until the inflation of the search has ended; others need not", () => {
    for (const [mode, expected] of [
      [Mode.passive, Reason.reperfusionOwed],
      [Mode.preconditioning, Reason.reperfusionOwed],
      [Mode.resistance, Reason.none],
      [Mode.aerobic, Reason.none],
      [Mode.free, Reason.none],
    ] as const) {
      const { permit, input, inflation } = ready();
      Object.assign(input.order, { mode, optIn: true });
      inflation.inflatedMs = 1;
      expect(permit.orderObjection(100), `${mode}`).to.equal(expected);
      inflation.inflatedMs = 0;
      expect(permit.orderObjection(100), `${mode}, ended`).to.equal(Reason.none);
    }
  });
});
