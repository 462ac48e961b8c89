import type { Limb } from "../shared/limb";

/** A number that binds, and where it comes from. Change one only with a decision record in `docs/decisions/`. */
export interface Limit {
  readonly value: number;
  readonly unit: "mmHg" | "mmHg/s" | "ms" | "% LOP" | "ratio" | "count" | "years";
  readonly source: string;
}

function limit(value: number, unit: Limit["unit"], source: string): Limit {
  return Object.freeze({ value, unit, source });
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pressure limits. Sources name the device, standard or study each value leans on. */
export const pressureLimits = Object.freeze({
  trip: limit(300, "mmHg", "IEC 80601-2-30 maximum for adults; shipped monitors trip at 297"),
  tripDelay: limit(1.5 * SECOND, "ms", "Zimmer A.T.S. alarm delay, so that movement does not trip"),
  tripAtOnce: limit(320, "mmHg", "between the 300 mmHg trip and the relief valve"),
  relief: limit(330, "mmHg", "IEC 80601-2-30 single fault: rated maximum + 10 %"),
  searchCeiling: limit(280, "mmHg", "largest LOP measured by Doppler is 272–282 (SmartCuffs 2022)"),
  searchFill: limit(150, "mmHg", "of this project: a typical LOP; a search that may go no higher finds nobody's"),
  setpointArm: limit(200, "mmHg", "80 % of the largest arm LOP, below surgical arm pressures"),
  setpointLeg: limit(225, "mmHg", "80 % of the search ceiling"),
  setpointOptIn: limit(250, "mmHg", "passive and preconditioning modes, at most LOP"),
  setpointFloor: limit(20, "mmHg", "of this project: less is no hold; the slack rules are stricter once LOP is known"),
  setpointLowest: limit(40, "% LOP", "Patterson 2019"),
  setpointHighest: limit(80, "% LOP", "Patterson 2019"),
  slackShare: limit(35, "% LOP", "below it a cuff dams the veins without restricting the artery"),
  slack: limit(45, "mmHg", "below it a cuff dams the veins without restricting the artery"),
  slackFrom: limit(
    15,
    "mmHg",
    "of this project: the deflated threshold; before an inflation passes it nothing is dammed",
  ),
  slackTime: limit(30 * SECOND, "ms", "as above"),
  deviation: limit(15, "mmHg", "surgical tourniquet alarm window"),
  deviationDelay: limit(1.5 * SECOND, "ms", "Zimmer A.T.S. alarm delay"),
  excessTime: limit(30 * SECOND, "ms", "more than the deviation above the set-point without movement"),
  transducerRange: limit(350, "mmHg", "a transducer must see the trips"),
  zeroVented: limit(5 * SECOND, "ms", "zero only with the valves open this long"),
  zeroSlope: limit(0.5, "mmHg/s", "zero only at rest"),
  zeroShift: limit(3, "mmHg", "IEC 80601-2-30 accuracy: a larger shift is a fault, not a drift"),
} as const);

/** Time limits. */
export const timeLimits = Object.freeze({
  search: limit(160 * SECOND, "ms", "IEC 80601-2-30 180 s; iHealth trips at 160 s"),
  searchFill: limit(40 * SECOND, "ms", "of this project: a slower pump leaves too little of the 160 s to listen"),
  searchAboveLop: limit(60 * SECOND, "ms", "Brekke 2020"),
  searchRepeat: limit(60 * SECOND, "ms", "vented before a repeat: retest studies"),
  foundUnused: limit(60 * SECOND, "ms", "LOP found and nothing started"),
  resistanceWarn: limit(9 * MINUTE, "ms", "one minute before the release"),
  resistance: limit(10 * MINUTE, "ms", "Patterson 2019: 5–10 min an exercise"),
  aerobicArm: limit(14 * MINUTE, "ms", "VALD: under 15 min"),
  aerobicLeg: limit(19 * MINUTE, "ms", "VALD: under 20 min"),
  freeHold: limit(10 * MINUTE, "ms", "as resistance"),
  freeHoldConfirm: limit(5 * MINUTE, "ms", "a person confirms that they are awake"),
  aboveHighest: limit(5 * MINUTE, "ms", "passive and preconditioning bouts above 80 % LOP"),
  absoluteArm: limit(15 * MINUTE, "ms", "dead-man; VALD"),
  absoluteLeg: limit(20 * MINUTE, "ms", "dead-man; VALD, SmartCuffs 3.0"),
  noContraction: limit(120 * SECOND, "ms", "asleep or fainted"),
  noContractionRest: limit(60 * SECOND, "ms", "beyond a planned rest"),
  noContractionAlarm: limit(15 * SECOND, "ms", "alarm before that release"),
  reperfusion: limit(60 * SECOND, "ms", "Fit Cuffs: over 1 min between exercises"),
  reperfusionLong: limit(180 * SECOND, "ms", "after a cap release or a passive bout; VALD 3 min"),
  restricted: limit(30 * MINUTE, "ms", "Owens: 30 min a limb"),
  restrictedWindow: limit(12 * HOUR, "ms", "the 30 min count in a rolling window"),
  armingUnused: limit(2 * MINUTE, "ms", "an armed cuff nobody uses disarms"),
  linkLost: limit(30 * SECOND, "ms", "then release"),
  unbonded: limit(30 * SECOND, "ms", "then a stranger's phone is disconnected"),
  lopValid: limit(2 * HOUR, "ms", "one cuff-on period at most"),
  screeningValid: limit(30 * 24 * HOUR, "ms", "screening is asked again"),
} as const);

/** Release: what counts as vented, and how fast it has to be. */
export const releaseLimits = Object.freeze({
  deflated: limit(15, "mmHg", "IEC 80601-2-30: 2 kPa"),
  reperfused: limit(10, "mmHg", "reperfusion counts only below it, with the valves open"),
  onePath: limit(30 * SECOND, "ms", "IEC 80601-2-30 single fault: 15 mmHg within 30 s"),
  bothPaths: limit(10 * SECOND, "ms", "OIML R16-2 rapid exhaust, asked from 280 mmHg"),
  testFactor: limit(1.2, "ratio", "tests allow 1.2 × the open-orifice time of the healthy paths …"),
  testAllowance: limit(1 * SECOND, "ms", "… and 1 s"),
} as const);

/** The dead-man and the actuator rail. */
export const deadManLimits = Object.freeze({
  heartbeat: limit(200, "ms", "trips without a feed"),
  safeAfterTick: limit(250, "ms", "RespiraWorks: outputs safe after the last completed tick"),
  clearAfter: limit(60 * SECOND, "ms", "pump off and both gates de-energised this long without a break"),
  rail: limit(300, "ms", "a rail that is not toggled drops"),
} as const);

/** The button and the start. */
export const startLimits = Object.freeze({
  armPress: limit(1 * SECOND, "ms", "a shorter press arms"),
  bondPressShortest: limit(3 * SECOND, "ms", "opens the bonding window …"),
  bondPressLongest: limit(9 * SECOND, "ms", "… up to here"),
  forgetPress: limit(10 * SECOND, "ms", "forgets all bonds, clears a lock-out"),
  selfTest: limit(30, "mmHg", "pump, valves and leak proven no higher"),
  selfTestTime: limit(10 * SECOND, "ms", "after the arming press"),
  benchLeak: limit(200, "mmHg", "bench command on a mandrel"),
  benchLeakTime: limit(30 * SECOND, "ms", "bench command on a mandrel"),
  volumeTolerance: limit(0.4, "ratio", "identified volume against the preset"),
  abnormalResets: limit(3, "count", "then lock-out"),
  abnormalResetWindow: limit(10 * MINUTE, "ms", "powered minutes in which they count"),
  lowestAge: limit(18, "years", "stated for each person slot"),
} as const);

/** The self-test: its times, and what it accepts. All of this project, from the spread of fit and belief. */
export const selfTestLimits = Object.freeze({
  pumping: limit(5.6 * SECOND, "ms", "longest run of the pump: the weakest raises the largest cuff by 2 mmHg"),
  tight: limit(1.8 * SECOND, "ms", "0.8 s to settle, 1 s to watch"),
  venting: limit(1.2 * SECOND, "ms", "of each valve: 0.2 s to settle, 1 s to watch"),
  leastRise: limit(0.8, "mmHg", "ten times the noise of a transducer, averaged"),
  telling: limit(
    8,
    "mmHg",
    "below it valves flow so little that their fall tells the volume only within a factor of two",
  ),
  slowest: limit(0.25, "ratio", "of the rate due: loose fit 0.7 × volume +30 % × flow −30 % × battery 0.8 leave 0.3"),
  fastest: limit(3.5, "ratio", "of the rise due: snug fit 1.45 × volume −30 % × flow +30 % give 2.7"),
  largest: limit(0.5, "ratio", "below it for pump and valves alike: no limb in the cuff, or far too large"),
  smallest: limit(2.6, "ratio", "above it for pump and valves alike: far too small a cuff"),
  lost: limit(0.8, "mmHg", "fall of the shut cuff within a second, beside a share of its pressure …"),
  lostShare: limit(0.02, "ratio", "… which is four times what creep takes"),
  restless: limit(4, "mmHg", "rise of the shut cuff within a second: a limb that moves"),
} as const);

/** Alarms. */
export const alarmLimits = Object.freeze({
  silence: limit(30 * SECOND, "ms", "Zimmer A.T.S.; then the sound comes back"),
} as const);

/** How much air a quiet hold may cost. */
export const leakLimits = Object.freeze({
  told: limit(
    0.8,
    "mmHg/s",
    "of this project: three times what creep takes 40 s after an inflation; short runs bring less than reckoned",
  ),
  toldAfter: limit(20, "mmHg", "of this project: four heartbeats' swing"),
  released: limit(3, "mmHg/s", "of this project: a third of what the weakest pump gives an arm cuff"),
  releasedAfter: limit(30, "mmHg", "Zimmer A.T.S. waits 9 s; this is 10 s of twice the rate"),
  gross: limit(
    6,
    "mmHg/s",
    "of this project: more than errors of 30 % in both rates leave of an exercise's give and take",
  ),
  grossAfter: limit(60, "mmHg", "of this project: more than a repetition swings"),
  fastest: limit(10, "mmHg/s", "of this project: what vanishes faster is a limb that moves, or a hose that is off"),
  creeping: limit(40 * SECOND, "ms", "a cuff creeps by up to 1 mmHg/s at first (time constants of 2 and 25 s)"),
} as const);

/** While pressure is held. */
export const holdLimits = Object.freeze({
  occludedTime: limit(10 * SECOND, "ms", "pulse amplitude at the plateau in a quiet rest"),
  occludedStep: limit(10, "mmHg", "down, with an alarm; release if it persists"),
  confirmWarn: limit(30 * SECOND, "ms", "of this project: told this long before an unconfirmed hold ends"),
  noErase: limit(15, "mmHg", "no flash erase above it"),
  cuffsPerPerson: limit(2, "count", "inflated at once"),
} as const);

/** The absolute inflation limit of the dead-man, ms. */
export function absoluteLimitMs(limb: Limb): number {
  return limb === "arm" ? timeLimits.absoluteArm.value : timeLimits.absoluteLeg.value;
}
