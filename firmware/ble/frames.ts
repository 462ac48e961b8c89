import { FrameType } from "./codes";
import {
  bits,
  code,
  counter,
  flag,
  mmhg,
  seconds,
  some,
  stamp,
  UNKNOWN_U8,
  UNKNOWN_U16,
  u8,
  u16,
  u32,
} from "./field-kinds";
import { FixedField } from "./fields";
import { frameOf } from "./frame";

/** Of this protocol: a client refuses a larger major number; a larger minor one has only more. */
export const PROTOCOL_MAJOR = 1;
export const PROTOCOL_MINOR = 0;
/** The oldest client that this cuff still works with. */
export const LEAST_CLIENT_MAJOR = 1;

const sequence = counter("sequence", 1, "goes up by 1 with every frame of this type");
const battery = u8("batteryPercent", "charge of the battery", { unit: "%", most: 100, unknown: UNKNOWN_U8 });

export const statusFrame = frameOf("status", "All that a display needs, ten times a second; only the newest counts.", [
  new FixedField("type", FrameType.status, "which frame this is"),
  sequence,
  stamp("uptimeMs", "when it was so, since power-on"),
  mmhg("pressureMmhg", "pressure in the cuff; none while no reading can be believed"),
  mmhg("setpointMmhg", "pressure that is held or gone to; none: released"),
  code("phase", "Phase", "what the cuff is doing"),
  code("reason", "Reason", "why it last stopped or refused"),
  code("alarm", "Reason", "the most urgent thing that is the case now"),
  bits("flags", [
    some("priority", 2, "how urgent the alarm is", "Priority"),
    flag("limbMoves", "the limb moves under the cuff"),
    flag("isSilenced", "somebody has silenced the buzzer for a while"),
    flag("isControlled", "some client holds control"),
    flag("isBondingOpen", "an unknown app may introduce itself"),
    flag("isLifting", "the cue to lift; otherwise the cue to lower"),
    flag("isArmed", "an order would be followed"),
  ]),
  seconds("inflatedMs", "since the inflation began; only a minute open ends it"),
  seconds("reperfusionMs", "rest that the limb still needs with the cuff open; 0: none", {
    unknown: UNKNOWN_U16,
    roundsUp: true,
  }),
  battery,
  bits("more", [
    some("part", 3, "where the training stands", "Part"),
    flag("hasLostSessions", "sessions were overwritten before they were downloaded"),
    flag("isLogFull", "what goes on is no longer recorded"),
    flag("isClockSet", "the cuff knows the date"),
    flag("isErasePending", "everything is erased at the next power-on"),
    flag("isDebugBuild", "not for a limb"),
  ]),
]);

export const sessionFrame = frameOf("session", "Where a training session stands; on every change, and once a second.", [
  new FixedField("type", FrameType.session, "which frame this is"),
  sequence,
  code("part", "Part", "where the training stands"),
  u8("set", "the set that is under way or comes next, from 0"),
  u8("sets", "how many the plan has; 0: no plan"),
  u16("wantedRepetitions", "of the plan, in this set; 0: none are counted"),
  u16("repetitions", "done in this set"),
  u16("remainingMs", "until this set or rest is over", { unit: "ms", factor: 100, unknown: UNKNOWN_U16 }),
  u8("personSlot", "who trains"),
  counter("answered", 1, "the deed that was answered last; goes up with every deed"),
  code("answer", "Reason", "none, or why it was refused"),
  seconds("restrictedMs", "that this limb has been restricted in 12 hours"),
  mmhg("targetMmhg", "what the plan comes to for this person; none: no plan"),
]);

