import type { Flash } from "../storage/flash";
import { Gone } from "./gone";
import { Ring } from "./ring";
import { isUsed, Sector } from "./sector-heads";
import { SessionWalk } from "./session-walk";

/** Erased sectors that `tidy` provides: at 0.9 KB a minute, room for two hours. */
const RESERVE_SECTORS = 32;

/** All sessions that are stored, the oldest first. Starting it writes nothing. */
export class SessionShelf {
  readonly ring: Ring;
  /** How many sessions are stored, and how many of them have not been downloaded. */
  sessions = 0;
  undownloaded = 0;
  /** Less room is ready than a long session needs, or something waits for its erase. */
  needsTidy = false;
  /** Number of the session that is being recorded; 0 for none. */
  recording = 0;
  /** Reads what `read` has started. */
  readonly walk: SessionWalk;
  readonly #gone: Gone;
  readonly #reserveSectors: number;

  /** @throws RangeError for a partition that has no room for the reserve and one session beside it */
  constructor(flash: Flash, reserveSectors: number = RESERVE_SECTORS) {
    this.#gone = new Gone(flash);
    this.ring = new Ring(flash, this.#gone.upTo);
    if (this.ring.to - this.ring.from <= reserveSectors) throw new RangeError("partition too small");
    this.walk = new SessionWalk(flash, this.ring);
    this.#reserveSectors = reserveSectors;
    this.#recount();
  }

  /** How many sessions had to go, since everything was erased last, before anybody had downloaded them. */
  get undownloadedLost(): number {
    return this.#gone.undownloaded;
  }

  /** Number for the next session; none is given out twice. */
  get nextNumber(): number {
    return Math.max(this.ring.newest, this.#gone.upTo) + 1;
  }

  /** A sector has been opened; `isFirst` of a session. */
  noteOpened(isFirst: boolean): void {
    if (isFirst) {
      this.sessions++;
      this.undownloaded++;
      this.recording = this.ring.newest;
    }
    if (this.ring.readySectors(this.#reserveSectors) < this.#reserveSectors) this.needsTidy = true;
  }

  /**
   * Makes room, one erase at most: first what is dead, then the oldest session. Only while flash may be erased.
   * "done" while `needsTidy` stays true: no more room can be made.
   */
  tidy(): "more" | "done" {
    const { ring } = this;
    for (let sector = ring.after(ring.head), n = ring.to - ring.from; n > 0; sector = ring.after(sector), n--) {
      if (ring.stateOf(sector) !== Sector.dirty) continue;
      ring.prepare(sector);
      return "more";
    }
    const isEnough = ring.readySectors(this.#reserveSectors) >= this.#reserveSectors;
    const isMore = !isEnough && this.#dropOldest();
    this.needsTidy = !isEnough;
    return isMore ? "more" : "done";
  }

  /**
   * Every session is gone at once, and stays so whatever happens; `tidy` then erases one sector a call, also after a
   * restart. Only while flash may be erased. False if it could not be noted, or while a session is recorded: nothing
   * is gone then.
   */
  eraseAll(): boolean {
    const { ring } = this;
    if (this.recording > 0 || !this.#gone.save(this.nextNumber, 0)) return false;
    for (let sector = ring.from; sector < ring.to; sector++) {
      if (isUsed(ring.stateOf(sector))) ring.setState(sector, Sector.dirty);
    }
    this.#recount();
    return true;
  }

  /** Says that a session is safe elsewhere; true once that is kept. */
  markDownloaded(session: number): boolean {
    const sector = this.#firstSectorOf(session);
    if (sector < 0 || session === this.recording) return false;
    if (this.ring.stateOf(sector) === Sector.taken) return true;
    if (!this.ring.heads.markTaken(sector, session)) return false;
    this.ring.setState(sector, Sector.taken);
    this.undownloaded--;
    return true;
  }

  isDownloaded(session: number): boolean {
    const sector = this.#firstSectorOf(session);
    return sector >= 0 && this.ring.stateOf(sector) === Sector.taken;
  }

  /** Number of the oldest session behind `session`; 0 where there is none. Begin with 0. */
  sessionAfter(session: number): number {
    const { ring } = this;
    for (let sector = ring.after(ring.head), n = ring.to - ring.from; n > 0; sector = ring.after(sector), n--) {
      if (!beginsSession(ring.stateOf(sector))) continue;
      const found = ring.heads.owner(sector).a;
      if (found > session) return found;
    }
    return 0;
  }

  /** Starts `walk` on a session; false if there is none of this number. */
  read(session: number): boolean {
    const sector = this.#firstSectorOf(session);
    if (sector >= 0) this.walk.start(session, sector);
    return sector >= 0;
  }

  #firstSectorOf(session: number): number {
    const { ring } = this;
    for (let sector = ring.from; sector < ring.to; sector++) {
      if (beginsSession(ring.stateOf(sector)) && ring.heads.owner(sector).a === session) return sector;
    }
    return -1;
  }

  /** The oldest session is gone from now on; its sectors wait for their erase. */
  #dropOldest(): boolean {
    const { ring } = this;
    let sector = ring.after(ring.head);
    let left = ring.to - ring.from;
    while (left > 0 && !isUsed(ring.stateOf(sector))) {
      sector = ring.after(sector);
      left--;
    }
    if (left === 0) return false;
    const session = ring.heads.owner(sector).a;
    const lost = this.undownloadedLost + (ring.stateOf(sector) === Sector.taken ? 0 : 1);
    if (session === this.recording || !this.#gone.save(session, lost)) return false;
    for (; left > 0; sector = ring.after(sector), left--) {
      if (!isUsed(ring.stateOf(sector))) continue;
      if (ring.heads.owner(sector).a !== session) break;
      ring.setState(sector, Sector.dirty);
    }
    this.#recount();
    return true;
  }

  #recount(): void {
    const { ring } = this;
    this.sessions = 0;
    this.undownloaded = 0;
    this.needsTidy = ring.readySectors(this.#reserveSectors) < this.#reserveSectors;
    for (let sector = ring.from; sector < ring.to; sector++) {
      const state = ring.stateOf(sector);
      if (state === Sector.dirty) this.needsTidy = true;
      if (!beginsSession(state)) continue;
      this.sessions++;
      if (state === Sector.first) this.undownloaded++;
    }
  }
}

function beginsSession(state: Sector): boolean {
  return state === Sector.first || state === Sector.taken;
}
