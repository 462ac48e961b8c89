import { expect } from "chai";
import fc from "fast-check";
import { timeLimits } from "../../firmware/safety/limits";
import { RestrictedTime } from "../../firmware/safety/restricted-time";
import { PERSON_SLOTS, Side } from "../../firmware/shared/order";
import { LEDGER_BYTES, Ledger, limbOf } from "../../firmware/storage/ledger";
import { ledgerCodec } from "../../firmware/storage/ledger-codec";
import { expectRefused, expectRobust, LARGEST_PAYLOAD, through } from "./round-trip";
import { openStore, smallFlash } from "./small-store";

const BUCKETS = new Ledger().restrictedTenths.length;

describe("stored ledger", () => {
  it("SR-024: comes back exactly, whatever is in it", () => {
    expect(LEDGER_BYTES).to.be.at.most(LARGEST_PAYLOAD);
    const restrictedMs = fc.array(fc.nat(50 * 60_000), { minLength: BUCKETS, maxLength: BUCKETS });
    const owedMs = fc.array(fc.nat(180_000), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(
        restrictedMs,
        owedMs,
        fc.nat(0xffffffff),
        fc.option(fc.nat(60_000_000)),
        (times, owed, minutes, clock) => {
          const ledger = new Ledger();
          ledger.poweredMinutes = minutes;
          ledger.wallClockMinutes = clock ?? undefined;
          ledger.lockedOut = minutes % 2 === 0;
          ledger.abnormalResetsMs[2] = minutes * 60_000;
          ledger.reperfusionOwedMs.set(owed);
          ledger.sessions.set([minutes & 0xffff, 1, 0xffff, 0]);
          ledger.setRestrictedMs(times);
          expect(through(ledgerCodec, ledger)).to.deep.equal({ state: "found", value: ledger, fellBack: false });
          const restored = new RestrictedTime(undefined).buckets;
          ledger.copyRestrictedMs(restored);
          for (const [i, ms] of times.entries()) expect(restored[i]).to.be.within(ms, ms + 99);
        },
      ),
    );
    expectRobust(ledgerCodec);
  });

  it("SR-024: has a place for every half hour that the restricted time counts", () => {
    expect(BUCKETS).to.equal(new RestrictedTime(undefined).buckets.length);
    expect(new Ledger().reperfusionOwedMs.length).to.equal(limbOf(PERSON_SLOTS - 1, Side.right) + 1);
  });

  it("a session is counted for its slot alone, up to the largest number, and for no slot that does not exist", () => {
    const ledger = new Ledger();
    for (const slot of [2, 2, -1, 4, 1.5, Number.NaN]) ledger.noteSession(slot);
    expect([...ledger.sessions]).to.deep.equal([0, 0, 2, 0]);
    ledger.sessions[0] = 0xffff;
    ledger.noteSession(0);
    expect(ledger.sessions[0]).to.equal(0xffff);
  });

  it("SR-024: time that is no number or more than plausible is kept as the most, not refused", () => {
    const ledger = new Ledger();
    ledger.setRestrictedMs(new Array(BUCKETS).fill(Number.NaN).fill(9e9, 100));
    expect(ledgerCodec.isPlausible(ledger)).to.equal(true);
    const most = timeLimits.restricted.value / 100;
    for (const i of [0, 99, 100, BUCKETS - 1]) expect(ledger.restrictedTenths[i]).to.be.at.least(most);
  });

  const spoilt: readonly [string, (ledger: Ledger) => void][] = [
    ["an hour in a half hour", (ledger) => ledger.restrictedTenths.fill(36_000, 7, 8)],
    ["more owed than the rules ask", (ledger) => ledger.reperfusionOwedMs.fill(180_001, 3, 4)],
    ["a reset that lies ahead", (ledger) => ledger.abnormalResetsMs.fill(60_001, 0, 1)],
    ["a reset before the beginning", (ledger) => ledger.abnormalResetsMs.fill(-1, 0, 1)],
    ["half a millisecond", (ledger) => ledger.abnormalResetsMs.fill(0.5, 0, 1)],
    ["a clock of the next century", (ledger) => Object.assign(ledger, { wallClockMinutes: 70_000_000 })],
  ];
  for (const [name, spoil] of spoilt) {
    it(`SR-024: ${name} is refused`, () => {
      const ledger = new Ledger();
      spoil(ledger);
      expectRefused(ledgerCodec, ledger, name);
    });
  }

  it("SR-024: powered minutes that are no count are not stored", () => {
    for (const poweredMinutes of [-1, 0.5, Number.NaN, 2 ** 32]) {
      const ledger = Object.assign(new Ledger(), { poweredMinutes });
      expect(openStore(smallFlash()).save(ledgerCodec, ledger)).to.equal("implausible");
    }
  });
});
