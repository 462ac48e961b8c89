import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Readable, Writable } from "node:stream";

/** The optional package with the XS engine is absent or was not compiled. */
export class XsUnavailableError extends Error {}

/** What one message came back with, and how many heap slots were alive after a full collection. */
export interface XsReply {
  readonly reply: string;
  readonly liveSlots: number;
}

/** An empty message collects garbage; any other is text for the script's `onMessage`, whose answer goes back. */
const PRELUDE = `{ const collect = gc, decoder = new TextDecoder(), encoder = new TextEncoder();
globalThis.handleCommand = (bytes) => bytes.byteLength === 0 ? collect()
  : encoder.encode(globalThis.onMessage(decoder.decode(bytes))).buffer; }`;

/** Meter units after which one message ends the worker, so that an endless loop cannot hang a test. */
const METER_LIMIT = 500_000_000;
const METER_LIMIT_EXIT_CODE = 17;

function workerPath(): string {
  const system = process.platform === "darwin" ? "mac" : "lin";
  try {
    const root = dirname(require.resolve("@agoric/xsnap/package.json"));
    const path = join(root, "xsnap-native/xsnap/build/bin", system, "release/xsnap-worker");
    if (existsSync(path)) return path;
  } catch {
    // Not installed: an optional dependency.
  }
  throw new XsUnavailableError("no XS engine: @agoric/xsnap needs make and a C compiler when npm installs it");
}

/**
 * Scripts on the real XS engine, in a child process: the worker that @agoric/xsnap compiles, spoken to in its own
 * netstring protocol. The package's JavaScript side is left out because it freezes Node's primordials.
 */
export class XsEngine {
  readonly #worker: ChildProcess;
  readonly #toWorker: Writable;
  #received: Buffer = Buffer.alloc(0);
  #waiting: { resolve: (frame: Buffer) => void; reject: (reason: Error) => void }[] = [];
  #failure: Error | undefined;

  /** @throws XsUnavailableError */
  static async start(): Promise<XsEngine> {
    const engine = new XsEngine(workerPath());
    await engine.load(PRELUDE);
    return engine;
  }

  private constructor(path: string) {
    const stdio = ["ignore", "inherit", "inherit", "pipe", "pipe"] as const;
    this.#worker = spawn(path, ["xs", "-l", `${METER_LIMIT}`, "-i", "10000"], { stdio: [...stdio] });
    this.#toWorker = this.#worker.stdio[3] as Writable;
    this.#toWorker.on("error", () => undefined); // a dead worker is reported by its closing
    (this.#worker.stdio[4] as Readable).on("data", (chunk: Buffer) => this.#receive(chunk));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("close", (code) => {
      this.#fail(
        new Error(code === METER_LIMIT_EXIT_CODE ? "XS passed the meter limit" : `XS ended with code ${code}`),
      );
    });
  }

  /** Evaluates a script in the global scope. */
  async load(source: string): Promise<void> {
    await this.#request(`e${source}`);
  }

  /** Sends text to the script's `onMessage`. */
  async call(message: string): Promise<XsReply> {
    const [answer, collected] = await Promise.all([this.#request(`?${message}`), this.#request("?")]);
    return { reply: answer.reply, liveSlots: collected.heapSlots };
  }

  async close(): Promise<void> {
    this.#toWorker.end("1:q,");
    if (!this.#failure) await new Promise((resolve) => this.#worker.once("close", resolve));
  }

  /** The worker answers in order, so requests may overlap. */
  async #request(command: string): Promise<{ reply: string; heapSlots: number }> {
    const frame = await new Promise<Buffer>((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#waiting.push({ resolve, reject });
      this.#toWorker.write(`${Buffer.byteLength(command)}:${command},`);
    });
    if (frame.toString("latin1", 0, 1) === "!") throw new Error(`XS: ${frame.toString("utf8", 1)}`);
    const end = frame.indexOf(1); // ".", usage as JSON, "\1", the reply
    const usage = JSON.parse(frame.toString("utf8", 1, end)) as { currentHeapCount: number };
    return { reply: frame.toString("utf8", end + 1), heapSlots: usage.currentHeapCount };
  }

  /** Gathers netstrings: the content's length, ":", the content, ",". */
  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (let start = this.#received.indexOf(":") + 1; start > 0; start = this.#received.indexOf(":") + 1) {
      const end = start + Number(this.#received.toString("latin1", 0, start - 1));
      if (this.#received.length <= end) return;
      this.#waiting.shift()?.resolve(this.#received.subarray(start, end));
      this.#received = this.#received.subarray(end + 1);
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
