import { setImmediate } from "node:timers/promises";
import { WebSocket } from "ws";
import { SocketTransport } from "../../companion/client/socket-transport";
import type { News } from "../../sim/virtual/news";
import { parseOptions } from "../../sim/virtual/options";
import { type CuffServer, serve } from "../../sim/virtual/server";
import { VirtualCuff } from "../../sim/virtual/virtual-cuff";

const { scenario } = parseOptions([]) ?? {};
/** Turns of the event loop that a message over loopback may take; it takes a few. */
const MOST_TURNS = 20_000;

/** A virtual cuff behind a real socket; its time goes on when the test says so. */
export class Rig {
  readonly cuff: VirtualCuff;
  readonly server: CuffServer;
  readonly news: News[];
  readonly #open: SocketTransport[] = [];
  readonly #watchers: WebSocket[] = [];

  private constructor(cuff: VirtualCuff, server: CuffServer, news: News[]) {
    this.cuff = cuff;
    this.server = server;
    this.news = news;
  }

  static async start(): Promise<Rig> {
    const cuff = newCuff();
    const news: News[] = [];
    const server = await serve(
      cuff,
      0,
      (one) => news.push(one),
      ({ deed, isOn }) => {
        const on = cuff.do(deed, isOn);
        return deed.toggle === undefined ? null : on;
      },
    );
    return new Rig(cuff, server, news);
  }

  client(): SocketTransport {
    const client = new SocketTransport(`ws://127.0.0.1:${this.server.port}/cuff`, WebSocket);
    this.#open.push(client);
    return client;
  }

  async connected(): Promise<SocketTransport> {
    const client = this.client();
    await client.connect();
    return client;
  }

  /** Somebody at `/world`: sends, and hears what comes. */
  async watcher(): Promise<{ ask(text: string): Promise<Record<string, unknown>>; heard: Record<string, unknown>[] }> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.server.port}/world`);
    this.#watchers.push(socket);
    const heard: Record<string, unknown>[] = [];
    socket.on("message", (data) => heard.push(JSON.parse(String(data))));
    await new Promise((resolve) => socket.once("open", resolve));
    return {
      heard,
      ask: async (text) => {
        const before = heard.length;
        socket.send(text);
        await this.until(() => heard.length > before, 0);
        return heard.at(-1) ?? {};
      },
    };
  }

  /** The cuff's time goes on by `stepMs` a turn, and messages come and go, until `done`. */
  async until(done: () => boolean, stepMs = 10): Promise<void> {
    for (let turns = 0; !done(); turns++) {
      if (turns > MOST_TURNS) throw new Error("it does not happen");
      this.cuff.run(stepMs);
      await setImmediate();
    }
  }

  async close(): Promise<void> {
    for (const client of this.#open) await client.disconnect();
    for (const socket of this.#watchers) socket.terminate();
    await this.server.close();
  }
}

export function newCuff(): VirtualCuff {
  if (scenario === undefined) throw new Error("no scenario");
  return new VirtualCuff(scenario, 1);
}
