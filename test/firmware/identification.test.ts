import { expect } from "chai";
import fc from "fast-check";
import { Identification } from "../../firmware/pressure/identification";

const factor = fc.double({ min: 0.55, max: 1.85, noNaN: true });

/** A cuff whose pump and valve really work `pump` and `bleed` times as fast as the data sheets say. */
class Cuff {
  readonly known = new Identification();
  mmhg = 20;

  constructor(
    readonly pump: number,
    readonly bleed: number,
  ) {}

  /** Pumps and bleeds what the data sheets call these many mmHg; the reckoning already uses what is known. */
  step(pumpedMmhg: number, bledMmhg: number): void {
    this.mmhg += pumpedMmhg * this.pump - bledMmhg * this.bleed;
    this.known.note(pumpedMmhg * this.known.pumpFactor, bledMmhg * this.known.bleedFactor);
  }

  learn(limbMoved = false): void {
    if (this.known.ripe) this.known.learn(this.mmhg, limbMoved);
  }
}

describe("identification", () => {
  it("knows the pump after the first inflation, and takes the valve to share its volume until it was seen at work", () => {
    fc.assert(
      fc.property(factor, factor, (pump, bleed) => {
        const cuff = new Cuff(pump, bleed);
        cuff.known.begin(cuff.mmhg);
        for (let i = 0; i < 150; i++) {
          cuff.step(1, 0);
          cuff.learn();
        }
        expect(cuff.known.pumpFactor).to.be.closeTo(pump, 0.03 * pump);
        expect(cuff.known.bleedFactor).to.equal(cuff.known.pumpFactor);
      }),
    );
  });

  it("finds the valve too, from sets in which what was let out had to be pumped back", () => {
    fc.assert(
      fc.property(factor, factor, (pump, bleed) => {
        const cuff = new Cuff(pump, bleed);
        cuff.known.begin(cuff.mmhg);
        for (let i = 0; i < 150; i++) {
          cuff.step(1, 0);
          cuff.learn();
        }
        for (let repetition = 0; repetition < 30; repetition++) {
          const out = 20 / bleed;
          for (let i = 0; i < 20; i++) cuff.step(0, out / 20);
          for (let i = 0; i < 20; i++) cuff.step(20 / pump / 20, 0);
          cuff.learn(true);
        }
        // The ratio of the two is what a repetition tells.
        const ratio = cuff.known.bleedFactor / cuff.known.pumpFactor;
        expect(ratio).to.be.closeTo(bleed / pump, (0.1 * bleed) / pump);
      }),
    );
  });

  it("is not moved by a heartbeat, and never leaves what parts can be", () => {
    const known = new Identification();
    known.begin(100);
    known.note(3, 0);
    expect(known.ripe).to.equal(false);
    fc.assert(
      fc.property(fc.array(fc.double({ min: -300, max: 300, noNaN: true }), { minLength: 1 }), (surprises) => {
        for (const surprise of surprises) {
          known.begin(100);
          known.note(20, 15);
          known.learn(100 + surprise, surprise > 0);
          expect(known.pumpFactor).to.be.within(0.4, 2.5);
          expect(known.bleedFactor).to.be.within(0.4, 2.5);
        }
      }),
    );
  });

  it("learns nothing from a window that was given up", () => {
    const known = new Identification();
    known.begin(100);
    known.note(30, 0);
    known.abandon();
    expect(known.ripe).to.equal(false);
  });
});
