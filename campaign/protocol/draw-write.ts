import { encoded } from "../../companion/protocol/frame-bytes";
import { BitsField, FixedField } from "../../firmware/ble/fields";
import { Slot } from "../../firmware/ble/gatt-table";
import type { Operation } from "../../firmware/ble/operation";
import { operationList, operations } from "../../firmware/ble/operations";
import { Mode } from "../../firmware/shared/order";
import type { RandomStream } from "../../sim/random";
import { chance, oneOf } from "../sessions/draw";
import { NOW_S, OTHER_KEY, OWN_KEY, WHOSE } from "./cuff-before";
import type { Stage } from "./stage";
import { lopOf, targetOf } from "./ways";

/** One write: where to, and what. */
export interface Write {
  readonly slot: Slot;
  readonly bytes: Uint8Array;
}

/** More than any MTU lets through in one write. */
const LONGEST_BYTES = 600;
const slots = Object.values(Slot);
const { introduce, requestControl, hold, adjust, search, trainPreset, deed, eraseEverything } = operations;
/** What a client has to get right before anything else counts, and what moves the cuff. */
const often: readonly Operation[] = [
  ...[introduce, introduce, requestControl, requestControl],
  ...[hold, adjust, search, trainPreset, deed],
];

/** A write as a broken or hostile client may make it; many are right, or nearly, or nothing deep would be reached. */
export function drawWrite(stage: Stage): Write {
  const { random } = stage;
  const draw = random.uniform();
  if (draw < 0.004) return { slot: Slot.release, bytes: noise(random, 40) };
  if (draw < 0.06)
    return {
      slot: oneOf(
        random,
        slots.filter((slot) => slot !== Slot.release),
      ),
      bytes: noise(random),
    };
  const slot = Slot.controlPoint;
  if (draw < 0.14) return { slot, bytes: noise(random) };
  if (draw < 0.22) return { slot, bytes: stage.point.last.slice() };
  const request = drawRequest(stage);
  if (draw < 0.55) return { slot, bytes: request };
  return { slot, bytes: draw < 0.62 ? outOfOrder(random, request) : mutated(random, request) };
}

function noise(random: RandomStream, most = chance(random, 0.1) ? LONGEST_BYTES : 24): Uint8Array {
  return Uint8Array.from({ length: Math.floor(random.between(0, most + 1)) }, () => byte(random));
}

function byte(random: RandomStream): number {
  return Math.floor(random.between(0, 256));
}

function outOfOrder(random: RandomStream, request: Uint8Array): Uint8Array {
  request[1] = ((request[1] ?? 0) + oneOf(random, [-2, -1, 1, 2, 100, 128])) & 0xff;
  return request;
}

/** Some bits turned over, cut short, or with something behind it. */
function mutated(random: RandomStream, request: Uint8Array): Uint8Array {
  if (chance(random, 0.2)) return request.slice(0, Math.floor(random.between(0, request.length)));
  if (chance(random, 0.2)) return Uint8Array.of(...request, ...noise(random, 12));
  for (let n = Math.ceil(random.between(0, 4)); n > 0; n--) {
    // Rarely the number: the rest would never be looked at.
    const at = chance(random, 0.1) ? 1 : oneOf(random, [0, ...Array.from(request.keys()).slice(2)]);
    const flipped = (request[at] ?? 0) ^ (1 << Math.floor(random.between(0, 8)));
    request[at] = chance(random, 0.3) ? oneOf(random, [0, 0x7f, 0x80, 0xff]) : flipped;
  }
  return request;
}

/** A right one, with the number that is due, or nearly always so. */
function drawRequest(stage: Stage): Uint8Array {
  const { random } = stage;
  let operation = chance(random, 0.45) ? oneOf(random, often) : oneOf(random, operationList);
  // The cuff would be of no use to anybody after the next start.
  if (operation === eraseEverything && chance(random, 0.8)) operation = hold;
  const { request } = operation;
  const known: Readonly<Record<string, number | boolean>> = { ...WHOSE, ...plausible(stage) };
  const values = request.blank();
  for (const field of request.fields) {
    if (field instanceof FixedField) continue;
    if (field instanceof BitsField) {
      for (const part of field.parts) if ("flag" in part) values[part.flag] = chance(random, 0.7);
    } else {
      const value = known[field.name];
      const anything = Math.floor(random.between(field.least, field.most + 1));
      values[field.name] = value !== undefined && chance(random, 0.85) ? value : anything;
    }
  }
  const body = encoded(request, values, tailFor(operation, random));
  return Uint8Array.of(operation.code, stage.point.nextSequence, ...body);
}

function plausible(stage: Stage): Readonly<Record<string, number>> {
  const { random, world } = stage;
  return {
    lopMmhg: lopOf(stage),
    setpointMmhg: targetOf(stage) + Math.round(random.between(-15, 5)),
    ceilingMmhg: 0,
    mode: oneOf(random, [Mode.free, Mode.free, Mode.resistance, Mode.passive]),
    unixS: NOW_S + Math.floor(world.nowMs / 1000),
    session: Math.floor(random.between(0, 8)),
    after: Math.floor(random.between(0, 8)),
    offset: 0,
    length: Math.floor(random.between(1, 300)),
    circumferenceCm: 40,
    systolicMmhg: 125,
  };
}

function tailFor(operation: Operation, random: RandomStream): Uint8Array | undefined {
  const { tail } = operation.request;
  if (tail === undefined) return undefined;
  if (operation === introduce && chance(random, 0.9)) return chance(random, 0.8) ? OWN_KEY : OTHER_KEY;
  const length = Math.floor(random.between(tail.least, tail.most + 1));
  const isText = tail.kind === "text" && chance(random, 0.7);
  return Uint8Array.from({ length }, () => (isText ? Math.floor(random.between(32, 127)) : byte(random)));
}
