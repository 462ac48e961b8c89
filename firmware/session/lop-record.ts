import { copyWearer, LopEntry, type Wearer } from "../shared/order";
import { Reason } from "../shared/reasons";

/** LOP values that people have lie within these (Doppler 120–282, narrow cuffs more), mmHg. */
const LOWEST_MMHG = 60;
const HIGHEST_MMHG = 400;

export function isPlausibleLop(mmhg: number): boolean {
  return mmhg >= LOWEST_MMHG && mmhg <= HIGHEST_MMHG;
}

/** The limb occlusion pressure that set-points are percentages of. It belongs to one arming, and to whom it was taken from. */
export class LopRecord {
  readonly #validMs: number;
  readonly #entry = new LopEntry();
  #isValid = false;
  #ageMs = 0;

  /** The cuff has found the present value by itself. */
  isFound = false;

  /** Of the entry that came last, whether it counts or not. */
  sequence = 0;

  /** @param validMs how long a value counts at most */
  constructor(validMs: number) {
    this.#validMs = validMs;
  }

  /** Whose it is. */
  get wearer(): Wearer {
    return this.#entry.wearer;
  }

  /** mmHg, or NaN where none counts. */
  get mmhg(): number {
    return this.#isValid ? this.#entry.mmhg : Number.NaN;
  }

  /** Now and then: lets the present value age by `ms`. */
  age(ms: number): void {
    this.#ageMs += ms;
    if (this.#ageMs > this.#validMs) this.#isValid = false;
  }

  /** A new entry has come: it counts only where `mayTake`. */
  take(entry: LopEntry, mayTake: boolean): void {
    this.sequence = entry.sequence;
    if (mayTake) this.#adopt(entry, false);
  }

  /** The cuff has found it by itself. */
  find(entry: LopEntry): void {
    this.#adopt(entry, true);
  }

  /** The cuff was disarmed: it may come off, and go on somewhere else. */
  forget(): void {
    this.#isValid = false;
    this.isFound = false;
  }

  /** Why it does not count for `wearer`, or `Reason.none`. */
  objection(wearer: Wearer): Reason {
    const entry = this.#entry;
    if (!this.#isValid) return Reason.lopMissing;
    if (!isPlausibleLop(entry.mmhg)) return Reason.lopImplausible;
    const of = entry.wearer;
    if (of.limb !== wearer.limb || of.side !== wearer.side || of.personSlot !== wearer.personSlot)
      return Reason.lopOfAnother;
    return of.posture > wearer.posture ? Reason.lopMoreUpright : Reason.none;
  }

  #adopt(entry: LopEntry, isFound: boolean): void {
    this.#copy(entry);
    this.isFound = isFound;
    this.#isValid = true;
    this.#ageMs = 0;
  }

  /** What was entered stays as it was, whatever becomes of the object that brought it. */
  #copy({ mmhg, wearer }: LopEntry): void {
    const entry = this.#entry;
    entry.mmhg = mmhg;
    copyWearer(wearer, entry.wearer);
  }
}
