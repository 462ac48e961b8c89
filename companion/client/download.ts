import { logHead } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { operations } from "../../firmware/ble/operations";
import { crc32 } from "../../firmware/storage/crc32";
import { decoded } from "../protocol/frame-bytes";
import type { CuffClient } from "./client";
import { DownloadFailed } from "./errors";

/** Asked for at a time: what a lost link costs at most. */
export const PART_BYTES = 2048;
/** How long the cuff may be silent while it walks through a session, ms. */
export const LOG_PATIENCE_MS = 10_000;
/** How often one part may come over damaged. */
const MOST_DAMAGED = 5;

/** @param received bytes of `length`, checked */
export type Progress = (received: number, length: number) => void;

/** One session on its way. After an error `run` goes on where it was. */
export class Download {
  readonly #cuff: CuffClient;
  readonly #session: number;
  readonly #bytes: Uint8Array;
  readonly #onProgress: Progress;
  /** Checked so far. */
  #received = 0;
  /** Of the part that is under way, beyond those. */
  #arrived = 0;

  constructor(cuff: CuffClient, session: number, length: number, onProgress: Progress = () => undefined) {
    this.#cuff = cuff;
    this.#session = session;
    this.#bytes = new Uint8Array(length);
    this.#onProgress = onProgress;
  }

  /** The whole session. @throws DownloadFailed, LinkLost, RequestRefused, CuffTimeout */
  async run(): Promise<Uint8Array> {
    const stop = await this.#cuff.tap(Slot.log, (bytes) => this.#take(bytes));
    let damaged = 0;
    try {
      while (this.#received < this.#bytes.length) {
        if (await this.#part()) damaged = 0;
        else if (++damaged === MOST_DAMAGED)
          throw new DownloadFailed(`session ${this.#session}: it comes over damaged.`);
      }
      return this.#bytes;
    } finally {
      // Where the link is lost nothing has to be stopped.
      await stop().catch(() => undefined);
    }
  }

  /** False where the part has to be asked for once more. */
  async #part(): Promise<boolean> {
    const session = this.#session;
    const offset = this.#received;
    const length = Math.min(PART_BYTES, this.#bytes.length - offset);
    this.#arrived = 0;
    const answer = await this.#cuff.ask(
      operations.readSession,
      { session, offset, length },
      undefined,
      LOG_PATIENCE_MS,
    );
    if (answer.sent < length) throw new DownloadFailed(`session ${session}: it is shorter than the cuff has told.`);
    const end = offset + this.#arrived;
    if (this.#arrived !== length || crc32(this.#bytes, offset, end, 0) !== answer.crc) return false;
    this.#received = end;
    this.#onProgress(end, this.#bytes.length);
    return true;
  }

  /** A piece behind a gap is not taken: the part is then too short. */
  #take(bytes: Uint8Array): void {
    const piece = decoded(logHead, bytes);
    if (piece === undefined || piece.values.session !== this.#session) return;
    const at = this.#received + this.#arrived;
    const { tail } = piece;
    if (piece.values.offset !== at || at + tail.length > this.#bytes.length) return;
    this.#bytes.set(tail, at);
    this.#arrived += tail.length;
    this.#cuff.stillBusy();
  }
}
