/** Why the cuff stopped or refused. Codes travel over the wire and into logs: append only, never reuse. */
export const Reason = Object.freeze({
  none: 0,
  // Stops that leave the cuff usable: a new set-point is accepted once the old one was withdrawn.
  setpointWithdrawn: 1,
  buttonPressed: 2,
  inflationTimeCap: 3,
  // Refusals: nothing was inflated, or the hold was ended because the request was not allowed.
  setpointTooHigh: 16,
  setpointTooLow: 17,
  setpointNotANumber: 18,
  notZeroed: 19,
  // Faults: latched, the actuator rail is dropped, a restart clears them.
  overPressure: 32,
  transducerStale: 33,
  transducerInvalid: 34,
  deadManTripped: 35,
  configurationImpossible: 36,
} as const);

export type Reason = (typeof Reason)[keyof typeof Reason];

/** One sentence for a person, for every reason. */
export const reasonTexts: Readonly<Record<Reason, string>> = Object.freeze({
  [Reason.none]: "Nothing to report.",
  [Reason.setpointWithdrawn]: "Released because the target was withdrawn.",
  [Reason.buttonPressed]: "Released because the button on the cuff was pressed.",
  [Reason.inflationTimeCap]: "Released because the cuff had been inflated for the longest time allowed.",
  [Reason.setpointTooHigh]: "Refused: the target pressure is above the limit for this limb.",
  [Reason.setpointTooLow]: "Refused: the target pressure is too low to be a hold; to release, withdraw the target.",
  [Reason.setpointNotANumber]: "Refused: the target pressure is not a number.",
  [Reason.notZeroed]:
    "Refused: the open cuff has not read a steady zero yet. Leave it open and still for six seconds, then ask again.",
  [Reason.overPressure]:
    "Released because the cuff pressure was above the safety limit. Restart the cuff to use it again.",
  [Reason.transducerStale]:
    "Released because the pressure transducer stopped answering. Check its wiring, then restart the cuff.",
  [Reason.transducerInvalid]:
    "Released because the pressure transducer reported impossible values. Check it, then restart the cuff.",
  [Reason.configurationImpossible]:
    "Refused: with these parts the cuff could not be released fast enough, or its transducer cannot see the limits.",
  [Reason.deadManTripped]: "Released by the hard-timeout watchdog. Restart the cuff to use it again.",
});

const FIRST_FAULT_CODE = 32;

/** True for a reason that latches: the rail stays down until a restart. */
export function isFault(reason: Reason): boolean {
  return reason >= FIRST_FAULT_CODE;
}
