import { expect } from "chai";
import { LINE, pumpNames, usualBuild } from "../../bench/control/builds";
import { measureMisbelief } from "../../bench/control/misbelief";
import { type Protocol, usualMovement, usualProtocol } from "../../bench/control/protocol";
import { type RegulatedFigures, runRegulated } from "../../bench/control/regulated";
import { mean, measureSessions } from "../../bench/control/sessions";
import { type Hold, holdScenario } from "../../bench/control/static-hold";
import { measureInflation, measureStep } from "../../bench/control/transients";
import { measureHold } from "../../bench/hold";

/** Hearts and movements that neither the tuning nor the bench has seen. */
const SEEDS = [201, 202];
const CADENCES_HZ = [1 / 3, 0.5];

/** The leg press at 80 % of LOP whose swing in a sealed cuff is 21 % of LOP. */
const legPresses: readonly Protocol[] = CADENCES_HZ.flatMap((cadenceHz) =>
  SEEDS.map((seed) => ({ ...usualProtocol, seed, movement: { ...usualMovement, cadenceHz } })),
);

const holds: readonly Hold[] = SEEDS.map((seed) => ({ ...usualProtocol, seed }));

describe("regulation, big pump on an 11 cm thigh cuff", () => {
  let runs: RegulatedFigures[];

  before(() => {
    runs = legPresses.map((protocol) => runRegulated(protocol));
  });

  function meanOf(of: (run: RegulatedFigures) => number): number {
    return mean(runs.map(of));
  }

  it("keeps 99 % of a leg press within ±10 % and 99.5 % of its rests within ±5 %", () => {
    expect(meanOf((run) => run.exerciseInBandPercent)).to.be.at.least(99);
    expect(meanOf((run) => run.restInBandPercent)).to.be.at.least(99.5);
  });

  it("keeps the peaks of a leg press at most 88 and its valleys at least 74 % LOP, and never passes LOP", () => {
    expect(meanOf((run) => run.peakPercentLop)).to.be.at.most(88);
    expect(meanOf((run) => run.valleyPercentLop)).to.be.at.least(74);
    for (const { highestPercentLop } of runs) expect(highestPercentLop).to.be.at.most(100);
  });

  it("is back within ±15 mmHg a second after a sudden movement of 40 mmHg", () => {
    for (const hold of holds) {
      for (const mmhg of [40, -40]) {
        const { recoveryS } = measureStep(hold, mmhg);
        expect(recoveryS ?? Number.NaN, `${mmhg} mmHg, seed ${hold.seed}`).to.be.at.most(1);
      }
    }
  });

  it("loses at most 2 points of exercise by errors of 30 % in every parameter", () => {
    const noOptimum = () => ({ exerciseInBandPercent: Number.NaN });
    const lost = CADENCES_HZ.flatMap((cadenceHz) => {
      const protocol = { ...usualProtocol, seed: 201, movement: { ...usualMovement, cadenceHz } };
      return measureMisbelief(protocol, 3, noOptimum).map((row) => row.enlightenedPercent - row.inBandPercent);
    });
    expect(mean(lost)).to.be.at.most(2);
  });
});

describe("regulation", () => {
  it("inflates an 11 cm thigh cuff in at most 1.1 times what each pump needs, with at most 2 mmHg overshoot", () => {
    for (const pump of pumpNames) {
      for (const seed of SEEDS) {
        const { ratio, overshootMmhg } = measureInflation({ ...usualProtocol, pump, seed });
        expect(ratio ?? Number.NaN, `${pump}, seed ${seed}`).to.be.at.most(1.1);
        expect(overshootMmhg, `${pump}, seed ${seed}`).to.be.at.most(2);
      }
    }
  });

  it("holds within 0.5 mmHg RMS once most of the creep is over", () => {
    for (const build of [usualBuild("arm", "kpm27c"), usualBuild("thigh11", "big")]) {
      for (const seed of SEEDS) {
        const { creptRmsMmhg } = measureHold(holdScenario({ ...usualProtocol, ...build, line: LINE }, 200), seed);
        expect(creptRmsMmhg, `${build.cuff}, seed ${seed}`).to.be.at.most(0.5);
      }
    }
  });

  it("reaches 95 % of what any controller could do in a fast leg press with the middle pump on a thigh", () => {
    const fast = legPresses.filter(({ movement }) => movement.cadenceHz === 0.5);
    const protocols = fast.map((protocol): Protocol => ({ ...protocol, pump: "kpm27c" }));
    expect(measureSessions(protocols).sharePercent).to.be.at.least(95);
  });
});
