import { Priority } from "../../shared/priority";
import { Reason } from "../../shared/reasons";
import { deadManLimits } from "../limits";
import { type CatalogueEntry, entry } from "./entry";

const { high, medium, low } = Priority;

/** What can be wrong with controller, supply and store. */
export const electricEntries: readonly CatalogueEntry[] = Object.freeze([
  entry(Reason.deadManTripped, "latch", high, 0, "the dead-man says so"),
  entry(
    Reason.deadManUnproven,
    "latch",
    high,
    1000,
    "at power-on it does not trip unfed, or does not come back from that one trip",
  ),
  entry(
    Reason.configurationImpossible,
    "latch",
    high,
    0,
    "parts that cannot release in time or see the trips; checked at power-on",
  ),
  entry(
    Reason.storedDataCorrupt,
    "latch",
    high,
    0,
    "the store says so at power-on: no valid copy, or an implausible one",
  ),
  entry(
    Reason.lockedOut,
    "latch",
    high,
    0,
    "three abnormal resets within ten powered minutes",
    "long press and restart",
  ),
  entry(
    Reason.ticksLate,
    "latch",
    high,
    0,
    "one tick later than the heartbeat, or 60 ms between ticks on average over 3 s",
  ),
  entry(Reason.clockJumped, "latch", high, 0, "time runs backwards, or 5 s at once; the wrap of 32 bits is neither"),
  entry(Reason.batteryFalling, "release", medium, 200, "below the battery's release voltage"),
  entry(Reason.batteryNearlyLow, "alarm", low, 2000, "below the voltage at which nothing may start"),
  entry(Reason.overTemperature, "latch", high, 10_000, "above 60 °C where it is sensed"),
  entry(
    Reason.currentAbsent,
    "latch",
    high,
    300,
    "driven, and less than a fifth of the current due, where it is sensed",
  ),
  entry(
    Reason.currentStray,
    "latch",
    high,
    300,
    "not driven, and more than a fifth of the full current, where it is sensed",
  ),
]);

/** A tick that is later than this would have tripped the dead-man, ms. */
export const TOO_LATE_MS = deadManLimits.heartbeat.value;
