import { expect } from "chai";
import fc from "fast-check";
import * as caps from "../../firmware/safety/caps";
import type { Limb } from "../../firmware/shared/limb";
import { Mode } from "../../firmware/shared/order";

const { noOwnLimits } = caps;
const MINUTE = 60_000;
const modes = Object.values(Mode);
const limbs: readonly Limb[] = ["arm", "leg"];

describe("caps", () => {
  it("SR-036: the longest inflation is that of the mode and the limb", () => {
    for (const [mode, arm, leg] of [
      [Mode.free, 10, 10],
      [Mode.resistance, 10, 10],
      [Mode.aerobic, 14, 19],
      [Mode.passive, 5, 5],
      [Mode.preconditioning, 5, 5],
    ] as const) {
      expect(caps.longestInflationMs(mode, "arm", noOwnLimits), `${mode}`).to.equal(arm * MINUTE);
      expect(caps.longestInflationMs(mode, "leg", noOwnLimits), `${mode}`).to.equal(leg * MINUTE);
    }
  });

  it("SR-036, SR-054: a search lasts 160 s on either limb, and is nothing to opt in to", () => {
    for (const limb of limbs) expect(caps.longestInflationMs(Mode.search, limb, noOwnLimits)).to.equal(160_000);
    expect(caps.isOptIn(Mode.search)).to.equal(false);
  });

  it("SR-036: a caller can lower a limit, never raise it", () => {
    const any = fc.double({ min: 0, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...modes), fc.constantFrom(...limbs), any, any, any, (mode, limb, ms, mmhg, lop) => {
        const own = { inflationMs: ms, setpointMmhg: mmhg };
        const longest = caps.longestInflationMs(mode, limb, noOwnLimits);
        expect(caps.longestInflationMs(mode, limb, own)).to.equal(Math.min(longest, ms));
        const highest = caps.highestSetpointMmhg(mode, limb, true, lop, noOwnLimits);
        expect(caps.highestSetpointMmhg(mode, limb, true, lop, own)).to.equal(Math.min(highest, mmhg));
      }),
    );
  });

  it("SR-050: 80 % LOP, at most 200 mmHg on an arm and 225 on a leg", () => {
    for (const mode of [Mode.free, Mode.resistance, Mode.aerobic]) {
      expect(caps.isOptIn(mode)).to.equal(false);
      for (const limb of limbs) expect(caps.highestSetpointMmhg(mode, limb, true, 150, noOwnLimits)).to.equal(120);
      expect(caps.highestSetpointMmhg(mode, "arm", true, 400, noOwnLimits)).to.equal(200);
      expect(caps.highestSetpointMmhg(mode, "leg", true, 400, noOwnLimits)).to.equal(225);
    }
  });

  it("SR-050: opt-in modes go to LOP, and to 250 mmHg", () => {
    for (const mode of [Mode.passive, Mode.preconditioning]) {
      expect(caps.isOptIn(mode)).to.equal(true);
      for (const limb of limbs) {
        expect(caps.highestSetpointMmhg(mode, limb, true, 180, noOwnLimits)).to.equal(180);
        expect(caps.highestSetpointMmhg(mode, limb, true, 300, noOwnLimits)).to.equal(250);
      }
    }
  });

  it("SR-034: until the limb is confirmed an arm's limit holds", () => {
    for (const mode of modes) {
      for (const limb of limbs) expect(caps.highestSetpointMmhg(mode, limb, false, 400, noOwnLimits)).to.equal(200);
    }
  });

  it("SR-050: the lowest set-point is 40 % LOP, and 20 mmHg", () => {
    expect(caps.lowestSetpointMmhg(150)).to.equal(60);
    expect(caps.lowestSetpointMmhg(40)).to.equal(20);
  });
});
