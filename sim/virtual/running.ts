import { Changes, type Tell } from "./news";
import type { CuffOptions } from "./options";
import type { WorldOrder } from "./orders";
import { Pacer } from "./pacer";
import { openPseudoTerminal, type PseudoTerminal } from "./pseudo-terminal";
import { type CuffServer, serve } from "./server";
import { type Truth, truthOf } from "./truth";
import { VirtualCuff } from "./virtual-cuff";

/** Short beside the 10 ms of a tick would cost time; long beside it would make notifications come in bursts. */
const SLICE_MS = 10;
const REPORT_EVERY_MS = 100;

/** The simulated cuff, as fast as the clock on the wall, and everything that leads to it. */
export class RunningCuff {
  readonly cuff: VirtualCuff;
  readonly #tell: Tell;
  readonly #changes: Changes;
  readonly #pacer: Pacer;
  #server: CuffServer | undefined;
  #terminal: PseudoTerminal | undefined;
  #timer: NodeJS.Timeout | undefined;
  #toldMs = 0;
  /** Called ten times a second. */
  onReport: (truth: Truth) => void = () => undefined;

  private constructor({ scenario, seed, speed }: CuffOptions, tell: Tell) {
    this.cuff = new VirtualCuff(scenario, seed);
    this.#tell = tell;
    this.#changes = new Changes(tell);
    this.#pacer = new Pacer(speed, performance.now());
  }

  /** @throws UsageError where a port or a terminal is not to be had */
  static async start(options: CuffOptions, tell: Tell): Promise<RunningCuff> {
    const running = new RunningCuff(options, tell);
    await running.#open(options);
    return running;
  }

  get port(): number {
    return this.#server?.port ?? 0;
  }

  /** Gives what it came to; null where the deed has no two states. */
  carryOut({ deed, isOn }: WorldOrder): boolean | null {
    const state = this.cuff.do(deed, isOn);
    const on = deed.toggle === undefined ? null : state;
    this.#tell({ event: "deed", do: deed.name, on });
    return on;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#terminal?.close();
    await this.#server?.close();
    this.#tell({ event: "stopped" });
  }

  async #open({ port, serial }: CuffOptions): Promise<void> {
    const server = await serve(this.cuff, port, this.#tell, (order) => this.carryOut(order));
    this.#server = server;
    try {
      if (serial) await this.#plug();
    } catch (cause) {
      await server.close();
      throw cause;
    }
    const address = `ws://127.0.0.1:${server.port}`;
    const path = this.#terminal?.path ?? null;
    this.#tell({ event: "listening", cuff: `${address}/cuff`, world: `${address}/world`, serial: path });
    this.#timer = setInterval(() => this.#goOn(), SLICE_MS);
  }

  async #plug(): Promise<void> {
    const terminal = await openPseudoTerminal((bytes) => cable.take(bytes));
    const cable = this.cuff.plug(terminal);
    this.#terminal = terminal;
  }

  #goOn(): void {
    const nowMs = performance.now();
    this.cuff.run(this.#pacer.due(nowMs));
    const truth = truthOf(this.cuff);
    this.#changes.look(truth);
    if (nowMs - this.#toldMs < REPORT_EVERY_MS) return;
    this.#toldMs = nowMs;
    this.#server?.report();
    this.onReport(truth);
  }
}
