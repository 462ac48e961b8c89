import { expect } from "chai";
import fc from "fast-check";
import { isFault, Reason } from "../../firmware/shared/reasons";
import { Supervised } from "./supervised";

describe("supervisor", () => {
  it("SR-008: a fault from before the first tick is latched", () => {
    const cuff = new Supervised(Reason.lockedOut);
    expect(cuff.tick()).to.equal(Reason.lockedOut);
    expect(cuff.supervisor.alarm(Reason.none)).to.equal(Reason.lockedOut);
    cuff.mmhg = 330;
    expect(cuff.tick()).to.equal(Reason.lockedOut);
  });

  it("SR-008: a latched fault never clears, whatever happens", () => {
    const happenings = fc.array(
      fc.record({
        mmhg: fc.integer({ min: -20, max: 350 }),
        ms: fc.integer({ min: -50, max: 400 }),
        down: fc.boolean(),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(happenings, (list) => {
        const cuff = new Supervised();
        let fault: Reason = Reason.none;
        for (const { mmhg, ms, down } of list) {
          cuff.mmhg = mmhg;
          cuff.button.isDown = down;
          const reason = cuff.tick(ms);
          if (fault !== Reason.none) expect(reason).to.equal(fault);
          else if (isFault(reason)) fault = reason;
          if (fault !== Reason.none) expect(cuff.gate(reason).railAlive).to.equal(false);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("SR-025: while flash is being erased at the start, late ticks are no fault and nothing is proven", () => {
    const cuff = new Supervised(Reason.none, false);
    cuff.input.isTidying = true;
    for (let i = 0; i < 30; i++) expect(cuff.tick(900)).to.equal(Reason.none);
    expect(cuff.gate(Reason.none)).to.include({ proven: false, railAlive: false });
    cuff.input.isTidying = false;
    expect(cuff.first(5000)).to.deep.equal([Reason.deadManUnproven, 1000]);
    const late = new Supervised();
    late.input.isTidying = true;
    expect(late.tick(900), "once proven there is no such excuse").to.equal(Reason.ticksLate);
  });

  it("SR-025: transducers that cannot be fresh between two erases are not held against each other; later they are", () => {
    const disagreeing = (isTidying: boolean, isProven: boolean) => {
      const cuff = new Supervised(Reason.none, isProven);
      cuff.input.isTidying = isTidying;
      cuff.scene.second.isStale = true;
      let reason: Reason = Reason.none;
      for (let ms = 0; ms < 5000 && reason === Reason.none; ms += 10) reason = cuff.tick();
      return reason;
    };
    expect(disagreeing(true, false)).to.equal(Reason.none);
    const told = [disagreeing(true, true), disagreeing(false, true)];
    for (const reason of told) expect(reason).to.equal(Reason.transducersDisagree);
  });

  it("SR-002, SR-003: what is judged first is named", () => {
    const cuff = () => new Supervised().hold();
    const over = cuff();
    over.mmhg = 330;
    expect(over.tick()).to.equal(Reason.overPressure);
    for (const mmhg of [Number.NaN, Number.NEGATIVE_INFINITY]) {
      expect(cuff().judge(mmhg)).to.equal(Reason.transducerInvalid);
    }
    for (const doubt of [Reason.transducerStale, Reason.transducerInvalid]) {
      const doubted = cuff();
      doubted.scene.pressure.doubt = doubt;
      expect(doubted.tick(59)).to.equal(doubt);
    }
    expect(cuff().tick(-10)).to.equal(Reason.clockJumped);
    const jumped = cuff();
    jumped.first(500);
    jumped.mmhg = 140;
    jumped.tick();
    expect(jumped.tick()).to.equal(Reason.transducerJumped);
    const open = cuff();
    open.scene.situation.valvesShut = false;
    expect(open.first(5000)[0], "the air").to.equal(Reason.ventBlocked);
  });

  it("SR-003, SR-041: after a tick of 60 ms or more no sample can be fresh; the next one decides", () => {
    const cuff = new Supervised().hold();
    cuff.scene.pressure.doubt = Reason.transducerStale;
    expect(cuff.tick(60)).to.equal(Reason.none);
    expect(cuff.tick()).to.equal(Reason.transducerStale);
    const late = new Supervised().hold();
    late.scene.pressure.doubt = Reason.transducerStale;
    expect(late.tick(201)).to.equal(Reason.ticksLate);
    const invalid = new Supervised().hold();
    invalid.scene.pressure.doubt = Reason.transducerInvalid;
    expect(invalid.tick(60)).to.equal(Reason.transducerInvalid);
  });

  it("SR-013: the button stops whatever is the case; only a fault is told before it", () => {
    const cuff = new Supervised();
    cuff.button.isDown = true;
    expect(cuff.tick()).to.equal(Reason.buttonPressed);
    cuff.hold();
    cuff.scene.situation.limbMoves = false;
    cuff.input.linked = false;
    cuff.button.isDown = true;
    expect(cuff.first(31_000, () => expect(cuff.tick()).to.equal(Reason.buttonPressed))[0]).to.equal(
      Reason.buttonPressed,
    );
    cuff.mmhg = 330;
    expect(cuff.tick()).to.equal(Reason.overPressure);
  });
});
