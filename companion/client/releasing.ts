import { releaseLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import type { Connection } from "./connection";
import { CuffError, ReleaseUnconfirmed } from "./errors";
import type { Status } from "./feeds";
import type { Scheduler } from "./scheduler";
import type { Stream } from "./stream";

/** How long the status may take to show that the cuff lets go, ms. */
export const CONFIRM_MS = 2000;
/** Asked for so often until it does: asking once more costs nothing, ms. */
const AGAIN_MS = 250;
/** A pressure that falls by so much falls, mmHg. */
const FALLS_MMHG = 2;
/** An open cuff stays below this, mmHg. */
const EMPTY_MMHG = releaseLimits.deflated.value;

/**
 * Lets go, before everything else, and resolves once the cuff shows that it does: nothing is wanted any more, and the
 * cuff is open or its pressure falls.
 * @throws ReleaseUnconfirmed otherwise, within 2 s
 */
export async function release(connection: Connection, statuses: Stream<Status>, scheduler: Scheduler): Promise<Status> {
  // At once, while this call has not even returned.
  let again = connection.release();
  const write = (): void => {
    again = connection.release();
    ask();
  };
  let cancel: () => void = () => undefined;
  const ask = (): void => {
    // A phone may refuse it while another operation is under way: it is asked again.
    again.catch(() => undefined);
    cancel = scheduler.after(AGAIN_MS, write);
  };
  ask();
  try {
    return await statuses.next(isConfirmation(), CONFIRM_MS);
  } catch (error) {
    if (!(error instanceof CuffError)) throw error;
    throw new ReleaseUnconfirmed(
      connection.isUp ? "It has not shown within 2 s that it lets go." : "The connection to it is lost.",
    );
  } finally {
    cancel();
  }
}

/**
 * The first status may have been under way before the cuff heard of the release: what counts is a later one, beside it.
 */
function isConfirmation(): (status: Status) => boolean {
  let first: Status | undefined;
  return (status) => {
    first ??= status;
    return status.uptimeMs !== first.uptimeMs && isReleasing(status, first.pressureMmhg);
  };
}

function isReleasing({ setpointMmhg, phase, pressureMmhg }: Status, beforeMmhg: number): boolean {
  if (!Number.isNaN(setpointMmhg)) return false;
  switch (phase) {
    case Phase.vented:
    case Phase.armed:
    case Phase.starting:
      return true;
    case Phase.inflating:
    case Phase.holding:
    case Phase.searching:
    case Phase.testing:
      return false;
    default:
      return pressureMmhg <= EMPTY_MMHG || pressureMmhg <= beforeMmhg - FALLS_MMHG;
  }
}