export const lopResultFrame = frameOf(
  "lopResult",
  "The limb occlusion pressure (LOP) on record; on every change, and twice a second in a search.",
  [
    new FixedField("type", FrameType.lopResult, "which frame this is"),
    sequence,
    code("state", "LopState", "what is known"),
    code("reason", "Reason", "how the search ended"),
    mmhg("lopMmhg", "the limb occlusion pressure"),
    mmhg("marginMmhg", "half of the interval that holds it 19 times in 20"),
    u8("heartRatePerMin", "counted in the search", { unit: "1/min", unknown: UNKNOWN_U8 }),
    bits("flags", [flag("isFromFlank", "only the upper flank of the envelope was seen")]),
    u8("personSlot", "whose it is"),
    code("side", "Side", "of which limb"),
    code("posture", "Posture", "in which it was taken"),
  ],
);

export const rawHead = frameOf(
  "raw",
  "The pressure 100 times a second, as many samples at a time as fit: seven at an MTU of 23.",
  [
    new FixedField("type", FrameType.raw, "which frame this is"),
    sequence,
    stamp("uptimeMs", "of the first sample; the others follow 10 ms apart"),
  ],
  { name: "samples", kind: "pressures", least: 2, most: 506, meaning: "i16 each, 0.1 mmHg; −32768: none" },
);

export const eventFrame = frameOf("event", "Something has happened; the last 32 can be sent again.", [
  new FixedField("type", FrameType.event, "which frame this is"),
  counter("sequence", 2, "goes up by 1 with every event since power-on"),
  stamp("uptimeMs", "when, since power-on"),
  code("kind", "LiveEventKind", "what"),
  u8("code", "what exactly, by kind"),
  mmhg("pressureMmhg", "in the cuff at that time"),
]);

export const logHead = frameOf(
  "log",
  "A piece of a stored session, as it stands in the log: see log.md.",
  [
    new FixedField("type", FrameType.log, "which frame this is"),
    u32("session", "its number"),
    u32("offset", "place of the first byte in the session"),
  ],
  { name: "piece", kind: "bytes", least: 1, most: 503, meaning: "as stored" },
);

/** 22 bytes: the most that one answer to a read carries at an MTU of 23. */
export const capabilitiesFrame = frameOf(
  "capabilities",
  "What this cuff is and can do; the same as long as it is connected.",
  [
    u8("protocolMajor", "refuse a larger one than you know"),
    u8("protocolMinor", "a larger one has only more"),
    u8("leastClientMajor", "the oldest client that still works"),
    bits("flags", [
      flag("isLegCuff", "made for a leg; otherwise for an arm"),
      flag("hasSecondTransducer", "one at the manifold, one at the cuff"),
      flag("isDebugBuild", "not for a limb"),
      flag("isBenchBuild", "for a mandrel only"),
    ]),
    bits(
      "features",
      [
        flag("canSearch", "finds the limb occlusion pressure"),
        flag("canTrain", "takes a person through a plan"),
        flag("canPassive", "passive mode"),
        flag("canPrecondition", "preconditioning"),
        flag("hasLog", "keeps sessions and hands them out"),
        flag("hasRaw", "raw stream"),
        flag("hasClock", "the date can be set"),
        flag("hasPersons", "tells persons apart"),
      ],
      2,
    ),
    u32("unitId", "the same for as long as this cuff lives; tells two of them apart"),
    mmhg("lowestMmhg", "the lowest set-point that any order may ask for"),
    mmhg("highestMmhg", "the highest; person, limb and mode may allow less"),
    mmhg("stepMmhg", "what a set-point is worth being changed by"),
    u8("personSlots", "how many persons it tells apart"),
    u8("mostSets", "of one plan"),
    seconds("longestHoldMs", "the longest that any mode allows"),
    u16("cuffWidthCm", "width of the cuff", { unit: "cm", divisor: 10, unknown: UNKNOWN_U16 }),
  ],
);

/** Bluetooth's own Battery Level. */
export const batteryFrame = frameOf("battery", "Charge of the battery.", [battery]);

export const frames = Object.freeze([
  capabilitiesFrame,
  statusFrame,
  sessionFrame,
  lopResultFrame,
  rawHead,
  eventFrame,
  logHead,
  batteryFrame,
] as const);
