import type { Values } from "../../firmware/ble/frame";
import { operations } from "../../firmware/ble/operations";
import { CHUNK_HEAD_BYTES } from "../../firmware/log/format";
import { decodeSession } from "../export/decode";
import type { StoredSession } from "../export/stored-session";
import type { CuffClient } from "./client";
import { Download, LOG_PATIENCE_MS, type Progress } from "./download";
import { LinkLost } from "./errors";

/** A session in the log of a cuff. */
export type SessionHead = Values<typeof operations.nextSession.answer>;

/** How often a download connects again before it gives up. */
const RESUMES = 5;

/** What a cuff has recorded. */
export class CuffLog {
  readonly #cuff: CuffClient;

  constructor(cuff: CuffClient) {
    this.#cuff = cuff;
  }

  /** How many sessions there are, and what became of others. */
  state(): Promise<Values<typeof operations.readLogState.answer>> {
    return this.#cuff.ask(operations.readLogState);
  }

  /** All sessions, the oldest first. */
  async sessions(): Promise<SessionHead[]> {
    const found: SessionHead[] = [];
    for (let after = 0; ; ) {
      // The cuff walks through a session to find its length.
      const head = await this.#cuff.ask(operations.nextSession, { after }, undefined, LOG_PATIENCE_MS);
      if (head.session === 0) return found;
      found.push(head);
      after = head.session;
    }
  }

  /**
   * Downloads a session. Where the link is lost in between, it connects again and goes on where it was.
   * @throws DownloadFailed, SessionUnreadable; LinkLost where the cuff stays away
   */
  async download({ session, length }: SessionHead, onProgress?: Progress): Promise<StoredSession> {
    const download = new Download(this.#cuff, session, length, onProgress);
    for (let resumes = 0; ; resumes++) {
      try {
        return decodeSession(session, chunksOf(await download.run()));
      } catch (error) {
        if (!(error instanceof LinkLost) || resumes === RESUMES) throw error;
        await this.#cuff.resume();
      }
    }
  }

  /** Tells the cuff that a session is safe elsewhere: it may go when room is needed. */
  async markDownloaded({ session }: Pick<SessionHead, "session">): Promise<void> {
    await this.#cuff.ask(operations.markDownloaded, { session });
  }
}

/** A session comes as its chunks, one after another; each tells its length. */
function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at + CHUNK_HEAD_BYTES <= bytes.length; ) {
    const end = at + CHUNK_HEAD_BYTES + (bytes[at + 4] ?? 0);
    yield bytes.subarray(at, end);
    at = end;
  }
}
