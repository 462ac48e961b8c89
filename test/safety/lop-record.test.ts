import { expect } from "chai";
import { LopRecord } from "../../firmware/session/lop-record";
import type { Limb } from "../../firmware/shared/limb";
import { LopEntry, Posture, Side, Wearer } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";

const VALID_MS = 1000;

function entered(mmhg = 150, posture: Posture = Posture.seated) {
  const record = new LopRecord(VALID_MS);
  const entry = new LopEntry();
  Object.assign(entry, { mmhg, sequence: 1 });
  Object.assign(entry.wearer, { limb: "leg", side: Side.right, personSlot: 2, posture });
  record.take(entry, true);
  const wearer = Object.assign(new Wearer(), entry.wearer);
  return { record, entry, wearer };
}

describe("LOP record", () => {
  it("SR-049: nothing entered is missing", () => {
    const record = new LopRecord(VALID_MS);
    expect(record.mmhg).to.be.NaN;
    expect(record.objection(new Wearer())).to.equal(Reason.lopMissing);
  });

  it("SR-049: counts for the same limb, side, person and posture only", () => {
    const { record, wearer } = entered();
    expect(record.mmhg).to.equal(150);
    expect(record.objection(wearer)).to.equal(Reason.none);
    for (const other of [{ limb: "arm" as Limb }, { side: Side.left }, { personSlot: 1 }]) {
      expect(record.objection(Object.assign(new Wearer(), wearer, other))).to.equal(Reason.lopOfAnother);
    }
  });

  it("SR-049: one from a more upright posture is refused, from a less upright one it is not", () => {
    for (const of of Object.values(Posture)) {
      for (const now of Object.values(Posture)) {
        const { record, wearer } = entered(150, of);
        wearer.posture = now;
        expect(record.objection(wearer)).to.equal(of > now ? Reason.lopMoreUpright : Reason.none);
      }
    }
  });

  it("SR-049: an impossible value is refused", () => {
    for (const [mmhg, reason] of [
      [60, Reason.none],
      [400, Reason.none],
      [59.9, Reason.lopImplausible],
      [400.1, Reason.lopImplausible],
      [Number.NaN, Reason.lopImplausible],
    ] as const) {
      const { record, wearer } = entered(mmhg);
      expect(record.objection(wearer), `${mmhg}`).to.equal(reason);
    }
  });

  it("SR-049: expires, and what is disarmed is forgotten", () => {
    const { record, entry, wearer } = entered();
    record.age(VALID_MS);
    expect(record.mmhg).to.equal(150);
    record.age(1);
    expect(record.mmhg).to.be.NaN;
    expect(record.objection(wearer)).to.equal(Reason.lopMissing);
    record.take(entry, true);
    record.age(VALID_MS);
    expect(record.mmhg, "a new entry is young").to.equal(150);
    record.forget();
    expect(record.mmhg).to.be.NaN;
    record.age(1);
    expect(record.mmhg, "and does not come back").to.be.NaN;
  });

  it("SR-049: what came while nothing could be taken does not count, and is remembered as seen", () => {
    const { record, entry } = entered();
    expect(record.sequence).to.equal(1);
    Object.assign(entry, { mmhg: 200, sequence: 2 });
    record.take(entry, false);
    expect([record.mmhg, record.sequence]).to.deep.equal([150, 2]);
    entry.sequence = 3;
    record.take(entry, true);
    expect([record.mmhg, record.sequence]).to.deep.equal([200, 3]);
  });

  it("SR-049: stays as it was entered, whatever becomes of the message", () => {
    const { record, entry, wearer } = entered();
    entry.mmhg = 300;
    entry.wearer.limb = "arm";
    expect(record.mmhg).to.equal(150);
    expect(record.objection(wearer)).to.equal(Reason.none);
  });

  describe("what the cuff has found", () => {
    const found = (mmhg = 170) => {
      const record = new LopRecord(VALID_MS);
      const entry = Object.assign(new LopEntry(), { mmhg });
      Object.assign(entry.wearer, { limb: "leg", side: Side.right, personSlot: 2, posture: Posture.seated });
      record.find(entry);
      return { record, entry, wearer: Object.assign(new Wearer(), entry.wearer) };
    };

    it("SR-056: counts for that person, limb, side and posture", () => {
      const { record, wearer } = found();
      expect(record.mmhg).to.equal(170);
      expect(record.objection(wearer)).to.equal(Reason.none);
      for (const other of [{ limb: "arm" as Limb }, { side: Side.left }, { personSlot: 1 }])
        expect(record.objection(Object.assign(new Wearer(), wearer, other))).to.equal(Reason.lopOfAnother);
      expect(record.objection(Object.assign(new Wearer(), wearer, { posture: Posture.supine }))).to.equal(
        Reason.lopMoreUpright,
      );
    });

    it("SR-056: counts until the cuff is disarmed, or it is too old", () => {
      const { record, entry, wearer } = found();
      record.forget();
      expect(record.mmhg).to.be.NaN;
      expect(record.objection(wearer)).to.equal(Reason.lopMissing);
      record.find(entry);
      record.age(VALID_MS);
      expect(record.mmhg).to.equal(170);
      record.age(1);
      expect(record.mmhg).to.be.NaN;
    });

    it("SR-049, SR-056: gives way to a later entry, and replaces an earlier one", () => {
      const { record, entry } = found();
      record.take(Object.assign(new LopEntry(), { mmhg: 150, sequence: 1 }), true);
      expect(record.mmhg).to.equal(150);
      record.find(entry);
      expect([record.mmhg, record.sequence], "and the same entry is not taken again").to.deep.equal([170, 1]);
    });

    it("SR-056: stays as it was found, whatever becomes of the object that brought it", () => {
      const { record, entry, wearer } = found();
      entry.mmhg = 300;
      entry.wearer.personSlot = 3;
      expect(record.mmhg).to.equal(170);
      expect(record.objection(wearer)).to.equal(Reason.none);
    });
  });
});
