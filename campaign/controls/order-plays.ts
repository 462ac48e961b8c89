import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { type Play, play } from "./play";

const { notArmed, stillStarting, notZeroed } = Reason;

export const unpressed = play("an order without a press", [notArmed, stillStarting], (stage) => {
  stage.ready();
  stage.mark();
  orderByHand(stage);
  stage.wait(15);
});

export const restarted = play(
  "restart in a hold, and the order goes on",
  [notArmed, stillStarting, notZeroed],
  (stage) => {
    stage.ready();
    stage.hold();
    stage.wait(3);
    stage.mark();
    stage.world.restart(true);
    stage.wait(90);
  },
);

export const tooHigh = play("an order of 95 % LOP", [Reason.setpointTooHigh], (stage) => {
  stage.ready();
  stage.mark();
  stage.world.attendant.wishMmhg = 0.95 * stage.world.limb.lopMmhg;
  stage.wait(40);
});

export const tooLow = play("an order of 30 % LOP", [Reason.setpointTooLow], (stage) => {
  stage.ready();
  stage.mark();
  stage.world.attendant.wishMmhg = 0.3 * stage.world.limb.lopMmhg;
  stage.wait(40);
});

export const child = play("nobody said 18 or over", [Reason.notAdult], (stage) => {
  stage.world.board.screening.isAdult = false;
  stage.ready();
  stage.mark();
  stage.world.attendant.wishMmhg = stage.targetMmhg;
  stage.wait(40);
});

export const oldLop = play("a second hold on the LOP of the first", [Reason.lopMissing], (stage) => {
  stage.ready();
  stage.hold();
  stage.world.attendant.wishMmhg = undefined;
  stage.wait(80);
  stage.press();
  stage.until(() => stage.world.output?.phase === Phase.armed);
  stage.mark();
  stage.world.board.wantedMmhg = stage.targetMmhg;
  stage.wait(15);
});

export const lateOrder = play("armed, and an order after 130 s", [Reason.armingUnused, notArmed], (stage) => {
  stage.ready();
  stage.press();
  stage.until(() => stage.world.output?.phase === Phase.armed);
  stage.mark();
  stage.wait(130);
  orderByHand(stage);
  stage.wait(15);
});

export const stillOrdered = play(
  "button down for 2 s as the pump starts, and the order goes on",
  [Reason.buttonPressed],
  (stage) => {
    stage.ready();
    stage.world.attendant.wishMmhg = stage.targetMmhg;
    stage.until(() => stage.world.isHeld);
    stage.mark();
    // Before anything is restricted, or the rest that is owed for it would refuse the order as well.
    stage.press(2);
    stage.wait(60);
  },
);

/** The app enters a LOP and sends an order, and nobody presses anything. */
function orderByHand({ world, targetMmhg }: Play): void {
  const { lop, order } = world.board;
  lop.mmhg = world.limb.lopMmhg;
  Object.assign(lop.wearer, order.wearer);
  lop.sequence++;
  order.confirmations++;
  world.board.wantedMmhg = targetMmhg;
}
