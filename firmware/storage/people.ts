import { PERSON_SLOTS, Posture, Side } from "../shared/order";
import type { Prescription } from "../shared/prescription";
import type { Codec } from "./codec";
import { Kind } from "./kinds";
import { decodePlan, encodePlan, MOST_PLAN_BYTES } from "./plan-bytes";
import { putUtf8, utf8At } from "./utf8";

/** What the cuff knows of the person in one slot. NaN stands for what nobody has told. */
export class Person {
  /** Somebody uses this slot. */
  isKnown = false;
  /** Where the cuff was worn last, and how the person sat. */
  side: Side = Side.left;
  posture: Posture = Posture.supine;
  circumferenceCm = Number.NaN;
  systolicMmhg = Number.NaN;
  /** The last limb occlusion pressure, mmHg, and when, s since 1970 (0: nobody had set the clock). To look at, not to train by. */
  lopMmhg = Number.NaN;
  lopAtS = 0;
  /** When the contraindications were acknowledged, s since 1970; 0 for never. */
  screenedAtS = 0;
  isAdult = false;
  /** What they trained last. */
  lastPlan: Prescription | undefined = undefined;

  /** Nobody uses this slot any more. */
  clear(): void {
    this.isKnown = false;
    this.side = Side.left;
    this.posture = Posture.supine;
    this.circumferenceCm = Number.NaN;
    this.systolicMmhg = Number.NaN;
    this.lopMmhg = Number.NaN;
    this.lopAtS = 0;
    this.screenedAtS = 0;
    this.isAdult = false;
    this.lastPlan = undefined;
  }
}

/** Bytes of a cuff's name as UTF-8: what one request of the protocol has room for, and a little less. */
export const MOST_CUFF_NAME_BYTES = 16;

/** The people of this cuff, one for each slot, and what they call it. */
export class People {
  /** "" for a cuff that nobody has named. */
  cuffName = "";
  readonly slots: readonly Person[] = Object.freeze(Array.from({ length: PERSON_SLOTS }, () => new Person()));
}

/** Without the plan, which follows behind its length in one byte; 0 for none. */
const PERSON_BYTES = 16;
export const PEOPLE_BYTES = 1 + MOST_CUFF_NAME_BYTES + PERSON_SLOTS * (PERSON_BYTES + 1 + MOST_PLAN_BYTES);
const UNKNOWN = 0xffff;
const TENTHS = 10;
const bit = Object.freeze({ known: 1, adult: 2, right: 4 });

/** Nobody's limb is thicker, cm; no blood pressure and no LOP is higher, mmHg. All of this project: beyond is a typing error. */
const THICKEST_CM = 120;
const HIGHEST_MMHG = 350;

export const peopleCodec: Codec<People> = Object.freeze({
  kind: Kind.people,
  version: 1,
  isPlausible: ({ slots }: People) => slots.every(isPlausiblePerson),
  encode: encodePeople,
  decode: decodePeople,
});

function isPlausiblePerson({ posture, circumferenceCm, systolicMmhg, lopMmhg }: Person): boolean {
  return isPlausibleBody(posture, circumferenceCm, systolicMmhg) && isOpen(lopMmhg, HIGHEST_MMHG);
}

/** What somebody tells of a person can be true. */
export function isPlausibleBody(posture: Posture, circumferenceCm: number, systolicMmhg: number): boolean {
  if (!(posture >= Posture.supine && posture <= Posture.standing)) return false;
  return isOpen(circumferenceCm, THICKEST_CM) && isOpen(systolicMmhg, HIGHEST_MMHG);
}

/** Not told, or above nothing and at most `highest`. */
function isOpen(value: number, highest: number): boolean {
  return Number.isNaN(value) || (value > 0 && value <= highest);
}

function encodePeople(people: People, into: DataView): number {
  const { slots, cuffName } = people;
  const nameBytes = putUtf8(cuffName, into, 1, MOST_CUFF_NAME_BYTES);
  into.setUint8(0, nameBytes);
  let at = 1 + nameBytes;
  for (let slot = 0; slot < slots.length; slot++) {
    const person = slots[slot];
    if (person !== undefined) at = putPerson(person, into, at);
  }
  return at;
}

/** Gives where the next one begins. */
function putPerson(person: Person, into: DataView, at: number): number {
  const { isKnown, isAdult, side, lastPlan } = person;
  into.setUint8(at, (isKnown ? bit.known : 0) | (isAdult ? bit.adult : 0) | (side === Side.right ? bit.right : 0));
  into.setUint8(at + 1, person.posture);
  into.setUint16(at + 2, tenthsOf(person.circumferenceCm), true);
  into.setUint16(at + 4, tenthsOf(person.systolicMmhg), true);
  into.setUint16(at + 6, tenthsOf(person.lopMmhg), true);
  into.setUint32(at + 8, person.lopAtS, true);
  into.setUint32(at + 12, person.screenedAtS, true);
  const planAt = at + PERSON_BYTES + 1;
  const planBytes = lastPlan === undefined ? 0 : encodePlan(lastPlan, into, planAt);
  into.setUint8(planAt - 1, planBytes);
  return planAt + planBytes;
}

function decodePeople(from: DataView, length: number): People | undefined {
  const people = new People();
  const nameBytes = length > 0 ? from.getUint8(0) : MOST_CUFF_NAME_BYTES + 1;
  if (nameBytes > MOST_CUFF_NAME_BYTES || 1 + nameBytes > length) return undefined;
  const cuffName = utf8At(from, 1, nameBytes);
  if (cuffName === undefined) return undefined;
  people.cuffName = cuffName;
  let at = 1 + nameBytes;
  for (const person of people.slots) {
    if (at + PERSON_BYTES + 1 > length) return undefined;
    const bits = from.getUint8(at);
    person.isKnown = (bits & bit.known) > 0;
    person.isAdult = (bits & bit.adult) > 0;
    person.side = (bits & bit.right) > 0 ? Side.right : Side.left;
    person.posture = from.getUint8(at + 1) as Posture;
    person.circumferenceCm = fromTenths(from.getUint16(at + 2, true));
    person.systolicMmhg = fromTenths(from.getUint16(at + 4, true));
    person.lopMmhg = fromTenths(from.getUint16(at + 6, true));
    person.lopAtS = from.getUint32(at + 8, true);
    person.screenedAtS = from.getUint32(at + 12, true);
    at += PERSON_BYTES;
    const planBytes = from.getUint8(at++);
    if (at + planBytes > length) return undefined;
    if (planBytes > 0) person.lastPlan = decodePlan(from, at, planBytes);
    if (planBytes > 0 && person.lastPlan === undefined) return undefined;
    at += planBytes;
  }
  return at === length ? people : undefined;
}

function tenthsOf(value: number): number {
  return Number.isNaN(value) ? UNKNOWN : Math.floor(value * TENTHS + 0.5);
}

function fromTenths(tenths: number): number {
  return tenths === UNKNOWN ? Number.NaN : tenths / TENTHS;
}
