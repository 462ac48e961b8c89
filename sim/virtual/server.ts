import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { type Line, MOST_MESSAGE_BYTES, WireError } from "../../firmware/wire/messages";
import { UsageError } from "../scenario/usage-error";
import type { Tell } from "./news";
import { orderOfMessage, type WorldOrder } from "./orders";
import { truthOf } from "./truth";
import type { VirtualCuff } from "./virtual-cuff";

const HOST = "127.0.0.1";
/** Nobody needs more; without an end each of them would cost time. */
const MOST_SOCKETS = 16;
/** A client that reads no more: what else is to be said is dropped, as a radio would. */
const MOST_UNSENT_BYTES = 64 * 1024;
const UPGRADE_REQUIRED = 426;
const OPEN = 1;
/** Codes from 4000 on are free for applications: RFC 6455, 7.4.2. */
const REFUSED = 4000;

const endTexts: Readonly<Record<number, string>> = {
  [WireError.busy]: "the cuff is in use by another client: one at a time",
  [WireError.dropped]: "the cuff has ended the connection",
};

export interface CuffServer {
  readonly port: number;
  /** Tells everybody at `/world` what is the case. */
  report(): void;
  close(): Promise<void>;
}

/** Offers the cuff at `/cuff` and its world at `/world`. @throws UsageError where the port is not to be had */
export async function serve(
  cuff: VirtualCuff,
  port: number,
  tell: Tell,
  carryOut: (order: WorldOrder) => boolean | null,
): Promise<CuffServer> {
  const watchers = new Set<WebSocket>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 2 * MOST_MESSAGE_BYTES, perMessageDeflate: false });
  const server = createServer((_, answer) => {
    answer.writeHead(UPGRADE_REQUIRED, { "Content-Type": "text/plain" });
    answer.end("A simulated cuff: connect a WebSocket to /cuff, or to /world.\n");
  });
  server.on("upgrade", (request, stream, head) => {
    const [path = ""] = (request.url ?? "").split("?");
    const isKnown = path === "/cuff" || path === "/world";
    if (!isKnown || sockets.clients.size >= MOST_SOCKETS) {
      stream.end(`HTTP/1.1 ${isKnown ? "503 Too Many Clients" : "404 Not Found"}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // What breaks off a socket also closes it.
      socket.on("error", () => undefined);
      if (path === "/cuff") admit(socket, cuff, tell);
      else watch(socket, watchers, carryOut);
    });
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    report() {
      if (watchers.size === 0) return;
      const text = JSON.stringify(truthOf(cuff));
      for (const socket of watchers) if (socket.bufferedAmount < MOST_UNSENT_BYTES) socket.send(text);
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why = cause.code === "EADDRINUSE" ? "is taken" : `cannot be had (${cause.code})`;
      reject(new UsageError(`port ${port} ${why}: choose another one with --port, or 0 for any that is free`));
    });
    server.listen(port, HOST, resolve);
  });
}

/** A client of the cuff: each message of the socket is one of the wire. */
function admit(socket: WebSocket, cuff: VirtualCuff, tell: Tell): void {
  const line: Line = {
    send(message, length) {
      if (socket.readyState !== OPEN || socket.bufferedAmount > MOST_UNSENT_BYTES) return false;
      // Copied: a socket that waits keeps what it was given.
      socket.send(message.slice(0, length));
      return true;
    },
    end(why) {
      const text = endTexts[why] ?? "refused";
      if (why === WireError.busy) tell({ event: "refused", why: text });
      socket.close(REFUSED + why, text);
    },
  };
  const link = cuff.join(line);
  socket.on("message", (data: RawData, isBinary: boolean) => {
    if (isBinary && Buffer.isBuffer(data)) link.take(data);
  });
  socket.on("close", () => cuff.leave(link));
}

/** Somebody who plays with the world. */
function watch(socket: WebSocket, watchers: Set<WebSocket>, carryOut: (order: WorldOrder) => boolean | null): void {
  watchers.add(socket);
  socket.on("close", () => watchers.delete(socket));
  socket.on("message", (data: RawData) => {
    try {
      const order = orderOfMessage(String(data));
      const on = carryOut(order);
      socket.send(JSON.stringify({ type: "done", do: order.deed.name, on }));
    } catch (cause) {
      if (!(cause instanceof UsageError)) throw cause;
      socket.send(JSON.stringify({ type: "mistake", text: cause.message }));
    }
  });
}
