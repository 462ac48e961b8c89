import { TransportError } from "./transport";
import { type MessageLine, WireTransport } from "./wire-transport";

/** As much of a WebSocket as is used here: that of browsers, or of npm `ws`. */
interface Socket {
  binaryType: string;
  readonly readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly reason: string }) => void) | null;
  onerror: (() => void) | null;
  send(bytes: Uint8Array): void;
  close(): void;
}

/** `WebSocket`, wherever it comes from: its own type differs between browsers and npm `ws`. */
export type SocketClass = new (url: string) => object;

const OPEN = 1;

/** Reaches a cuff behind a WebSocket, such as that of `npm run cuff`. One message of the wire is one of the socket. */
export class SocketTransport extends WireTransport {
  /** @param socketClass needed where there is no global `WebSocket`: before Node 22, that of npm `ws` */
  constructor(url: string, socketClass: SocketClass | undefined = globalSocket()) {
    super(new SocketLine(url, socketClass));
  }
}

function globalSocket(): SocketClass | undefined {
  return (globalThis as { readonly WebSocket?: SocketClass }).WebSocket;
}

class SocketLine implements MessageLine {
  readonly name: string;
  readonly #socketClass: SocketClass | undefined;
  #socket: Socket | undefined;

  constructor(url: string, socketClass: SocketClass | undefined) {
    this.name = url;
    this.#socketClass = socketClass;
  }

  async open(onMessage: (message: Uint8Array) => void, onEnd: (why: string) => void): Promise<void> {
    if (this.#socketClass === undefined) {
      throw new TransportError("there is no WebSocket here: hand one over, such as that of npm ws");
    }
    let socket: Socket;
    try {
      socket = new this.#socketClass(this.name) as Socket;
    } catch {
      throw new TransportError(`${this.name} is no address of a WebSocket`);
    }
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    await new Promise<void>((resolve, reject) => {
      socket.onopen = () => resolve();
      socket.onerror = () => reject(new TransportError(`no cuff answers at ${this.name}`));
      socket.onclose = ({ reason }) => reject(new TransportError(reason === "" ? `${this.name} hung up` : reason));
    });
    socket.onerror = null;
    socket.onclose = ({ reason }) => onEnd(reason === "" ? "the connection was lost" : reason);
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) onMessage(new Uint8Array(data));
    };
  }

  async send(message: Uint8Array): Promise<void> {
    if (this.#socket?.readyState !== OPEN) throw new TransportError("not connected");
    this.#socket.send(message);
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) return;
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
  }
}
