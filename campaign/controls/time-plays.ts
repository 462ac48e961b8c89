import { Reason } from "../../firmware/shared/reasons";
import { play } from "./play";

export const onceMore = play("another hold at once", [], (stage) => {
  stage.ready();
  stage.hold();
  stage.wait(30);
  stage.world.attendant.wishMmhg = undefined;
  stage.wait(8);
  // Somebody in haste, who does not look how long the limb still has to rest.
  stage.press(0.3);
  stage.wait(12);
  stage.world.attendant.wishMmhg = stage.targetMmhg;
  stage.wait(100);
});

export const wholeCap = play("a hold without an end", [Reason.inflationTimeCap], (stage) => {
  stage.ready();
  stage.mark();
  stage.world.attendant.wishMmhg = stage.targetMmhg;
  stage.wait(960);
});

export const afterCap = play("another hold after the cap", [Reason.inflationTimeCap], (stage) => {
  stage.ready();
  stage.hold();
  stage.mark();
  stage.wait(610);
  stage.world.attendant.wishMmhg = undefined;
  stage.wait(1);
  stage.world.attendant.wishMmhg = stage.targetMmhg;
  stage.wait(230);
});

export const allDay = play("bouts of 9 min", [Reason.restrictedTimeReached, Reason.restrictedTimeUsedUp], (stage) => {
  stage.ready();
  stage.mark();
  for (let bout = 0; bout < 4; bout++) {
    stage.world.attendant.wishMmhg = stage.targetMmhg;
    stage.wait(560);
    stage.world.attendant.wishMmhg = undefined;
    stage.wait(200);
  }
});
