import { expect } from "chai";
import { Part, Phase, Reason } from "../../companion/client";
import { endOf, isUnderWay } from "../../companion/client/under-way";
import { statusFrame } from "../../firmware/ble/frames";

function status(values: Partial<ReturnType<typeof statusFrame.blank>>) {
  return { ...statusFrame.blank(), setpointMmhg: Number.NaN, missed: 0, ...values };
}

describe("client: what is under way", () => {
  const running: readonly [string, ReturnType<typeof status>][] = [
    ["a hold", status({ phase: Phase.holding, setpointMmhg: 80 })],
    ["a search, while it looks", status({ phase: Phase.searching })],
    ["a search, while it works out what it has heard", status({ phase: Phase.releasing, reason: Reason.searchHeard })],
    ["a rest with the cuff open", status({ phase: Phase.vented, part: Part.released, reason: Reason.restReleased })],
    ["a pause", status({ phase: Phase.vented, part: Part.paused, reason: Reason.sessionPaused })],
  ];
  for (const [what, one] of running) it(what, () => expect(isUnderWay(one)).to.equal(true));

  const ended: readonly [string, string, ReturnType<typeof status>][] = [
    ["a hold that was released", "released", status({ phase: Phase.releasing, reason: Reason.buttonPressed })],
    ["a session that is over", "done", status({ phase: Phase.releasing, part: Part.over, reason: Reason.sessionDone })],
    ["a search that has found", "done", status({ phase: Phase.vented, reason: Reason.lopFound })],
    ["a search that has not", "released", status({ phase: Phase.vented, reason: Reason.searchLeak })],
    ["a session cut short by its cap", "released", status({ part: Part.over, reason: Reason.firstSessionOver })],
    ["a fault", "fault", status({ phase: Phase.faulted, part: Part.working, reason: Reason.overPressure })],
    ["a fault of which only the reason is known", "fault", status({ phase: 99, reason: Reason.lockedOut })],
  ];
  for (const [what, how, one] of ended) {
    it(`no more: ${what}`, () => {
      expect(isUnderWay(one)).to.equal(false);
      expect(endOf(one)).to.equal(how);
    });
  }
});
