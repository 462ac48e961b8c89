import type { StoredSession } from "./stored-session";

/** A session that cannot be exported this way; the message says why, for people. */
export class ExportError extends Error {
  override readonly name = "ExportError";

  constructor(session: StoredSession, why: string) {
    super(`session ${session.number}: ${why}`);
  }
}
