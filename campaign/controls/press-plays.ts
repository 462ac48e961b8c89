import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { play } from "./play";

export const heldPress = play("button down for 2 s in a hold", [Reason.buttonPressed], (stage) => {
  stage.ready();
  stage.hold();
  stage.wait(3);
  stage.mark();
  stage.press(2);
  stage.wait(15);
});

export const lowBattery = play("a press with the battery low", [Reason.batteryLow], (stage) => {
  stage.world.board.supply = 0.84;
  stage.ready();
  stage.mark();
  stage.press();
  stage.wait(12);
});

export const releasingPress = play("a press that is over when the cuff has just been let out", [], (stage) => {
  stage.ready();
  stage.hold();
  stage.world.attendant.wishMmhg = undefined;
  stage.until(() => stage.world.air.cuffMmhg < 20);
  stage.press(0.9);
  stage.wait(1);
  stage.forbid("a press that released something armed the cuff", stage.world.output?.phase === Phase.testing);
});

export const tightPress = play("a press while the cuff is being let out", [], (stage) => {
  stage.ready();
  stage.hold();
  stage.world.attendant.wishMmhg = undefined;
  stage.wait(0.1);
  stage.press(0.2);
  stage.wait(0.5);
  // Where the test's pressure is there already, or more, it ends as soon as it began.
  const { reason } = stage.world.output ?? {};
  stage.forbid("a tight cuff was tested", reason === Reason.testNoRise || reason === Reason.testRestless);
});
