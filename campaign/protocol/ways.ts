import { encoded } from "../../companion/protocol/frame-bytes";
import { Slot } from "../../firmware/ble/gatt-table";
import { operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import type { Prescription } from "../../firmware/shared/prescription";
import { crc32 } from "../../firmware/storage/crc32";
import { encodePlan, MOST_PLAN_BYTES } from "../../firmware/storage/plan-bytes";
import { NOW_S, OWN_KEY, WHOSE } from "./cuff-before";
import type { Stage } from "./stage";

/** The ways of a well-behaved app into the states of a cuff. Each gives false where it did not come there. */

const START_MS = 90_000;
const ARM_MS = 30_000;
const FILL_MS = 60_000;
const PIECE_BYTES = 16;

/** Two short bouts, and the cuff is open between them. */
const plan: Prescription = {
  name: "bouts",
  mode: Mode.aerobic,
  percentLop: 60,
  fromPercentLop: 50,
  percentPerSession: 5,
  comfortRampS: 0,
  cadenceS: 0,
  sets: [
    { repetitions: 0, durationS: 60, restS: 60, isReleased: true },
    { repetitions: 0, durationS: 60, restS: 60, isReleased: true },
  ],
};

export function idle(stage: Stage): boolean {
  return stage.until(() => stage.world.output?.phase === Phase.vented, START_MS);
}

export function bonded(stage: Stage, key: Uint8Array): boolean {
  return stage.connect().succeeds(operations.introduce, {}, key);
}

export function inControl(stage: Stage): boolean {
  return (
    idle(stage) &&
    bonded(stage, OWN_KEY) &&
    stage.succeeds(operations.requestControl, {}) &&
    stage.succeeds(operations.setClock, { unixS: NOW_S }) &&
    stage.succeeds(operations.screen, { personSlot: WHOSE.personSlot, isAcknowledged: true, isAdult: true })
  );
}

export function armed(stage: Stage): boolean {
  return inControl(stage) && stage.press(300).until(() => stage.world.output?.isArmed === true, ARM_MS);
}

export function search(stage: Stage): boolean {
  return stage.succeeds(operations.search, { ...WHOSE, ceilingMmhg: 0 });
}

/** What a hold may be here, whole mmHg. */
export function targetOf(stage: Stage): number {
  return Math.round(Math.min(0.6 * lopOf(stage), 180));
}

export function lopOf(stage: Stage): number {
  return Math.round(stage.world.limb.lopMmhg);
}

/** Asks for a hold, and does not wait for the answer. */
export function hold(stage: Stage): boolean {
  const isEntered = stage.succeeds(operations.enterLop, { ...WHOSE, lopMmhg: lopOf(stage) });
  stage.run(100);
  const values = { ...WHOSE, mode: Mode.free, isOptIn: false, setpointMmhg: targetOf(stage) };
  const body = encoded(operations.hold.request, values);
  stage.write(Slot.controlPoint, Uint8Array.of(operations.hold.code, stage.point.nextSequence, ...body));
  return isEntered;
}

export function holding(stage: Stage, phase: Phase): boolean {
  return armed(stage) && hold(stage) && stage.until(() => stage.world.output?.phase === phase, FILL_MS);
}

export function training(stage: Stage): boolean {
  if (!armed(stage)) return false;
  stage.succeeds(operations.enterLop, { ...WHOSE, lopMmhg: lopOf(stage) });
  stage.run(100);
  const bytes = new Uint8Array(MOST_PLAN_BYTES);
  const planLength = encodePlan(plan, new DataView(bytes.buffer), 0);
  for (let offset = 0; offset < planLength; offset += PIECE_BYTES) {
    stage.ask(operations.putPlan, { offset }, bytes.subarray(offset, Math.min(offset + PIECE_BYTES, planLength)));
  }
  const planCrc = crc32(bytes, 0, planLength, 0);
  const values = { ...WHOSE, isOptIn: false, sessionsBefore: 9, planLength, planCrc };
  const result = stage.ask(operations.train, values);
  return result === Result.success && stage.until(() => stage.world.output?.phase === Phase.holding, FILL_MS);
}

/** In the middle of a transfer. */
export function readingTheLog(stage: Stage): boolean {
  if (!inControl(stage) || stage.link === undefined) return false;
  const session = stage.world.log?.sessionAfter(0) ?? 0;
  // Nobody has exchanged the MTU yet: it takes longer.
  stage.link.longestBytes = 20;
  const body = encoded(operations.readSession.request, { session, offset: 0, length: 4096 });
  stage.write(Slot.controlPoint, Uint8Array.of(operations.readSession.code, stage.point.nextSequence, ...body));
  return stage.run(50).point.isReading;
}
