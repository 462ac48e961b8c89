import { KEY_BYTES } from "./link-operations";
import type { Needs } from "./operation";
import { Result } from "./results";

/** From the long press on: long enough to find the cuff with a phone, short enough that nobody else does. Ours, ms. */
const BONDING_WINDOW_MS = 60_000;
/** A client that nobody knows may stay this long outside the window: `safety-rules.md`, "Who may". */
const STRANGER_MS = 30_000;

/** The keys of the clients that the cuff knows. */
export interface Keys {
  knows(key: Uint8Array): boolean;
  /** False where it could not be kept. */
  add(key: Uint8Array): boolean;
}

/** Who the client is, and what it may do. All of it ends with the connection, but for who was in control. */
export class Rights {
  readonly #keys: Keys;
  readonly #key = new Uint8Array(KEY_BYTES);
  /** Whoever was in control last: only their return counts while their order goes on. */
  readonly #ownerKey = new Uint8Array(KEY_BYTES);
  #hasOwner = false;
  #windowMs = 0;
  #strangerMs = 0;

  /** The client has introduced itself with a key that the cuff knows. */
  isBonded = false;
  hasControl = false;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  get isBondingOpen(): boolean {
    return this.#windowMs > 0;
  }

  /** A long press at the cuff. */
  openBonding(): void {
    this.#windowMs = BONDING_WINDOW_MS;
  }

  /** Another client, or none. */
  begin(): void {
    this.isBonded = false;
    this.hasControl = false;
    this.#strangerMs = 0;
  }

  /** All keys were forgotten at the cuff: nobody is known any more. */
  forget(): void {
    this.begin();
    this.#hasOwner = false;
  }

  /** @returns true where the key is new, and was taken in */
  introduce(key: Uint8Array): boolean {
    this.hasControl = false;
    this.isBonded = this.#keys.knows(key);
    const isNew = !this.isBonded && this.isBondingOpen && this.#keys.add(key);
    if (isNew) {
      this.isBonded = true;
      // One phone for one press.
      this.#windowMs = 0;
    }
    if (this.isBonded) this.#key.set(key);
    return isNew;
  }

  /** False while another client's order goes on. */
  takeControl(isOrderUnderWay: boolean): boolean {
    if (isOrderUnderWay && this.#hasOwner && !isSame(this.#key, this.#ownerKey)) return false;
    this.#ownerKey.set(this.#key);
    this.#hasOwner = true;
    this.hasControl = true;
    return true;
  }

  /** What speaks against an operation that needs so much, or `Result.success`. */
  objection(needs: Needs): Result {
    if (needs === "link") return Result.success;
    if (!this.isBonded) return Result.notBonded;
    return needs === "bond" || this.hasControl ? Result.success : Result.notPermitted;
  }

  /** @returns true when a client that nobody knows has occupied the cuff for too long */
  advance(isConnected: boolean, stepMs: number): boolean {
    if (this.#windowMs > 0) this.#windowMs -= stepMs;
    if (!isConnected || this.isBonded || this.isBondingOpen) this.#strangerMs = 0;
    else this.#strangerMs += stepMs;
    return this.#strangerMs >= STRANGER_MS;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < KEY_BYTES; i++) if (a[i] !== b[i]) return false;
  return true;
}
