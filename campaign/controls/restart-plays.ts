import { Reason } from "../../firmware/shared/reasons";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";
import type { WorldSetup } from "../../sim/world";
import { play } from "./play";

function withFlash(): Partial<WorldSetup> {
  return { flash: new SimulatedFlash({ sectorBytes: 4096, sectorCount: 64, chance: new RandomStream(1, "flash") }) };
}

export const restForgotten = play(
  "a restart after a hold, and another hold at once",
  [],
  (stage) => {
    stage.ready();
    stage.hold();
    stage.wait(30);
    stage.world.attendant.wishMmhg = undefined;
    stage.wait(5);
    stage.world.restart(false);
    stage.world.attendant.wishMmhg = stage.targetMmhg;
    stage.wait(120);
  },
  withFlash,
);

export const thrice = play(
  "three abnormal restarts",
  [Reason.lockedOut],
  (stage) => {
    stage.ready();
    stage.mark();
    for (let i = 0; i < 3; i++) {
      stage.world.restart(true);
      stage.wait(20);
    }
  },
  withFlash,
);
