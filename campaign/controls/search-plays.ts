import { pressureLimits } from "../../firmware/safety/limits";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { type Play, play } from "./play";

const CEILING_MMHG = pressureLimits.searchCeiling.value;

function search({ world }: Play): void {
  world.board.order.mode = Mode.search;
  world.attendant.wishMmhg = CEILING_MMHG;
}

export const mixed = play("a hold that is told to search, up to 280 mmHg", [Reason.searchMixed], (stage) => {
  stage.ready();
  stage.hold();
  stage.wait(5);
  stage.mark();
  search(stage);
  stage.wait(40);
});

/** How a search ends that cannot come to anything. */
export const inVain: readonly Reason[] = [
  Reason.searchTimeOut,
  Reason.searchMovement,
  Reason.searchUnclear,
  Reason.searchIrregular,
  Reason.searchFewBeats,
  Reason.searchWeakPulse,
];

/** Somebody moves again and again, so that every step is listened to anew. */
export const endless = play("a search of a limb that never keeps still", inVain, (stage) => {
  stage.ready();
  search(stage);
  stage.until(() => stage.world.output?.phase === Phase.searching);
  stage.mark();
  for (let s = 0; s < 240; s += 2.2) {
    stage.world.limb.squeezeMl = 12;
    stage.wait(0.4);
    stage.world.limb.squeezeMl = 0;
    stage.wait(1.8);
  }
});

export const searchedTwice = play("a second search at once", [Reason.reperfusionOwed], (stage) => {
  stage.ready();
  search(stage);
  stage.until(() => (stage.world.output?.reason ?? 0) === Reason.lopFound, 150);
  stage.wait(0.5);
  stage.world.attendant.wishMmhg = undefined;
  stage.wait(5);
  stage.mark();
  stage.world.board.wantedMmhg = CEILING_MMHG;
  stage.wait(30);
});
