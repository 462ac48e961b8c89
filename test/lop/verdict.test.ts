import { expect } from "chai";
import { Envelope } from "../../firmware/pressure/lop/envelope";
import { EnvelopeFit } from "../../firmware/pressure/lop/envelope-fit";
import { type Heard, verdictOn } from "../../firmware/pressure/lop/verdict";
import { Reason } from "../../firmware/shared/reasons";
import { RandomStream } from "../../sim/random";
import { envelopeOf, fitted, stepsFor, usualLimb } from "./hearing";

const LOP_MMHG = 140;
const PULSES = 8;

/** What a fit says, set by hand. */
class SaidFit extends EnvelopeFit {
  said = { lopMmhg: LOP_MMHG, lopSdMmhg: 3, misfit: 1 };

  override get lopMmhg(): number {
    return this.said.lopMmhg;
  }

  override get lopSdMmhg(): number {
    return this.said.lopSdMmhg;
  }

  override get misfit(): number {
    return this.said.misfit;
  }
}

/** Steps at 100, 110 … mmHg, the largest pulse at 110. */
function heard(said: Partial<SaidFit["said"]> = {}, { strongestMmhg = 2, steps = 6 } = {}): Heard {
  const envelope = new Envelope();
  for (let i = 0; i < steps; i++) envelope.add(100 + 10 * i, i === 1 ? 1 : 0.5, 1);
  const fit = new SaidFit(envelope);
  Object.assign(fit.said, said);
  return { envelope, fit, strongestMmhg };
}

describe("verdict on a search", () => {
  it("SR-055: is 'found' for a good fit within what was heard", () => {
    expect(verdictOn(heard(), PULSES)).to.equal(Reason.lopFound);
  });

  it("SR-055: a pulse below 0.25 mmHg is too weak, one above 8 mmHg is none", () => {
    for (const [strongestMmhg, verdict] of [
      [0, Reason.searchWeakPulse],
      [0.249, Reason.searchWeakPulse],
      [0.25, Reason.lopFound],
      [8, Reason.lopFound],
      [8.01, Reason.searchMovement],
    ] as const) {
      expect(verdictOn(heard({}, { strongestMmhg }), PULSES), `${strongestMmhg}`).to.equal(verdict);
    }
  });

  it("SR-055: fewer than six steps, or than three with a rhythm, tell nothing", () => {
    expect(verdictOn(heard({}, { steps: 5 }), PULSES)).to.equal(Reason.searchFewBeats);
    expect(verdictOn(heard(), 2)).to.equal(Reason.searchFewBeats);
    expect(verdictOn(heard(), 3)).to.equal(Reason.lopFound);
  });

  it("SR-055: a value counts above the largest pulse and up to the highest pressure, and nowhere else", () => {
    for (const [lopMmhg, verdict] of [
      [110, Reason.searchUnclear],
      [110.1, Reason.lopFound],
      [150, Reason.lopFound],
      [150.1, Reason.searchUnclear],
      [Number.NaN, Reason.searchUnclear],
    ] as const) {
      expect(verdictOn(heard({ lopMmhg }), PULSES), `${lopMmhg}`).to.equal(verdict);
    }
  });

  it("SR-055: a value with a large error, or of a poor fit, is no answer", () => {
    for (const [said, verdict] of [
      [{ lopSdMmhg: 7.5 }, Reason.lopFound],
      [{ lopSdMmhg: 7.51 }, Reason.searchUnclear],
      [{ lopSdMmhg: Number.NaN }, Reason.searchUnclear],
      [{ lopSdMmhg: Number.POSITIVE_INFINITY }, Reason.searchUnclear],
      [{ misfit: 8 }, Reason.lopFound],
      [{ misfit: 8.01 }, Reason.searchUnclear],
      [{ misfit: Number.NaN }, Reason.searchUnclear],
    ] as const) {
      expect(verdictOn(heard(said), PULSES), JSON.stringify(said)).to.equal(verdict);
    }
  });

  it("SR-055: the most telling reason comes first", () => {
    const nothing = { lopMmhg: Number.NaN };
    expect(verdictOn(heard(nothing, { strongestMmhg: 0.1, steps: 2 }), 0)).to.equal(Reason.searchWeakPulse);
    expect(verdictOn(heard(nothing, { strongestMmhg: 9, steps: 2 }), 0)).to.equal(Reason.searchMovement);
    expect(verdictOn(heard(nothing, { steps: 2 }), 0)).to.equal(Reason.searchFewBeats);
  });

  it("SR-055: a real fit of a whole envelope is an answer, of half of one or of noise it is not", () => {
    const verdictOf = (envelope: Envelope) => {
      const { fit } = fitted(envelope);
      return verdictOn({ envelope, fit, strongestMmhg: envelope.largestMl }, PULSES);
    };
    const steps = stepsFor(usualLimb);
    expect(verdictOf(envelopeOf(usualLimb, steps))).to.equal(Reason.lopFound);
    expect(verdictOf(envelopeOf(usualLimb, steps.slice(0, 7))), "the flank was not seen").to.equal(
      Reason.searchUnclear,
    );
    const random = new RandomStream(1, "noise");
    const noise = new Envelope();
    for (const mmhg of steps) noise.add(mmhg, random.between(0.3, 1), 0);
    expect(verdictOf(noise)).to.equal(Reason.searchUnclear);
  });
});
