import { expect } from "chai";
import type { ActuatorReach } from "../../firmware/pressure/actuator-reach";
import { Regulator } from "../../firmware/pressure/regulator";

const STEP_S = 0.02;
const SHEET_MMHG_PER_S = 30;

/** A cuff without heart, creep or lag, whose pump is `real` times as fast as its data sheet says. */
class IdealCuff implements ActuatorReach {
  cuffMmhg = 20;
  slopeMmhgPerS = 0;
  coastMmhg = 0;
  upMmhgPerS = SHEET_MMHG_PER_S;
  downMmhgPerS = SHEET_MMHG_PER_S;
  pumpedMmhgPerS = 0;
  bledMmhgPerS = 0;
  deliveredMmhgPerS = 0;
  #known = 1;

  constructor(public real: number) {}

  correct(pumpFactor: number, bleedFactor: number): void {
    this.#known = pumpFactor;
    this.upMmhgPerS = SHEET_MMHG_PER_S * pumpFactor;
    this.downMmhgPerS = SHEET_MMHG_PER_S * bleedFactor;
  }

  move(rateMmhgPerS: number): void {
    this.pumpedMmhgPerS = Math.max(0, rateMmhgPerS);
    this.bledMmhgPerS = Math.max(0, -rateMmhgPerS);
    this.deliveredMmhgPerS = rateMmhgPerS;
    this.slopeMmhgPerS = (rateMmhgPerS * this.real) / this.#known;
    this.cuffMmhg += this.slopeMmhgPerS * STEP_S;
  }
}

describe("regulator", () => {
  it("learns afresh from every inflation, to the same set-point too", () => {
    const cuff = new IdealCuff(1);
    const regulator = new Regulator(cuff, cuff);
    for (const real of [1, 0.6, 1.5]) {
      cuff.real = real;
      cuff.cuffMmhg = 20;
      for (let i = 0; i < 1000; i++) cuff.move(regulator.rateFor(120, STEP_S));
      expect(cuff.cuffMmhg, `${real}`).to.be.closeTo(120, 2);
      expect(regulator.volumeFactor, `${real}`).to.be.closeTo(1 / real, 0.15 / real);
      regulator.restart();
    }
  });
});
