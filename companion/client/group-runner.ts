import { Reason } from "../../firmware/shared/reasons";
import { reasonText } from "../export/words";
import type { CuffClient } from "./client";
import type { Status } from "./feeds";
import { endOf, isUnderWay } from "./under-way";

/** A cuff in a group, and whose limb is in it. */
export interface Member {
  /** What people call it: "left leg". */
  readonly name: string;
  readonly cuff: CuffClient;
  /** The same text for every cuff that this person wears. */
  readonly person: string;
  /** Of this person, on this cuff. */
  readonly personSlot: number;
  /** A `Side`. */
  readonly side: number;
}

/** `done`: at its proper end. `lost`: the link; the cuff lets go by itself after 30 s. */
export type StopKind = "done" | "fault" | "released" | "lost";

export interface Stop {
  readonly member: Member;
  readonly kind: StopKind;
  /** A `Reason`; none for a lost link. */
  readonly reason: number;
  /** For people. */
  readonly message: string;
}

/** How long the status may take to show what was begun, ms. */
const SHOWN_MS = 2000;

/** Watches one cuff from its begin to its end. */
export class Runner {
  readonly member: Member;
  readonly #onStop: (stop: Stop) => void;
  #endings: readonly (() => void)[] = [];
  #wasShown = false;
  hasBegun = false;
  /** The status has shown that it is under way. */
  isRunning = false;
  stop: Stop | undefined;

  constructor(member: Member, onStop: (stop: Stop) => void) {
    this.member = member;
    this.#onStop = onStop;
  }

  /** @throws whatever `begin` throws; CuffTimeout where the status does not show it */
  async begin(begin: (member: Member) => Promise<unknown>): Promise<void> {
    const { cuff } = this.member;
    this.hasBegun = true;
    this.#endings = [
      cuff.status.listen((status) => this.#follow(status)),
      cuff.lost.listen(({ message }) => this.#end({ kind: "lost", reason: Reason.none, message })),
    ];
    await begin(this.member);
    if (!this.#wasShown) await cuff.status.next(isUnderWay, SHOWN_MS);
  }

  /** It is not watched any more. */
  end(): void {
    for (const ending of this.#endings) ending();
    this.#endings = [];
    this.isRunning = false;
  }

  #follow(status: Status): void {
    if (isUnderWay(status)) {
      this.isRunning = true;
      this.#wasShown = true;
    } else if (this.isRunning) {
      const { reason } = status;
      this.#end({ kind: endOf(status), reason, message: reasonText(reason) });
    }
  }

  #end(how: Omit<Stop, "member">): void {
    this.stop = { member: this.member, ...how };
    this.end();
    this.#onStop(this.stop);
  }
}
