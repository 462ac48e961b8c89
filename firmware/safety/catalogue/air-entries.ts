import { Priority } from "../../shared/priority";
import { Reason } from "../../shared/reasons";
import { pressureLimits } from "../limits";
import { type CatalogueEntry, entry } from "./entry";

const { high, medium, low } = Priority;

/** What can be wrong with the air: pump, valves, hose, cuff. */
export const airEntries: readonly CatalogueEntry[] = Object.freeze([
  entry(
    Reason.overPressure,
    "latch",
    high,
    pressureLimits.tripDelay.value,
    "above 300 mmHg, counting down as it counts up; 320 mmHg at once",
  ),
  entry(
    Reason.hoseBlocked,
    "latch",
    high,
    0,
    "pressure answers pump and valve, or falls in a release, far faster than the cuff's volume allows; or the cuff's own transducer stays up while the manifold is empty",
  ),
  entry(
    Reason.pumpStuckOn,
    "latch",
    high,
    1000,
    "pump off and valves open, and the pressure has fallen, but stands above 15 mmHg now: less than a quarter of a fall of 15 mmHg that was due there",
  ),
  entry(
    Reason.risesUnpumped,
    "latch",
    high,
    0,
    "with the pump off the pressure gains more than 90 mmHg, or 120 while the limb moves, beyond 40 % of what the full pump would give: a limb swings back, a pump does not",
  ),
  entry(
    Reason.ventBlocked,
    "latch",
    high,
    1000,
    "valves open, and the pressure stands above 15 mmHg and has not fallen: less than a quarter of a fall of 15 mmHg that was due",
  ),
  entry(
    Reason.valveStuck,
    "latch",
    high,
    2000,
    "valves open for twice the time the release should take, and still above 15 mmHg",
  ),
  entry(
    Reason.noRise,
    "release",
    medium,
    0,
    "30 mmHg reckoned, or 10 s of pumping, without a fifth of the rise; or below 15 mmHg for 1.5 s in a hold",
  ),
  entry(Reason.leakLarge, "release", medium, 0, "in a quiet hold 30 mmHg more than 3 mmHg/s had to be pumped in"),
  entry(
    Reason.leak,
    "alarm",
    medium,
    0,
    "in a quiet hold 20 mmHg more than 0.8 mmHg/s had to be pumped in, creep being over",
  ),
  entry(
    Reason.volumeOutsidePreset,
    "release",
    medium,
    500,
    "both the pump and the open valves say that the volume is more than 40 % off the preset",
  ),
  entry(
    Reason.slackCuff,
    "release",
    medium,
    pressureLimits.slackTime.value,
    "beat-averaged pressure below 35 % LOP during a hold",
  ),
  entry(
    Reason.excessPressure,
    "release",
    medium,
    pressureLimits.excessTime.value,
    "more than 15 mmHg above the set-point without movement, or on the way down to it and not there",
  ),
  entry(
    Reason.deviation,
    "alarm",
    low,
    pressureLimits.deviationDelay.value,
    "more than 15 mmHg off the set-point, not while inflating",
  ),
]);
