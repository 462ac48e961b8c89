import { firstBuild } from "../../firmware/parts/builds";
import { Reason } from "../../firmware/shared/reasons";
import type { Probe } from "./control";
import { play } from "./play";

export const stoodUpon = play("somebody stands on the cuff", [Reason.overPressure], (stage) => {
  stage.ready();
  stage.hold();
  stage.mark();
  stage.world.limb.squeezeMl = 150;
  stage.wait(5);
  stage.world.limb.squeezeMl = 0;
  stage.wait(15);
});

export const slack = play("a leak that the pump half makes up for", [Reason.slackCuff], (stage) => {
  stage.ready();
  stage.hold();
  stage.mark();
  stage.world.air.leakMlPerS = 80;
  stage.wait(90);
});

/** The cuff takes so many times the air that it should. */
export function volumeOf(factor: number): Probe {
  const cuff = { ...firstBuild.cuff, volumeAt200Ml: factor * firstBuild.cuff.volumeAt200Ml };
  return play(
    `a cuff of ${factor} times the volume`,
    [Reason.volumeOutsidePreset],
    (stage) => {
      stage.ready();
      stage.mark();
      stage.world.attendant.wishMmhg = stage.targetMmhg;
      stage.wait(60);
    },
    () => ({ parts: { ...firstBuild, cuff } }),
  );
}
