import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { UsageError } from "../../sim/scenario/usage-error";
import type { Outcome } from "../campaign";
import type { Orders } from "./worker";

/** Compiling the simulator takes seconds, and longer where all cores are busy. */
const START_LIMIT_S = 120;

/** Does one job after the other on a thread, and takes another thread when a job has killed it. */
export class Hand {
  readonly #orders: Orders;
  readonly #limitS: number;
  #worker: Worker | undefined;

  constructor(orders: Orders, limitS: number) {
    this.#orders = orders;
    this.#limitS = limitS;
  }

  /** The job's outcome as a line of JSON, whatever becomes of it. A `UsageError` says that no thread will start. */
  async run(job: number): Promise<string> {
    const worker = this.#worker ?? (await this.#start());
    worker.postMessage(job);
    try {
      return await answerOf(worker, this.#limitS);
    } catch (cause) {
      await this.stop();
      const late = cause instanceof LateError;
      const failure = late ? `took longer than ${this.#limitS} s` : `killed its worker: ${messageOf(cause)}`;
      return JSON.stringify({ job, failure } satisfies Outcome<never>);
    }
  }

  /** A job that is being done is lost; the next one gets a new thread. */
  async stop(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(join(__dirname, "worker.ts"), {
      execArgv: ["-r", require.resolve("ts-node/register")],
      workerData: this.#orders,
    });
    this.#worker = worker;
    // It may also die between two jobs, when nobody waits for it.
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    try {
      await answerOf(worker, START_LIMIT_S);
      return worker;
    } catch (cause) {
      await this.stop();
      throw new UsageError(`the workers do not start: ${messageOf(cause)}`);
    }
  }
}

class LateError extends Error {
  override readonly name = "LateError";
}

/** The next message; fails when the worker dies first, or says nothing in time. */
async function answerOf(worker: Worker, limitS: number): Promise<string> {
  // A thread that is gone already will not say so again.
  if (worker.threadId < 0) throw new Error("gone before the job");
  const settled = new AbortController();
  const { signal } = settled;
  const death = async (): Promise<never> => {
    const [code] = await once(worker, "exit", { signal });
    throw new Error(`exit code ${code}`);
  };
  const lateness = async (): Promise<never> => {
    await setTimeout(limitS * 1000, undefined, { signal });
    throw new LateError("no answer in time");
  };
  try {
    // `once` also fails on "error", which is what a worker says that threw or ran out of memory.
    const [answer] = await Promise.race([once(worker, "message", { signal }), death(), lateness()]);
    return answer as string;
  } finally {
    settled.abort();
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
