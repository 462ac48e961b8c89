/** Time, as the client needs it; tests hand in one of their own, so that nothing in them waits. */
export interface Scheduler {
  /** ms since any moment; never goes back. */
  readonly nowMs: number;
  /** Calls `callback` once, after `delayMs`. What it gives back takes that back. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The time that passes for everybody. */
export const realTime: Scheduler = Object.freeze({
  get nowMs(): number {
    return performance.now();
  },
  after(delayMs: number, callback: () => void): () => void {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
});

export function pause(scheduler: Scheduler, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    scheduler.after(delayMs, resolve);
  });
}
