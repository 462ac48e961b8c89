import { setImmediate, setTimeout } from "node:timers/promises";
import { TransportError } from "../companion/client/transport";
import { type MessageLine, WireTransport } from "../companion/client/wire-transport";
import type { VirtualCuff } from "../sim/virtual/virtual-cuff";

/** Where a cuff is: how to reach it, how its time goes on, and who presses its button. */
export interface Place {
  readonly transport: WireTransport;
  readonly nowMs: number;
  wait(ms: number): Promise<void>;
  /** Somebody holds the button down for so long. */
  press(forMs: number): Promise<void>;
}

const STEP_MS = 10;

/** A simulated cuff in this process, whose time goes on only while somebody waits. */
export class VirtualPlace implements Place {
  readonly transport: WireTransport;
  readonly #cuff: VirtualCuff;

  constructor(cuff: VirtualCuff) {
    this.#cuff = cuff;
    this.transport = new WireTransport(lineTo(cuff));
  }

  get nowMs(): number {
    return this.#cuff.world.nowMs;
  }

  async wait(ms: number): Promise<void> {
    for (let waited = 0; waited < ms; waited += STEP_MS) this.#cuff.run(STEP_MS);
    // Whoever waits for an answer gets to see it.
    await setImmediate();
  }

  async press(forMs: number): Promise<void> {
    this.#cuff.press(forMs);
    await this.wait(forMs + 100);
  }
}

function lineTo(cuff: VirtualCuff): MessageLine {
  let link: ReturnType<VirtualCuff["join"]> | undefined;
  return {
    name: "a virtual cuff",
    async open(onMessage, onEnd) {
      link = cuff.join({
        send(message, length) {
          onMessage(message.slice(0, length));
          return true;
        },
        end: () => onEnd("the cuff has ended the connection"),
      });
    },
    async send(message) {
      if (link === undefined) throw new TransportError("not connected");
      link.take(message);
    },
    async close() {
      if (link !== undefined) cuff.leave(link);
      link = undefined;
    },
  };
}

/** A cuff that is there, and a person beside it. */
export class RealPlace implements Place {
  readonly transport: WireTransport;
  readonly #tell: (text: string) => void;

  constructor(transport: WireTransport, tell: (text: string) => void) {
    this.transport = transport;
    this.#tell = tell;
  }

  get nowMs(): number {
    return performance.now();
  }

  async wait(ms: number): Promise<void> {
    await setTimeout(ms);
  }

  async press(forMs: number): Promise<void> {
    const how =
      forMs < 1000 ? "Press the button on the cuff briefly." : `Hold the button on the cuff for ${forMs / 1000} s.`;
    this.#tell(how);
    await this.wait(forMs);
  }
}
