import { Priority } from "../../shared/priority";
import { Reason } from "../../shared/reasons";
import { timeLimits } from "../limits";
import { type CatalogueEntry, entry } from "./entry";

const { high, medium, low } = Priority;

/** What people do and do not do, and how long a limb may be restricted. */
export const personEntries: readonly CatalogueEntry[] = Object.freeze([
  entry(Reason.setpointWithdrawn, "release", Priority.none, 0, "the order was withdrawn"),
  entry(Reason.releaseAsked, "release", Priority.none, 100, "somebody asked for release over the air"),
  entry(Reason.buttonPressed, "release", Priority.none, 0, "the button is down"),
  entry(Reason.inflationTimeCap, "release", high, 0, "inflated for the smallest of all caps that apply"),
  entry(Reason.highPressureTimeCap, "release", high, timeLimits.aboveHighest.value, "set-point above 80 % LOP"),
  entry(Reason.restrictedTimeReached, "release", high, 0, "30 minutes above 15 mmHg within 12 hours"),
  entry(Reason.timeCapNear, "alarm", low, 0, "one minute before the inflation time cap"),
  entry(
    Reason.holdUnconfirmed,
    "release",
    medium,
    timeLimits.freeHoldConfirm.value,
    "a free hold without a confirmation",
  ),
  entry(Reason.confirmationDue, "alarm", low, 0, "half a minute before that"),
  entry(
    Reason.noContraction,
    "release",
    high,
    timeLimits.noContraction.value + timeLimits.noContractionAlarm.value,
    "resistance or aerobic mode, and the limb did not move; 60 s + alarm beyond a planned rest",
  ),
  entry(Reason.noContractionAlarm, "alarm", medium, timeLimits.noContraction.value, "15 s before that"),
  entry(
    Reason.linkLost,
    "release",
    medium,
    timeLimits.linkLost.value,
    "the client in control is away, counting down as it counts up",
  ),
  entry(Reason.linkMissing, "alarm", medium, 1000, "the client in control is away during a hold"),
  entry(Reason.armingUnused, "release", Priority.none, timeLimits.armingUnused.value, "armed, and nothing was ordered"),
  entry(Reason.buttonStuck, "alarm", medium, 60_000, "the button is down without a break"),
]);
