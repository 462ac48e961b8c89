import { Button } from "../../firmware/safety/button";
import { LimbAccount } from "../../firmware/safety/limb-account";
import { Reperfusion } from "../../firmware/safety/reperfusion";
import { Supervisor } from "../../firmware/safety/supervisor";
import { Lifecycle } from "../../firmware/session/lifecycle";
import { Reason } from "../../firmware/shared/reasons";
import { RecordStore } from "../../firmware/storage/record-store";
import type { Control, Undo } from "./control";
import { fault } from "./fault-probe";
import { armObjection, disarming, heeding, selfTest, standing } from "./layers";
import { lateOrder, stillOrdered } from "./order-plays";
import { heldPress, releasingPress, tightPress } from "./press-plays";
import { restForgotten, thrice } from "./restart-plays";
import { afterCap, allDay, onceMore } from "./time-plays";
import { replace } from "./without";

/** A press that released something arms like any other. */
function pressesAll(): Undo {
  return replace(
    Button.prototype,
    "update",
    (original) => (self, down, _, stepMs) => original(self, down, false, stepMs),
  );
}

/** What stops, what stands, and what a limb is owed. */
export const sessionControls: readonly Control[] = [
  { ...heeding, requirement: "SR-001", probes: [stillOrdered, fault("link lost for good", "holding")] },
  { ...standing, requirement: "SR-012", probes: [stillOrdered], cover: disarming },
  { ...disarming, requirement: "SR-047", probes: [stillOrdered], cover: standing },
  {
    name: "Lifecycle: an arming that nobody uses ends",
    requirement: "SR-047",
    probes: [lateOrder],
    remove: () =>
      replace(Lifecycle.prototype, "decide", (original) => (self, wanted, events) => {
        events.unused = false;
        return original(self, wanted, events);
      }),
  },
  {
    name: "Supervisor: the button is a stop",
    requirement: "SR-013",
    probes: [heldPress],
    remove: () =>
      replace(Supervisor.prototype, "judge", (original) => (self, ...args) => {
        const reason = original(self, ...args);
        return reason === Reason.buttonPressed ? Reason.none : reason;
      }),
  },
  {
    name: "Button: a press that released something does nothing more",
    requirement: "SR-048",
    probes: [releasingPress],
    remove: pressesAll,
    // What a press releases has to have ended before another arms.
    cover: armObjection,
  },
  {
    name: "Button and StartPermit: no self-test of a tight cuff",
    requirement: "SR-048",
    probes: [tightPress],
    remove: pressesAll,
    cover: armObjection,
  },
  {
    ...selfTest,
    requirement: "SR-045",
    probes: [
      fault("dump valve stuck shut", "vented"),
      fault("bleed valve stuck shut", "vented"),
      fault("pump's wire off", "vented"),
    ],
  },
  {
    name: "Reperfusion: a minute is owed",
    requirement: "SR-037",
    probes: [onceMore],
    remove: () => replace(Reperfusion.prototype, "restrict", () => () => undefined),
    // The minute that ends an inflation is as long as the rest after exercise.
    cover: armObjection,
  },
  {
    name: "LimbAccount: three minutes are owed after a cap",
    requirement: "SR-037",
    probes: [afterCap],
    remove: () => replace(LimbAccount.prototype, "noteCap", () => () => undefined),
  },
  {
    name: "LimbAccount: 30 min in 12 h",
    requirement: "SR-038",
    probes: [allDay],
    remove: () => replace(LimbAccount.prototype, "isUsedUp", () => () => false),
  },
  {
    name: "RecordStore: what a restart may not forget is kept",
    requirement: "SR-046",
    probes: [restForgotten, thrice],
    remove: () => replace(RecordStore.prototype, "save", () => () => "saved"),
  },
];
