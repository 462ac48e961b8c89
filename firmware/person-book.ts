import { isKnown } from "./safety/limb-account";
import type { KnownPerson, Screening, Wearer } from "./shared/order";
import type { Prescription } from "./shared/prescription";
import { isPlausibleBody, People, type Person, peopleCodec } from "./storage/people";
import type { RecordStore } from "./storage/record-store";

const MS_PER_S = 1000;

/** The people whom this cuff knows, kept across restarts by whoever calls `save` between ticks. */
export class PersonBook {
  readonly #store: RecordStore;
  readonly #people: People;
  #isDirty = false;
  /** What was told could not be kept: no room, or worn flash. */
  isFull = false;

  constructor(store: RecordStore) {
    this.#store = store;
    const stored = store.load(peopleCodec);
    // What cannot be read is asked for again: nobody is hurt by a question.
    if (stored.state === "corrupt") store.forget(peopleCodec.kind);
    this.#people = stored.state === "found" ? stored.value : new People();
  }

  /** `undefined` for a slot that does not exist. */
  at(slot: number): Readonly<Person> | undefined {
    return this.#people.slots[slot];
  }

  /** What is told of a person; NaN for what is not. False where it cannot be true: nothing changed then. */
  tell(wearer: Wearer, { circumferenceCm, systolicMmhg }: KnownPerson): boolean {
    const person = this.#people.slots[wearer.personSlot];
    if (person === undefined || !isKnown(wearer) || !isPlausibleBody(wearer.posture, circumferenceCm, systolicMmhg)) {
      return false;
    }
    person.isKnown = true;
    person.side = wearer.side;
    person.posture = wearer.posture;
    person.circumferenceCm = circumferenceCm;
    person.systolicMmhg = systolicMmhg;
    this.#isDirty = true;
    return true;
  }

  /** The person has acknowledged the contraindications, or has taken that back. @param nowS s since 1970 */
  screen(slot: number, isAcknowledged: boolean, isAdult: boolean, nowS: number): boolean {
    const person = this.#people.slots[slot];
    if (person === undefined) return false;
    person.isKnown = true;
    person.screenedAtS = isAcknowledged ? nowS : 0;
    person.isAdult = isAdult;
    this.#isDirty = true;
    return true;
  }

  /** What the person in the slot has stated; nobody knows how long ago it was before somebody has set the clock. */
  screening(slot: number, nowS: number, into: Screening): void {
    const person = this.#people.slots[slot];
    const atS = person?.screenedAtS ?? 0;
    into.isAdult = person?.isAdult === true;
    // A statement of the future was made by another clock.
    into.ageMs = atS > 0 && nowS >= atS ? (nowS - atS) * MS_PER_S : Number.NaN;
  }

  /** @param nowS s since 1970; 0 while nobody has set the clock */
  noteLop({ personSlot, side, posture }: Wearer, lopMmhg: number, nowS: number): void {
    const person = this.#people.slots[personSlot];
    if (person === undefined) return;
    person.isKnown = true;
    person.side = side;
    person.posture = posture;
    person.lopMmhg = lopMmhg;
    person.lopAtS = nowS;
    this.#isDirty = true;
  }

  notePlan(slot: number, plan: Prescription): void {
    const person = this.#people.slots[slot];
    // The same again, as most people train.
    if (person === undefined || person.lastPlan === plan) return;
    person.isKnown = true;
    person.lastPlan = plan;
    this.#isDirty = true;
  }

  /** What people call this cuff; "" where nobody has named it. */
  get cuffName(): string {
    return this.#people.cuffName;
  }

  nameCuff(name: string): void {
    if (name === this.#people.cuffName) return;
    this.#people.cuffName = name;
    this.#isDirty = true;
  }

  forget(slot: number): boolean {
    const person = this.#people.slots[slot];
    if (person === undefined) return false;
    person.clear();
    this.#isDirty = true;
    return true;
  }

  /** Now and then: keeps what was told or found since the last time. */
  save(): void {
    if (!this.#isDirty || this.isFull) return;
    const outcome = this.#store.save(peopleCodec, this.#people);
    // What did not get into flash is tried no more before a restart, and the cuff is not armed: nothing is lost unsaid.
    this.isFull = outcome === "noRoom" || outcome === "failed";
    this.#isDirty = this.isFull;
  }
}
