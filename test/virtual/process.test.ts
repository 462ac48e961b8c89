import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { expect } from "chai";
import { WebSocket } from "ws";
import { SerialTransport } from "../../companion/client/serial-transport";
import { SocketTransport } from "../../companion/client/socket-transport";
import { openSerialPort } from "../../conformance/serial-port";
import { Slot } from "../../firmware/ble/gatt-table";
import { UsageError } from "../../sim/scenario/usage-error";
import { parseOptions } from "../../sim/virtual/options";

const root = join(__dirname, "../..");
const command = ["-r", "ts-node/register", "sim/virtual/main.ts"];

/** `npm run cuff` as a process of its own. */
class Process {
  readonly child: ChildProcess;
  readonly #lines: Interface;
  readonly #told: string[] = [];
  readonly exited: Promise<number | null>;

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [...command, "--port", "0", ...args], { cwd: root, stdio: "pipe" });
    this.#lines = createInterface(this.child.stdout as NodeJS.ReadableStream);
    this.#lines.on("line", (line) => this.#told.push(line));
    this.exited = new Promise((resolve) => this.child.once("exit", resolve));
  }

  /** Resolves with the first line that matches, whether it has come or not. */
  line(pattern: RegExp): Promise<string> {
    const told = this.#told.find((line) => pattern.test(line));
    if (told !== undefined) return Promise.resolve(told);
    return new Promise((resolve) => {
      this.#lines.on("line", (line) => {
        if (pattern.test(line)) resolve(line);
      });
    });
  }

  say(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }
}

describe("npm run cuff", () => {
  let running: Process | undefined;

  afterEach(() => {
    running?.child.kill();
    running = undefined;
  });

  function cuff(...args: string[]): SpawnSyncReturns<string> {
    return spawnSync(process.execPath, [...command, ...args], { cwd: root, encoding: "utf8", input: "" });
  }

  /** A command that has to be refused: exit 2 and one line that matches. */
  function refused(words: RegExp, ...args: string[]): void {
    const { status, stdout, stderr } = cuff(...args);
    expect(stderr).to.match(words);
    expect(stderr.trim().split("\n")).to.have.lengthOf(1);
    expect([status, stdout]).to.deep.equal([2, ""]);
  }

  it("starts, is found where it says, obeys lines and quits", async () => {
    running = new Process("--json");
    const listening = JSON.parse(await running.line(/listening/)) as { cuff: string };
    const client = new SocketTransport(listening.cuff, WebSocket);
    await client.connect();
    const status = new Promise<Uint8Array>((resolve) => void client.subscribe(Slot.status, resolve));
    expect(await status).to.have.length.above(19);
    await running.line(/"client":"connected"/);
    running.say("leak on");
    expect(JSON.parse(await running.line(/deed/))).to.deep.equal({ event: "deed", do: "leak", on: true });
    running.say("leek");
    expect(await running.line(/mistake/)).to.match(/unknown: leek/);
    running.say("q");
    expect(await running.exited).to.equal(0);
  });

  it("stops on SIGTERM, with a client connected", async () => {
    running = new Process("--json");
    const { cuff } = JSON.parse(await running.line(/listening/)) as { cuff: string };
    const client = new SocketTransport(cuff, WebSocket);
    await client.connect();
    const lost = new Promise<void>((resolve) => {
      client.onLost = resolve;
    });
    running.child.kill("SIGTERM");
    await lost;
    expect(await running.exited).to.equal(0);
  });

  it("is a cuff on a serial line too", async function () {
    if (spawnSync("python3", ["-c", "import pty"]).status !== 0) {
      if (process.env.CI) throw new Error("no python3");
      this.skip();
    }
    running = new Process("--serial", "--json");
    const { serial } = JSON.parse(await running.line(/listening/)) as { serial: string };
    const port = openSerialPort(serial);
    const client = new SerialTransport(serial, port);
    await client.connect();
    expect(await client.read(Slot.capabilities)).to.have.length.above(20);
    const status = new Promise<Uint8Array>((resolve) => void client.subscribe(Slot.status, resolve));
    expect(await status).to.have.length.above(19);
    await client.disconnect();
    port.close();
    running.say("quit");
    expect(await running.exited).to.equal(0);
  });

  it("explains itself", () => {
    const { stdout, status } = cuff("--help");
    expect(status).to.equal(0);
    for (const word of ["--port", "--limb", "--seed", "--person", "--serial", "--speed", "--json", "/world", "bond"]) {
      expect(stdout).to.include(word);
    }
  });

  it("refuses what it cannot do in one line", () => {
    refused(/bogus/, "--bogus");
    const refusal = (...args: string[]) => {
      try {
        parseOptions(args);
      } catch (cause) {
        if (cause instanceof UsageError) return cause.message;
        throw cause;
      }
      return "nothing";
    };
    for (const [words, ...args] of [
      [/port.*0 to 65535/, "--port", "99999"],
      [/speed.*1 to 20/, "--speed", "21"],
      [/seed.*4294967295/, "--seed", "-1"],
      [/cuff.*arm, thigh11, thigh18/, "--cuff", "knee"],
      [/limb.*arm, leg/, "--limb", "neck"],
      [/cuff.*cannot be used with.*limb/, "--limb", "leg", "--cuff", "arm"],
      [/person has no field "age".*systolicMmhg/, "--person", "age=30"],
      [/too many arguments/, "thigh"],
    ] as const) {
      expect(refusal(...args), args.join(" "))
        .to.match(words)
        .and.not.include("\n");
    }
  });

  it("takes the limb, the person and the rest as asked", () => {
    const { scenario, ...others } = parseOptions([
      ..."--limb leg --person systolicMmhg=141 --set world.snugness=0.9 --speed 20 --port 0 --seed 7".split(" "),
    ]) ?? { scenario: undefined };
    expect(scenario).to.deep.include({ cuff: "thigh11" });
    expect(scenario?.person.systolicMmhg).to.equal(141);
    expect(scenario?.world.snugness).to.equal(0.9);
    expect(others).to.deep.equal({ port: 0, seed: 7, speed: 20, serial: false, json: false });
  });

  it("says so where the port is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    refused(new RegExp(`^port ${port} is taken.*--port`), "--port", String(port));
    await new Promise((resolve) => server.close(resolve));
  });
});
