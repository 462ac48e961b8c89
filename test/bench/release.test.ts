import { expect } from "chai";
import { measureRelease, releaseFigures, releaseRows } from "../../bench/control/release";
import { firstBuild } from "../../firmware/parts/builds";
import { cuffs } from "../../firmware/parts/cuffs";
import { lines } from "../../firmware/parts/lines";
import { valves } from "../../firmware/parts/valves";
import { releaseTimeMs } from "../../firmware/safety/configuration";

const { dump97: dump, proportional40: bleed } = valves;

describe("release, measured", () => {
  it("takes an elastic cuff within 5 % of what the firmware reckons, by every path", () => {
    // Neither creep nor warmth: the reckoning knows nothing of them. The leak brings down what the pump coasted past.
    const before = { heldS: 0, weather: { creep: 0, warmingK: 0 } };
    const reckonedBy = { both: [bleed, dump], dump: [dump], bleed: [bleed] };
    for (const cuff of ["arm", "thigh18"] as const) {
      for (const row of measureRelease(cuff, "hose25", "proportional40", before)) {
        const config = { ...firstBuild, cuff: cuffs[cuff], line: lines.hose25 };
        const reckonedS = releaseTimeMs(config, reckonedBy[row.path], row.fromMmhg) / 1000;
        expect((row.seconds ?? Number.NaN) / reckonedS, `${cuff} ${row.path}`).to.be.within(0.95, 1.05);
      }
    }
  });

  it("takes longer the more the cuff has crept", () => {
    const fresh = measureRelease("arm", "hose40", "proportional40", { heldS: 0, weather: {} });
    measureRelease("arm", "hose40").forEach((crept, i) => {
      expect(crept.seconds).to.be.above(fresh[i]?.seconds ?? Number.NaN);
    });
  });

  it("judges what the rules ask, and lists builds that the firmware refuses", () => {
    const rows = releaseRows(() => undefined);
    expect(rows).to.have.length(4 * 2 * 3 * 2);
    const refused = rows.filter((row) => row.refused);
    expect(new Set(refused.map(({ cuff, bleed }) => `${cuff} ${bleed}`))).to.deep.equal(
      new Set(["thigh18 proportional40"]),
    );
    for (const row of rows.filter(({ refused }) => !refused))
      expect(row.seconds, `${row.cuff} ${row.path}`).to.be.at.most(row.limitS);
    releaseFigures(rows).forEach(({ met }, i) => {
      expect(met === null).to.equal(rows[i]?.refused || rows[i]?.fromMmhg !== 280);
    });
  });
});
