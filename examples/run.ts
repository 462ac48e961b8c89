import { mkdirSync, writeFileSync } from "node:fs";
import WebSocket from "ws";
import { SocketTransport } from "../companion/client/socket-transport";
import { VirtualCuff } from "../sim/ble/virtual-cuff";
import { VirtualTime } from "../sim/ble/virtual-time";
import { firstSession } from "./first-session";

const FOLDER = "out";
const FILE = `${FOLDER}/first-session.csv`;

const HELP = `Usage: npm run example [-- ws://127.0.0.1:7311/cuff]

Plays examples/first-session.ts: bonds, finds the limb occlusion pressure, trains, downloads, writes ${FILE}.
Without an address, on a simulated cuff in no time. With one, on the cuff that is there, such as that of npm run cuff,
whose button you press yourself when you are asked to.`;
const POWER_ON_MS = 8000;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** You. */
const you = {
  press: async () => print("Press the button briefly: the cuff tests itself, and is armed."),
  holdButton: async () => print("Hold the button for four seconds: the cuff gets to know this app."),
};

async function main(): Promise<void> {
  const [url] = process.argv.slice(2);
  if (url === "--help" || url === "-h") {
    print(HELP);
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  if (url !== undefined) {
    writeFileSync(FILE, await firstSession(new SocketTransport(url, WebSocket), you, print));
  } else {
    const time = new VirtualTime();
    const cuff = new VirtualCuff(time);
    await time.run(POWER_ON_MS);
    writeFileSync(FILE, await time.until(firstSession(cuff.transport(), cuff, print, time)));
  }
  print(`wrote ${FILE}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
