import { Slot } from "../../firmware/ble/gatt-table";
import type { Link } from "../../firmware/ble/link";
import type { Report } from "../monitor/monitor";
import { frameFlaw } from "./frame-flaw";

/** An answer that the cuff wanted to send, and whether it got through. */
export interface Attempt {
  readonly bytes: Uint8Array;
  readonly isSent: boolean;
}

/** The slots that only an encrypted link may listen to. */
const encrypted: readonly Slot[] = [Slot.controlPoint, Slot.lopResult, Slot.raw, Slot.events, Slot.log];

/** A client's end of a link that may do anything. It looks at every frame that the cuff sends. */
export class HostileLink implements Link {
  isEncrypted: boolean;
  longestBytes: number;
  /** Nothing gets through at the moment. */
  isStuck = false;
  /** The connection is over: nothing may be sent any more. */
  isGone = false;
  isDropped = false;
  readonly listening = new Set<Slot>();
  /** Answers of this turn. */
  attempts: Attempt[] = [];
  /** A part of the log has been asked for by somebody who may. */
  mayGetLog = false;
  frames = 0;
  readonly #report: Report;

  constructor(isEncrypted: boolean, longestBytes: number, report: Report) {
    this.isEncrypted = isEncrypted;
    this.longestBytes = longestBytes;
    this.#report = report;
  }

  isSubscribed(slot: Slot): boolean {
    return this.listening.has(slot) && (this.isEncrypted || !encrypted.includes(slot));
  }

  send(slot: Slot, bytes: Uint8Array): boolean {
    const isSent = !this.isStuck && this.isSubscribed(slot);
    const flaw = frameFlaw(slot, bytes, this.longestBytes);
    if (flaw !== undefined) this.#report(flaw);
    if (this.isGone) this.#report("sent something over a link that is gone");
    if (slot === Slot.raw && !this.isSubscribed(slot)) this.#report("raw samples for nobody");
    if (slot === Slot.log && !this.mayGetLog) this.#report("unauthorised: a part of the log was sent");
    if (slot === Slot.controlPoint) this.attempts.push({ bytes: bytes.slice(), isSent });
    if (isSent) this.frames++;
    return isSent;
  }

  /** It takes what it is sent, from now on. */
  recover(): void {
    this.isStuck = false;
    this.listening.add(Slot.controlPoint);
  }

  drop(): void {
    this.isDropped = true;
    this.isGone = true;
  }
}
