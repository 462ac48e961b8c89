import { expect } from "chai";
import { isKnown, LimbAccount } from "../../firmware/safety/limb-account";
import { Mode, type Side, Wearer } from "../../firmware/shared/order";

const MINUTE = 60_000;

function wearerOf(personSlot: number, side: number): Wearer {
  return Object.assign(new Wearer(), { personSlot, side: side as Side });
}

describe("limb account", () => {
  it("SR-038: all time above 15 mmHg is restricted time, held or not, and so is a pressure nobody knows", () => {
    const account = new LimbAccount(0, undefined);
    const wearer = wearerOf(2, 1);
    for (const mmhg of [15.1, 200, Number.NaN]) account.note(wearer, mmhg, true, undefined, 1000);
    expect(account.restricted.totalMs(2, 1)).to.equal(3000);
    for (const mmhg of [15, 0, -3]) account.note(wearer, mmhg, false, Mode.free, 1000);
    expect(account.restricted.totalMs(2, 1)).to.equal(3000);
  });

  it("SR-038: half an hour uses the limb up, and only this limb; 12 h give it back", () => {
    const account = new LimbAccount(0, undefined);
    account.note(wearerOf(0, 0), 100, false, Mode.free, 30 * MINUTE);
    expect(account.isUsedUp(wearerOf(0, 0))).to.equal(true);
    expect(account.isUsedUp(wearerOf(0, 1))).to.equal(false);
    expect(account.isUsedUp(wearerOf(1, 0))).to.equal(false);
    account.note(wearerOf(0, 0), 0, true, undefined, 13 * 60 * MINUTE);
    expect(account.isUsedUp(wearerOf(0, 0))).to.equal(false);
  });

  it("SR-037: a hold and a search owe a minute, a passive bout and a cap three", () => {
    for (const [mode, owed] of [
      [Mode.free, 60_000],
      [Mode.resistance, 60_000],
      [Mode.aerobic, 60_000],
      [Mode.passive, 180_000],
      [Mode.preconditioning, 180_000],
      [Mode.search, 60_000],
      [undefined, 0],
    ] as const) {
      const account = new LimbAccount(0, undefined);
      account.note(wearerOf(0, 0), 15.1, false, mode, 10);
      expect(account.reperfusion.owedMs, `${mode}`).to.equal(owed);
      account.noteCap();
      expect(account.reperfusion.owedMs).to.equal(180_000);
    }
  });

  it("SR-037: a hold that has not passed 15 mmHg owes nothing", () => {
    const account = new LimbAccount(0, undefined);
    account.note(wearerOf(0, 0), 15, false, Mode.free, 10);
    expect(account.reperfusion.owedMs).to.equal(0);
  });

  it("SR-037: rest counts only below 10 mmHg with the valves open", () => {
    const account = new LimbAccount(60_000, undefined);
    account.note(wearerOf(0, 0), 0, false, undefined, 1000);
    account.note(wearerOf(0, 0), 10, true, undefined, 1000);
    account.note(wearerOf(0, 0), Number.NaN, true, undefined, 1000);
    expect(account.reperfusion.owedMs).to.equal(60_000);
    account.note(wearerOf(0, 0), 9, true, undefined, 1000);
    expect(account.reperfusion.owedMs).to.equal(59_000);
  });

  describe("what may follow", () => {
    const wearer = wearerOf(0, 0);
    const modes = Object.values(Mode);
    const inflated = (account: LimbAccount, held: Mode) => account.note(wearer, 100, false, held, 1000);
    const rest = (account: LimbAccount, ms: number) => account.note(wearer, 0, true, undefined, ms);
    const expectOwed = (account: LimbAccount, hold: boolean, search: boolean) => {
      for (const mode of modes)
        expect(account.owesRestBefore(mode), `${mode}`).to.equal(mode === Mode.search ? search : hold);
    };

    it("SR-056: after a search alone a hold at once, another search after a minute", () => {
      const account = new LimbAccount(0, undefined);
      inflated(account, Mode.search);
      inflated(account, Mode.search);
      expect(account.reperfusion.owedMs).to.equal(60_000);
      expectOwed(account, false, true);
      rest(account, 59_990);
      expectOwed(account, false, true);
      rest(account, 10);
      expectOwed(account, false, false);
    });

    it("SR-037: after a hold, and so after a search and a hold, neither before the rest", () => {
      for (const held of modes) {
        if (held === Mode.search) continue;
        for (const before of [[], [Mode.search]]) {
          const account = new LimbAccount(0, undefined);
          for (const mode of [...before, held]) inflated(account, mode);
          expectOwed(account, true, true);
          rest(account, 180_000);
          expectOwed(account, false, false);
        }
      }
    });

    it("SR-037: after a cap neither, and a search does not pay what a hold has run up", () => {
      const capped = new LimbAccount(0, undefined);
      inflated(capped, Mode.search);
      capped.noteCap();
      expectOwed(capped, true, true);
      const mixed = new LimbAccount(0, undefined);
      inflated(mixed, Mode.free);
      rest(mixed, 30_000);
      inflated(mixed, Mode.search);
      expectOwed(mixed, true, true);
    });

    it("SR-037, SR-056: what was owed when the power went is taken for a hold's", () => {
      const before = new LimbAccount(0, undefined);
      inflated(before, Mode.search);
      expectOwed(new LimbAccount(before.reperfusion.owedMs, before.restricted.buckets), true, true);
    });

    it("SR-056: a search that comes after the rest is one alone again", () => {
      const account = new LimbAccount(0, undefined);
      inflated(account, Mode.free);
      rest(account, 60_000);
      inflated(account, Mode.search);
      expectOwed(account, false, true);
    });
  });

  it("SR-037, SR-038: goes on after a restart where it was", () => {
    const before = new LimbAccount(0, undefined);
    before.note(wearerOf(1, 1), 100, false, Mode.free, 5000);
    const after = new LimbAccount(before.reperfusion.owedMs, before.restricted.buckets);
    expect(after.reperfusion.owedMs).to.equal(60_000);
    expect(after.restricted.totalMs(1, 1)).to.equal(5000);
  });

  it("SR-049: knows four person slots and two sides, and nobody else is written down", () => {
    for (const slot of [0, 3]) for (const side of [0, 1]) expect(isKnown(wearerOf(slot, side))).to.equal(true);
    for (const slot of [-1, 4, 0.5, Number.NaN]) expect(isKnown(wearerOf(slot, 0)), `${slot}`).to.equal(false);
    for (const side of [-1, 2, 0.5, Number.NaN]) expect(isKnown(wearerOf(0, side)), `${side}`).to.equal(false);
    const account = new LimbAccount(0, undefined);
    account.note(wearerOf(0, 2), 100, false, Mode.free, 1000);
    expect(account.restricted.buckets.every((ms) => ms === 0)).to.equal(true);
    expect(account.reperfusion.owedMs).to.equal(60_000);
  });
});
