import { expect } from "chai";
import { freshBoot } from "../../firmware/boot";
import { BuildMode } from "../../firmware/build-mode";
import { firstBuild } from "../../firmware/parts/builds";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { CuffDriver } from "../support/cuff-driver";

describe("build mode", () => {
  it("SR-017, SR-068: a debug build may inflate with the bench flag only, and whatever else the flag says is no flag", () => {
    for (const [isDebugBuild, bench, isBenchBuild, isDebugOnly] of [
      [false, false, false, false],
      [false, true, false, false],
      [true, false, false, true],
      [true, true, true, false],
      [true, "true", true, false],
      [true, "false", false, true],
      [true, "1", false, true],
      [true, 1, false, true],
      [true, undefined, false, true],
    ] as const) {
      const mode = new BuildMode(isDebugBuild, bench);
      expect([mode.isDebugBuild, mode.isBenchBuild, mode.isDebugOnly], `${bench}`).to.deep.equal([
        isDebugBuild,
        isBenchBuild,
        isDebugOnly,
      ]);
    }
  });

  for (const isDebugOnly of [false, true]) {
    it(`SR-068: a cuff ${isDebugOnly ? "of a debug build drives nothing, whatever is pressed and ordered" : "of a release build inflates at the same"}`, () => {
      const driver = new CuffDriver(firstBuild, 0, { ...freshBoot, isDebugOnly });
      let driven = 0;
      const look = (): boolean => {
        const { pumpDuty, bleedCoilDuty, dumpCoilDuty } = driver.output;
        driven = Math.max(driven, pumpDuty, bleedCoilDuty, dumpCoilDuty);
        return false;
      };
      driver.cuff.permit.input = driver.input;
      driver.input.buttonDown = true;
      driver.follow(200, look);
      driver.input.buttonDown = false;
      driver.follow(20_000, look);
      if (isDebugOnly) expect(driver.output.reason).to.equal(Reason.debugBuild);
      driver.input.order.mode = Mode.search;
      driver.input.wantedMmhg = 250;
      driver.follow(20_000, look);
      expect(driver.output.phase !== Phase.vented).to.equal(!isDebugOnly);
      expect(driven > 0).to.equal(!isDebugOnly);
      if (isDebugOnly) expect(driver.output.reason).to.equal(Reason.debugBuild);
    });
  }
});
