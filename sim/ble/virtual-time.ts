import type { Scheduler } from "../../companion/client/scheduler";

/** Something that goes on by the millisecond. */
export interface Stepped {
  /** True where something happened that somebody may want to react to. */
  step(): boolean;
}

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** Time that passes only while somebody waits for it, and the same way every time. */
export class VirtualTime implements Scheduler {
  readonly #worlds: Stepped[] = [];
  readonly #timers = new Set<Timer>();
  nowMs = 0;

  add(world: Stepped): void {
    this.#worlds.push(world);
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.nowMs + Math.max(0, delayMs), callback };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Lets so much time pass. */
  async run(ms: number): Promise<void> {
    await settled();
    for (const endMs = this.nowMs + ms; this.nowMs < endMs; ) await this.#step();
  }

  /** Lets time pass until `promise` has come to something. @throws what it threw, or an Error after `limitMs` */
  async until<T>(promise: Promise<T>, limitMs = 3_600_000): Promise<T> {
    let isOver = false;
    const done = (): void => {
      isOver = true;
    };
    promise.then(done, done);
    await settled();
    for (const endMs = this.nowMs + limitMs; !isOver; ) {
      if (this.nowMs >= endMs) throw new Error(`nothing came of it in ${limitMs} ms`);
      await this.#step();
    }
    return promise;
  }

  async #step(): Promise<void> {
    this.nowMs++;
    let isNews = false;
    for (const world of this.#worlds) if (world.step()) isNews = true;
    for (const timer of [...this.#timers]
      .filter(({ dueMs }) => dueMs <= this.nowMs)
      .sort((a, b) => a.dueMs - b.dueMs)) {
      // One may have taken back another.
      if (!this.#timers.delete(timer)) continue;
      timer.callback();
      isNews = true;
    }
    if (isNews) await settled();
  }
}

/** Everything that can go on without time passing has done so. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
