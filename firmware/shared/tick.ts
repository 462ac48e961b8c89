import { Phase } from "./phase";
import { Reason } from "./reasons";
import { SampleQueue } from "./sample-queue";

/** What a tick gets to see. One object, filled again before every tick. */
export class TickInput {
  /** Transducer readings since the last tick. */
  readonly samples = new SampleQueue();
  /** The pressure asked for, mmHg. `undefined` asks for release: there is no other word for stop. */
  wantedMmhg: number | undefined = undefined;
  /** The button on the cuff is held down. */
  buttonDown = false;
  /** The dead-man has tripped: it released the cuff by itself and stays tripped until a restart. */
  deadManTripped = false;
}

/** What a tick wants done and what it knows. One object, overwritten by every tick. */
export class TickOutput {
  /** PWM duty of the pump, 0..1. */
  pumpDuty = 0;
  /** PWM duty of the bleed valve's coil, 0..1. Normally open: 0 vents. */
  bleedCoilDuty = 0;
  /** PWM duty of the dump valve's coil, 0..1. Normally open: 0 vents. */
  dumpCoilDuty = 0;
  /** Toggle the monostable that holds up the actuator rail. */
  railAlive = false;
  /** The tick completed on a fresh, plausible sample: the dead-man may be fed once the outputs are written. */
  proven = false;

  phase: Phase = Phase.vented;
  /** Why the cuff last stopped or refused; `Reason.none` while all is well. */
  reason: Reason = Reason.none;
  /** Estimated cuff pressure, mmHg gauge. Meaningful only while `pressureValid`. */
  pressureMmhg = 0;
  pressureValid = false;
  /** The pressure being regulated to, or `undefined` while released. */
  setpointMmhg: number | undefined = undefined;
  /** Wanted rate of pressure change, mmHg/s. */
  rateMmhgPerS = 0;
  /** Identified over preset cuff volume, and how fast the pressure moves by itself, mmHg/s. */
  volumeFactor = 1;
  driftMmhgPerS = 0;
  /** Time since the inflation began, ms; only a minute deflated with the valves open ends it. */
  inflatedMs = 0;
}
