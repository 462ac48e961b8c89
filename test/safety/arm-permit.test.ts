import { expect } from "chai";
import { Situation } from "../../firmware/safety/situation";
import { Reason } from "../../firmware/shared/reasons";
import { type Ready, ready } from "./ready";

describe("start permit: an arming press", () => {
  it("SR-045: nothing is taken to be ready before it was looked at", () => {
    const { testing, isStarted, isArmed, isHolding, isVented, isLimbConfirmed, hasZero, reached } = new Situation();
    const flags = [testing, isStarted, isArmed, isHolding, isVented, isLimbConfirmed, hasZero, reached];
    expect(flags).to.deep.equal(flags.map(() => false));
    const { valvesShut, isBatteryLow, isButtonStuck, limbMoves } = new Situation();
    expect([valvesShut, isBatteryLow, isButtonStuck, limbMoves]).to.deep.equal([false, false, false, false]);
  });

  it("SR-045: is granted to a vented, zeroed cuff", () => {
    expect(ready().permit.armObjection()).to.equal(Reason.none);
  });

  it("SR-004, SR-015, SR-039, SR-043, SR-045: is refused for each reason, most fundamental first", () => {
    const spoils: readonly [Reason, (cuff: Ready) => void][] = [
      [Reason.debugBuild, ({ terms }) => Object.assign(terms, { isDebugOnly: true })],
      [Reason.buttonStuck, ({ situation }) => Object.assign(situation, { isButtonStuck: true })],
      [Reason.notZeroed, ({ situation }) => Object.assign(situation, { hasZero: false })],
      [Reason.stillPressurised, ({ situation }) => Object.assign(situation, { isVented: false })],
      [Reason.storeFull, ({ input }) => Object.assign(input, { canKeep: false })],
      [Reason.reperfusionOwed, ({ inflation }) => Object.assign(inflation, { inflatedMs: 1 })],
      [Reason.batteryLow, ({ situation }) => Object.assign(situation, { isBatteryLow: true })],
    ];
    for (let first = 0; first < spoils.length; first++) {
      const alone = ready();
      spoils[first]?.[1](alone);
      expect(alone.permit.armObjection()).to.equal(spoils[first]?.[0]);
      const all = ready();
      for (const [, spoil] of spoils.slice(first)) spoil(all);
      expect(all.permit.armObjection()).to.equal(spoils[first]?.[0]);
    }
  });

  it("SR-004, SR-037: is refused while the limb is owed a rest, which the self-test would break", () => {
    const { permit, account } = ready();
    account.reperfusion.restrict(false);
    expect(permit.armObjection()).to.equal(Reason.reperfusionOwed);
    account.reperfusion.rest(0, 60_000);
    expect(permit.armObjection()).to.equal(Reason.none);
  });
});
