import { expect } from "chai";
import fc from "fast-check";
import { EnvelopeModel, TRAITS, Trait } from "../../firmware/pressure/lop/envelope-model";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const cuffMmhg = between(35, 280);
const swingMmhg = between(0, 5);
const traits = fc.tuple(
  between(Math.log(0.2), Math.log(5)),
  between(90, 180),
  between(Math.log(25), Math.log(80)),
  between(Math.log(0.7), Math.log(1.25)),
);

/** The pressure across the wall, which is largest at the edges and lowest under the middle, stays within the law's table. */
function isInTable(mmhg: number, swing: number, [, lop = 0, pulse = 0, steepness = 0]: readonly number[]): boolean {
  const diastolic = Math.exp(steepness) * (lop - Math.exp(pulse) - mmhg - swing / 2);
  return Math.exp(steepness) * lop < 235 && diastolic > -79;
}

const model = new EnvelopeModel();

function amplitudeAt(mmhg: number, swing: number, [scale = 0, lop = 0, pulse = 0, steepness = 0]: readonly number[]) {
  model.evaluate(mmhg, swing, Math.exp(scale), lop, Math.exp(pulse), Math.exp(steepness));
  return model.amplitude;
}

describe("envelope model", () => {
  it("its slopes are those of its amplitude", () => {
    fc.assert(
      fc.property(cuffMmhg, swingMmhg, traits, (mmhg, swing, at) => {
        fc.pre(isInTable(mmhg, swing, at));
        const scale = Math.exp(at[Trait.scale]);
        amplitudeAt(mmhg, swing, at);
        const slopes = [...model.slopes];
        for (let trait = 0; trait < TRAITS; trait++) {
          const half = trait === Trait.lop ? 1e-3 : 1e-5;
          const moved = (by: number) => at.map((value, i) => (i === trait ? value + by : value));
          const rise = amplitudeAt(mmhg, swing, moved(half)) - amplitudeAt(mmhg, swing, moved(-half));
          expect(slopes[trait], `${trait}`).to.be.closeTo(rise / (2 * half), 2e-4 * scale);
        }
      }),
    );
  });

  it("a pulse makes the artery larger, never smaller", () => {
    fc.assert(
      fc.property(cuffMmhg, traits, (mmhg, at) => {
        expect(amplitudeAt(mmhg, 0, at)).to.be.above(0);
      }),
    );
  });

  it("a pulse that presses the cuff up leaves less of itself", () => {
    fc.assert(
      fc.property(cuffMmhg, between(0.1, 5), traits, (mmhg, swing, at) => {
        expect(amplitudeAt(mmhg, swing, at)).to.be.below(amplitudeAt(mmhg, 0, at));
      }),
    );
  });

  it("falls most steeply where the cuff is at the occlusion pressure, and is largest below it", () => {
    fc.assert(
      fc.property(traits, (at) => {
        const lopMmhg = at[Trait.lop];
        let [largest, steepest, fall] = [0, 0, 0];
        for (let mmhg = 35; mmhg < 280; mmhg += 0.5) {
          if (amplitudeAt(mmhg, 0, at) > amplitudeAt(largest, 0, at)) largest = mmhg;
          const falls = amplitudeAt(mmhg - 0.5, 0, at) - amplitudeAt(mmhg + 0.5, 0, at);
          if (falls <= fall) continue;
          fall = falls;
          steepest = mmhg;
        }
        expect(steepest).to.be.closeTo(lopMmhg, 5);
        expect(largest).to.be.within(lopMmhg - Math.exp(at[Trait.pulse]) - 10, lopMmhg);
      }),
    );
  });
});
