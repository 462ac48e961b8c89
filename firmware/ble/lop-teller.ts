import type { Wearer } from "../shared/order";
import { Phase } from "../shared/phase";
import { Reason } from "../shared/reasons";
import type { TickInput, TickOutput } from "../shared/tick";
import { LopState } from "./codes";
import { lopResultFrame } from "./frames";
import { Slot } from "./gatt-table";
import type { Link } from "./link";

const SEARCHING_EVERY_MS = 500;

/** The limb occlusion pressure on record. */
export interface LopOnRecord {
  readonly isFound: boolean;
  readonly wearer: Wearer;
}

/** What is known of the limb occlusion pressure, and how the search goes. */
export class LopTeller {
  readonly #record: LopOnRecord;
  readonly #values = lopResultFrame.blank();
  readonly bytes = new Uint8Array(lopResultFrame.bytes);
  readonly #view = new DataView(this.bytes.buffer);
  #state: LopState = LopState.none;
  #wasSearching = false;
  #lopMmhg = Number.NaN;
  #sinceMs = SEARCHING_EVERY_MS;
  #isNews = true;
  /** This client has been told, or may read. */
  isTold = false;

  constructor(record: LopOnRecord) {
    this.#record = record;
  }

  begin(): void {
    this.isTold = false;
    this.#isNews = true;
  }

  turn(link: Link, output: TickOutput, input: TickInput, stepMs: number): void {
    this.#sinceMs += stepMs;
    this.#follow(output);
    const isSearching = this.#state === LopState.searching;
    if (!this.#isNews && !(isSearching && this.#sinceMs >= SEARCHING_EVERY_MS)) return;
    this.#isNews = false;
    this.isTold = true;
    this.#sinceMs = 0;
    this.#tell(output, input);
    // Where the link takes no more for now it is told again.
    if (!link.send(Slot.lopResult, this.bytes)) this.#isNews = link.isSubscribed(Slot.lopResult);
  }

  #follow({ phase, lopMmhg, isOrdered }: TickOutput): void {
    // Between its last step and its verdict a search holds nothing, and is still one.
    const isSearching = phase === Phase.searching || (this.#wasSearching && isOrdered);
    const isKnown = !Number.isNaN(lopMmhg);
    let state: LopState = isKnown ? (this.#record.isFound ? LopState.found : LopState.entered) : LopState.none;
    if (isSearching) state = LopState.searching;
    else if (!isKnown && (this.#wasSearching || this.#state === LopState.failed)) state = LopState.failed;
    this.#wasSearching = isSearching;
    if (state === this.#state && (lopMmhg === this.#lopMmhg || !isKnown)) return;
    this.#state = state;
    this.#lopMmhg = lopMmhg;
    this.#isNews = true;
  }

  #tell(output: TickOutput, { order }: TickInput): void {
    const values = this.#values;
    const isFound = this.#state === LopState.found;
    const isEntered = this.#state === LopState.entered;
    // Of a value it is told whose it is; of a search, whose limb is in the cuff.
    const { personSlot, side, posture } = isFound || isEntered ? this.#record.wearer : order.wearer;
    values.sequence++;
    values.state = this.#state;
    values.reason = this.#state === LopState.failed ? output.reason : Reason.none;
    values.lopMmhg = output.lopMmhg;
    values.marginMmhg = isFound ? output.lopMarginMmhg : Number.NaN;
    values.heartRatePerMin = isEntered ? Number.NaN : output.heartRatePerMin;
    values.isFromFlank = isFound && output.lopIsFromFlank;
    values.personSlot = personSlot;
    values.side = side;
    values.posture = posture;
    lopResultFrame.encode(values, this.#view, 0);
  }
}
