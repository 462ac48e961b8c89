import { expect } from "chai";
import { ArteryLaw } from "../../firmware/pressure/lop/artery-law";

const LOWEST_MMHG = -80;
const HIGHEST_MMHG = 239;
/** Divides 1 mmHg: a trapezium over it is exact where the slope is straight in between. */
const STEP_MMHG = 0.25;

const law = new ArteryLaw();

function volumeAt(mmhg: number): number {
  law.lookUp(mmhg);
  return law.volume;
}

function slopeAt(mmhg: number): number {
  law.lookUp(mmhg);
  return law.slopePerMmhg;
}

describe("artery law", () => {
  it("its volume is the integral of its slope", () => {
    let volume = 0;
    for (let mmhg = LOWEST_MMHG; mmhg < HIGHEST_MMHG; mmhg += STEP_MMHG) {
      expect(volumeAt(mmhg), `${mmhg}`).to.be.closeTo(volume, 1e-9);
      volume += ((slopeAt(mmhg) + slopeAt(mmhg + STEP_MMHG)) * STEP_MMHG) / 2;
    }
  });

  it("grows with pressure, everywhere between shut and wide open", () => {
    for (let mmhg = LOWEST_MMHG; mmhg < HIGHEST_MMHG; mmhg += STEP_MMHG) {
      expect(volumeAt(mmhg + STEP_MMHG), `${mmhg}`).to.be.above(volumeAt(mmhg));
    }
  });

  it("gives way most easily within 5 mmHg of no pressure across its wall", () => {
    let steepest = LOWEST_MMHG;
    for (let mmhg = LOWEST_MMHG; mmhg <= HIGHEST_MMHG; mmhg += STEP_MMHG) {
      if (slopeAt(mmhg) > slopeAt(steepest)) steepest = mmhg;
    }
    expect(steepest).to.be.within(-5, 5);
  });

  it("is a share of the volume at zero, and shut far below it", () => {
    expect(volumeAt(0)).to.be.closeTo(1, 0.01);
    expect(volumeAt(-60)).to.be.below(0.01);
    expect(slopeAt(-60)).to.be.below(slopeAt(0) / 100);
  });

  it("has the same volume everywhere beyond its table", () => {
    for (const mmhg of [-80.1, -500, Number.NEGATIVE_INFINITY]) expect(volumeAt(mmhg)).to.equal(0);
    for (const mmhg of [319.1, 1000, Number.POSITIVE_INFINITY]) expect(volumeAt(mmhg)).to.equal(volumeAt(319));
  });
});
