/** What the cuff is doing. Codes travel over the wire and into logs: append only. */
export const Phase = Object.freeze({
  /** Valves open, pump off, the release proven: nothing is on the limb. */
  vented: 0,
  /** The pump works toward a set-point that has not been reached yet. */
  inflating: 1,
  /** The set-point was reached and is being held. */
  holding: 2,
  /** Pump off and both valves open; the pressure is on its way down. */
  releasing: 3,
  /** As releasing, and a fault is latched: nothing is driven, and the actuator rail stays down, until a restart. */
  faulted: 4,
  /** Since power-on: dead-man, transducers and zero are being proven. Valves open. */
  starting: 5,
  /** After the arming press: pump, valves and tightness are being proven at low pressure. */
  testing: 6,
  /** Proven and vented; an order will be followed. */
  armed: 7,
  /** Looks for the limb occlusion pressure: goes up in steps, and listens to the pulse. */
  searching: 8,
} as const);

export type Phase = (typeof Phase)[keyof typeof Phase];

export const phaseNames: Readonly<Record<Phase, string>> = Object.freeze({
  [Phase.vented]: "vented",
  [Phase.inflating]: "inflating",
  [Phase.holding]: "holding",
  [Phase.releasing]: "releasing",
  [Phase.faulted]: "faulted",
  [Phase.starting]: "starting",
  [Phase.testing]: "testing",
  [Phase.armed]: "armed",
  [Phase.searching]: "searching",
});
