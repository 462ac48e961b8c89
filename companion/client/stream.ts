import { CuffTimeout } from "./errors";
import type { Scheduler } from "./scheduler";

interface Waiting<T> {
  readonly test: (value: T) => boolean;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** Values that come again and again, for whoever wants to hear them. */
export class Stream<T> {
  readonly #scheduler: Scheduler;
  readonly #listeners = new Set<(value: T) => void>();
  readonly #waiting = new Set<Waiting<T>>();
  /** The newest value; undefined before the first. */
  latest: T | undefined;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** Calls `listener` with every value from now on. What it gives back ends that. */
  listen(listener: (value: T) => void): () => void {
    // One of its own, so that the same function may listen twice.
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /**
   * The newest value, or the first from now on, that passes `test`.
   * @param limitMs without one it waits for as long as the link stands
   * @throws CuffTimeout after `limitMs`
   * @throws LinkLost where the link is lost before
   */
  until(test: (value: T) => boolean, limitMs?: number): Promise<T> {
    if (this.latest !== undefined && test(this.latest)) return Promise.resolve(this.latest);
    return this.next(test, limitMs);
  }

  /** As `until`, but the newest value does not count: it may be from before. */
  next(test: (value: T) => boolean, limitMs?: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting<T> = { test, resolve: settle(resolve), reject: settle(reject) };
      const cancel =
        limitMs === undefined
          ? () => undefined
          : this.#scheduler.after(limitMs, () =>
              waiting.reject(new CuffTimeout(`It did not come about in ${limitMs} ms.`)),
            );
      const all = this.#waiting;
      all.add(waiting);
      function settle<A>(how: (argument: A) => void): (argument: A) => void {
        return (argument) => {
          cancel();
          all.delete(waiting);
          how(argument);
        };
      }
    });
  }

  /** A listener that throws keeps nobody else from hearing; what it threw is thrown on afterwards. */
  emit(value: T): void {
    this.latest = value;
    const thrown: unknown[] = [];
    const guard = (call: () => void): void => {
      try {
        call();
      } catch (error) {
        thrown.push(error);
      }
    };
    for (const waiting of [...this.#waiting]) guard(() => waiting.test(value) && waiting.resolve(value));
    for (const listener of [...this.#listeners]) guard(() => listener(value));
    if (thrown.length > 0) throw thrown[0];
  }

  /** Nothing more comes: whoever waits hears why. Listeners stay, for the next connection. */
  fail(error: Error): void {
    for (const waiting of [...this.#waiting]) waiting.reject(error);
  }
}
