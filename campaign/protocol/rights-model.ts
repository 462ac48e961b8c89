import { Gesture } from "../../firmware/shared/gesture";
import { MOST_BONDS } from "../../firmware/storage/bonds";
import type { Report } from "../monitor/monitor";

/** The numbers of `safety-rules.md`, "Who may", and of the protocol. */
const WINDOW_MS = 60_000;
const STRANGER_MS = 30_000;

/** Who may do what, told from outside: by what was written, and by what the button was seen to ask for. */
export class RightsModel {
  readonly #report: Report;
  /** As text, the oldest first. */
  keys: string[];
  windowMs = 0;
  isBonded = false;
  hasControl = false;
  #key = "";
  #owner = "";
  #strangerMs = 0;

  constructor(keys: string[], report: Report) {
    this.keys = keys;
    this.#report = report;
  }

  get owner(): string {
    return this.#owner;
  }

  /** Another client, or none. */
  begin(): void {
    this.isBonded = false;
    this.hasControl = false;
    this.#strangerMs = 0;
  }

  /** The chip has started anew. */
  restart(keys: string[]): void {
    this.begin();
    this.keys = keys;
    this.windowMs = 0;
    this.#owner = "";
  }

  /** @returns true when the client that is there has to go */
  turn(gesture: Gesture, isConnected: boolean, stepMs: number): boolean {
    if (gesture === Gesture.openBondingWindow) this.windowMs = WINDOW_MS;
    if (gesture === Gesture.forgetBonds) {
      this.begin();
      this.keys = [];
      this.#owner = "";
    }
    this.windowMs = Math.max(0, this.windowMs - stepMs);
    this.#strangerMs = isConnected && !this.isBonded && this.windowMs === 0 ? this.#strangerMs + stepMs : 0;
    return this.#strangerMs >= STRANGER_MS;
  }

  /** An app has introduced itself, and was told that all is well, or not. `canKeep`: there is room for its key. */
  introduced(key: string, isTaken: boolean, isNew: boolean, canKeep: boolean): void {
    const isKnown = this.keys.includes(key);
    const mayBeTaken = isKnown || this.windowMs > 0;
    if (isTaken && !mayBeTaken) this.#report("unauthorised: an unknown key was taken outside the bonding window");
    if (isTaken && isNew === isKnown) this.#report("a key is called new that is not, or the other way round");
    if (!isTaken && (isKnown || (mayBeTaken && canKeep))) this.#report("a key was refused that should be known");
    this.hasControl = false;
    this.isBonded = isTaken;
    if (!isTaken) return;
    this.#key = key;
    if (isKnown) return;
    this.windowMs = 0;
    this.keys = [...this.keys, key].slice(-MOST_BONDS);
  }

  controlAsked(isTaken: boolean, isOrderUnderWay: boolean): void {
    const isHeld = isOrderUnderWay && this.#owner !== "" && this.#owner !== this.#key;
    if (isTaken && isHeld) this.#report("unauthorised: control was taken while another client's order stands");
    if (!isTaken && !isHeld) this.#report("control was refused to the one who may have it");
    if (!isTaken) return;
    this.hasControl = true;
    this.#owner = this.#key;
  }
}
