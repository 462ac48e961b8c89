/** Why the cuff stopped, refused or calls. Codes travel over the wire and into logs: append only, never reuse. */
export const Reason = Object.freeze({
  none: 0,
  // 1–15 and 128 on: stops that leave the cuff usable, after the order was withdrawn and the button pressed again.
  setpointWithdrawn: 1,
  buttonPressed: 2,
  inflationTimeCap: 3,
  holdUnconfirmed: 4,
  linkLost: 5,
  noContraction: 6,
  slackCuff: 7,
  excessPressure: 8,
  batteryFalling: 9,
  armingUnused: 10,
  highPressureTimeCap: 11,
  restrictedTimeReached: 12,
  leakLarge: 13,
  noRise: 14,
  volumeOutsidePreset: 15,
  // 16–31 and 96–111: refusals. Nothing was inflated, or the hold was ended because the order was not allowed.
  setpointTooHigh: 16,
  setpointTooLow: 17,
  setpointNotANumber: 18,
  notZeroed: 19,
  notArmed: 20,
  lopMissing: 21,
  lopOfAnother: 22,
  lopMoreUpright: 23,
  lopImplausible: 24,
  screeningMissing: 25,
  notAdult: 26,
  reperfusionOwed: 27,
  restrictedTimeUsedUp: 28,
  batteryLow: 29,
  wrongLimb: 30,
  notOptedIn: 31,
  // 32–95: faults. Latched, the actuator rail is dropped, a restart clears them.
  overPressure: 32,
  transducerStale: 33,
  transducerInvalid: 34,
  deadManTripped: 35,
  configurationImpossible: 36,
  transducerStuck: 37,
  transducerNoisy: 38,
  transducerJumped: 39,
  transducersDisagree: 40,
  zeroDrifted: 41,
  hoseBlocked: 42,
  pumpStuckOn: 43,
  risesUnpumped: 44,
  ventBlocked: 45,
  valveStuck: 46,
  overTemperature: 47,
  ticksLate: 48,
  clockJumped: 49,
  storedDataCorrupt: 50,
  currentAbsent: 51,
  currentStray: 52,
  deadManUnproven: 53,
  lockedOut: 54,
  // More refusals: of the arming press.
  testNoRise: 96,
  testRisesTooFast: 97,
  testLeaks: 98,
  testBleedStuck: 99,
  testDumpStuck: 100,
  testRestless: 101,
  stillPressurised: 102,
  stillStarting: 103,
  personUnknown: 104,
  unlinked: 105,
  storeFull: 106,
  // 112–127: alarms. The cuff goes on.
  deviation: 112,
  leak: 113,
  timeCapNear: 114,
  confirmationDue: 115,
  noContractionAlarm: 116,
  linkMissing: 117,
  batteryNearlyLow: 118,
  buttonStuck: 119,
} as const);

export type Reason = (typeof Reason)[keyof typeof Reason];

const FIRST_FAULT_CODE = 32;
const LAST_FAULT_CODE = 95;

/** True for a reason that latches: the rail stays down until a restart. */
export function isFault(reason: Reason): boolean {
  return reason >= FIRST_FAULT_CODE && reason <= LAST_FAULT_CODE;
}
