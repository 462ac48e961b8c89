import { CuffTimeout, LinkLost, ProtocolError } from "./errors";
import { pause, type Scheduler } from "./scheduler";
import type { Transport } from "./transport";

/** Some stacks drop a third of the connections right after they have made them. */
const TRIES = 6;
/** After the first try; twice as long after each further one, ms. */
const FIRST_PAUSE_MS = 250;
/** What the phone or computer may take to make a connection, ms. */
const CONNECT_MS = 20_000;

/**
 * Connects and lets `begin` do what has to follow, until both succeed.
 * @throws what the last try came to; a ProtocolError at once, because it comes again
 */
export async function connectWithPatience(
  transport: Transport,
  scheduler: Scheduler,
  begin: () => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await inTime(transport.connect(), scheduler);
      await begin();
      return;
    } catch (error) {
      await transport.disconnect().catch(() => undefined);
      if (error instanceof ProtocolError) throw error;
      if (tries === TRIES) throw new LinkLost(`Not connected after ${TRIES} tries. ${textOf(error)}`, { cause: error });
    }
    await pause(scheduler, FIRST_PAUSE_MS * 2 ** (tries - 1));
  }
}

function inTime(work: Promise<void>, scheduler: Scheduler): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = scheduler.after(CONNECT_MS, () => reject(new CuffTimeout("The cuff does not answer.")));
    work.then(resolve, reject).finally(cancel);
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
