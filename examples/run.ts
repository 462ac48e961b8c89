import { mkdirSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import WebSocket from "ws";
import { SocketTransport } from "../companion/client/socket-transport";
import { VirtualCuff } from "../sim/ble/virtual-cuff";
import { VirtualTime } from "../sim/ble/virtual-time";
import { firstSession } from "./first-session";

const FOLDER = "out";
const FILE = `${FOLDER}/first-session.csv`;
const POWER_ON_MS = 8000;

const command = new Command("npm run example --")
  .description(
    `Plays examples/first-session.ts: bonds, finds the limb occlusion pressure, trains, downloads, writes ${FILE}.\n` +
      "Without an address, on a simulated cuff in no time. With one, such as that of npm run cuff, on the cuff that is\n" +
      "there, whose button you press yourself when you are asked to.",
  )
  .argument("[address]", "of a cuff, as in ws://127.0.0.1:7311/cuff");

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** You. */
const you = {
  press: async () => print("Press the button briefly: the cuff tests itself, and is armed."),
  holdButton: async () => print("Hold the button for four seconds: the cuff gets to know this app."),
};

async function play(address: string | undefined): Promise<string> {
  if (address !== undefined) return firstSession(new SocketTransport(address, WebSocket), you, print);
  const time = new VirtualTime();
  const cuff = new VirtualCuff(time);
  await time.run(POWER_ON_MS);
  return time.until(firstSession(cuff.transport(), cuff, print, time));
}

command.action(async (address: string | undefined) => {
  const csv = await play(address);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(FILE, csv);
  print(`wrote ${FILE}`);
});

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
