import { Hand } from "./hand";
import type { Orders } from "./worker";

/** Who does the jobs. */
export interface Crew {
  readonly orders: Orders;
  readonly workers: number;
  /** How long a job may take, s. */
  readonly limitS: number;
}

/**
 * Runs jobs on `crew.workers` threads and hands over every outcome as a line of JSON, in the order in which they end.
 * Comes back early when `signal` aborts; the jobs in work are lost then.
 */
export async function runJobs(
  jobs: Iterator<number>,
  { orders, workers, limitS }: Crew,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<void> {
  const hands = Array.from({ length: workers }, () => new Hand(orders, limitS));
  let over = signal.aborted;
  const end = async (): Promise<void> => {
    over = true;
    await Promise.all(hands.map((hand) => hand.stop()));
  };
  // Each takes its next job when it has done one, so a slow job holds up nobody else.
  const work = async (hand: Hand): Promise<void> => {
    for (let next = jobs.next(); !over && !next.done; next = jobs.next()) {
      const line = await hand.run(next.value);
      // What the jobs in work come to after the end is our doing, not theirs.
      if (!over) onLine(line);
    }
  };
  signal.addEventListener("abort", end, { once: true });
  try {
    await Promise.all(hands.map(work));
  } catch (cause) {
    if (!signal.aborted) throw cause;
  } finally {
    signal.removeEventListener("abort", end);
    await end();
  }
}
