import { StartPermit } from "../../firmware/safety/start-permit";
import { LopRecord } from "../../firmware/session/lop-record";
import { Reason } from "../../firmware/shared/reasons";
import type { Control, Undo } from "./control";
import { fault } from "./fault-probe";
import { armedFirst, armObjection } from "./layers";
import { child, oldLop, restarted, tooHigh, tooLow, unpressed } from "./order-plays";
import { lowBattery } from "./press-plays";
import { onceMore } from "./time-plays";
import { all, replace } from "./without";

/** The permit no longer objects for these reasons. */
function permitWithout(...reasons: readonly Reason[]): () => Undo {
  return () =>
    replace(StartPermit.prototype, "orderObjection", (original) => (self, wanted) => {
      const objection = original(self, wanted);
      return reasons.includes(objection) ? Reason.none : objection;
    });
}

/** Who may start what. */
export const permitControls: readonly Control[] = [
  {
    name: "StartPermit: no order before the cuff is armed",
    requirement: "SR-045",
    probes: [unpressed, restarted],
    remove: permitWithout(Reason.notArmed, Reason.stillStarting, Reason.notZeroed),
    cover: armedFirst,
  },
  {
    name: "StartPermit: set-points within their limits",
    requirement: "SR-050",
    probes: [tooHigh, tooLow],
    remove: permitWithout(Reason.setpointTooHigh, Reason.setpointTooLow),
  },
  {
    name: "StartPermit: an LOP of this arming",
    requirement: "SR-049",
    probes: [oldLop],
    remove: permitWithout(Reason.lopMissing),
  },
  {
    name: "LopRecord: an LOP is forgotten with the arming",
    requirement: "SR-049",
    probes: [oldLop],
    remove: () => replace(LopRecord.prototype, "forget", () => () => undefined),
  },
  {
    name: "StartPermit: age and screening",
    requirement: "SR-049",
    probes: [child],
    remove: permitWithout(Reason.notAdult, Reason.screeningMissing),
  },
  {
    ...armObjection,
    requirement: "SR-039",
    probes: [lowBattery, fault("zero off by 8 mmHg at power-on", "power-on")],
  },
  {
    name: "everything that StartPermit says",
    requirement: "SR-045",
    probes: [restarted, tooHigh, onceMore],
    remove: () =>
      all(
        armObjection.remove(),
        replace(StartPermit.prototype, "orderObjection", () => () => Reason.none),
      ),
  },
];
