import { randomBytes } from "node:crypto";
import { WebSocket } from "ws";
import { textOf } from "../bench/section";
import { SerialTransport } from "../companion/client/serial-transport";
import { SocketTransport } from "../companion/client/socket-transport";
import { TransportError } from "../companion/client/transport";
import { KEY_BYTES } from "../firmware/ble/link-operations";
import { UsageError } from "../sim/scenario/usage-error";
import { parseOptions as cuffOptions } from "../sim/virtual/options";
import { VirtualCuff } from "../sim/virtual/virtual-cuff";
import type { Burden } from "./failure";
import { type ConformanceOptions, parseOptions } from "./options";
import { type Place, RealPlace, VirtualPlace } from "./place";
import { figuresOf, runSuite } from "./run";
import { openSerialPort } from "./serial-port";

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const SEED = 1;

/** The cuff that was asked for, and how to let go of it. */
function placeOf({ url, serial }: ConformanceOptions): { place: Place; close(): void } {
  const tell = (text: string): void => void process.stderr.write(`${text}\n`);
  if (url !== undefined) return { place: new RealPlace(new SocketTransport(url, WebSocket), tell), close() {} };
  if (serial !== undefined) {
    const port = openSerialPort(serial);
    return { place: new RealPlace(new SerialTransport(serial, port), tell), close: () => port.close() };
  }
  const options = cuffOptions([]);
  if (options === undefined) throw new Error("no cuff");
  return { place: new VirtualPlace(new VirtualCuff(options.scenario, SEED)), close() {} };
}

async function run(options: ConformanceOptions): Promise<number> {
  const { place, close } = placeOf(options);
  try {
    // Whether there is a cuff at all is no matter of the protocol.
    await place.transport.connect();
    const burdens = new Set<Burden>([
      ...(options.inflate ? (["inflates"] as const) : []),
      ...(options.erase ? (["erases"] as const) : []),
    ]);
    const report = await runSuite(place, burdens, randomBytes(KEY_BYTES), ({ check: { name }, failure }) => {
      if (!options.json) process.stderr.write(`${failure === "" ? "ok    " : "FAILED"}  ${name}\n`);
    });
    const figures = figuresOf(report);
    process.stdout.write(options.json ? `${JSON.stringify({ figures }, null, 2)}\n` : `\n${textOf([{ figures }])}`);
    return figures.every(({ met }) => met !== false) ? 0 : EXIT_FAILED;
  } finally {
    close();
  }
}

async function main(): Promise<number> {
  try {
    const options = parseOptions(process.argv.slice(2));
    return options === undefined ? 0 : await run(options);
  } catch (cause) {
    if (!(cause instanceof UsageError || cause instanceof TransportError)) throw cause;
    process.stderr.write(`${cause.message}\n`);
    return EXIT_USAGE;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
