import { Gesture } from "./gesture";
import { Light } from "./light";
import { KnownPerson, LopEntry, Order, Screening } from "./order";
import { Phase } from "./phase";
import { Priority } from "./priority";
import { Reason } from "./reasons";
import { SampleQueue } from "./sample-queue";
import { TrainingInput, TrainingState } from "./training";

/** What a tick gets to see. One object, filled again before every tick. NaN stands for "not sensed on this board". */
export class TickInput {
  /** Transducer readings since the last tick: at the manifold, and on a second transducer's own tube at the cuff. */
  readonly samples = new SampleQueue();
  readonly cuffSamples = new SampleQueue();
  /** The pressure asked for, mmHg. `undefined` asks for release: there is no other word for stop. */
  wantedMmhg: number | undefined = undefined;
  readonly order = new Order();
  readonly lop = new LopEntry();
  readonly screening = new Screening();
  readonly known = new KnownPerson();
  readonly training = new TrainingInput();
  /** The button on the cuff is held down. */
  buttonDown = false;
  /** Goes up whenever somebody silences the buzzer. */
  silences = 0;
  /** Goes up whenever somebody asks, by whatever way, that the cuff let go of whatever it does. */
  releases = 0;
  /** Goes up whenever somebody asks which cuff this is. */
  identifies = 0;
  /** The bonded client that is in control is connected. */
  linked = false;
  /** What has to be kept can be kept. */
  canKeep = true;
  /** Flash is being erased before the power-on checks: ticks come late, and nothing may be driven yet. */
  isTidying = false;
  /** The dead-man has tripped: it released the cuff by itself and stays tripped until a restart. */
  deadManTripped = false;
  batteryMv = Number.NaN;
  temperatureC = Number.NaN;
  /** Currents, A. */
  pumpA = Number.NaN;
  bleedA = Number.NaN;
  dumpA = Number.NaN;
}

/** What a tick wants done and what it knows. One object, overwritten by every tick. */
export class TickOutput {
  /** PWM duty of the pump, 0..1. */
  pumpDuty = 0;
  /** PWM duty of the bleed valve's coil, 0..1. Normally open: 0 vents. */
  bleedCoilDuty = 0;
  /** PWM duty of the dump valve's coil, 0..1. Normally open: 0 vents. */
  dumpCoilDuty = 0;
  /** Toggle the monostable that holds up the actuator rail: something is driven. */
  railAlive = false;
  /** The tick completed on a fresh, plausible sample: the dead-man may be fed once the outputs are written. */
  proven = false;
  /** The dead-man has shown that it trips: forgive it this once. */
  clearTestTrip = false;

  phase: Phase = Phase.starting;
  /** Why the cuff last stopped or refused; `Reason.none` while all is well. */
  reason: Reason = Reason.none;
  /** The most urgent thing that is the case now, and how urgent it is. */
  alarm: Reason = Reason.none;
  priority: Priority = Priority.none;
  /** What was ordered is being carried out, its rests with the cuff open included. */
  isOrdered = false;
  /** An order is or would be followed. */
  isArmed = false;
  /** What the button just asked for, for one tick. */
  gesture: Gesture = Gesture.none;
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
  /** The limb is moving under the cuff. */
  limbMoves = false;
  /** What the last search found, mmHg, and half of the interval that holds it 19 times in 20; NaN for nothing. */
  lopFoundMmhg = Number.NaN;
  lopMarginMmhg = Number.NaN;
  /** The plateau of the pulse lay above the ceiling: only its upper flank was seen. */
  lopIsFromFlank = false;
  /** Heart rate that the search has counted; NaN before it has. */
  heartRatePerMin = Number.NaN;
  /** The limb occlusion pressure that counts now, mmHg, found or entered; NaN for none. */
  lopMmhg = Number.NaN;
  /** Where the training session stands. */
  readonly training = new TrainingState();
  /** Time since the inflation began, ms; only a minute deflated with the valves open ends it. */
  inflatedMs = 0;
  /** Rest that the limb still needs with the cuff open, ms. */
  reperfusionMs = 0;
  /** Colour of the light, the buzzer, and that somebody has silenced it for a while. */
  light: Light = Light.off;
  buzzerOn = false;
  isSilenced = false;
  /** Flash may be erased: vented and not armed. */
  mayErase = false;
}
