import { createInterface } from "node:readline";
import { UsageError } from "../scenario/usage-error";
import { deedList, parseOptions } from "./options";
import { deedNamed, orderOfLine } from "./orders";
import { RunningCuff } from "./running";
import { type Screen, screenOf } from "./screen";

const EXIT_USAGE = 2;
const CTRL_C = "\x03";

/** Whoever sits in front of it: single keys in a terminal, lines elsewhere. */
function listen(running: RunningCuff, screen: Screen, quit: () => void): () => void {
  const { stdin } = process;
  const obey = (line: string): void => {
    try {
      if (line === "") return;
      if (line === "q" || line === "quit") quit();
      else if (line === "h" || line === "help" || line === "?") screen.help(deedList());
      else running.carryOut(orderOfLine(line));
    } catch (cause) {
      if (!(cause instanceof UsageError)) throw cause;
      screen.news({ event: "mistake", text: cause.message });
    }
  };
  if (!stdin.isTTY) {
    const lines = createInterface(stdin);
    lines.on("line", (line) => obey(line.trim()));
    return () => {
      lines.close();
      // A file has nothing to wait for.
      if ("unref" in stdin) stdin.unref();
    };
  }
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  stdin.on("data", (keys: string) => {
    for (const key of keys) {
      if (key === CTRL_C) quit();
      else if (deedNamed(key) !== undefined || "qh?".includes(key)) obey(key);
    }
  });
  return () => {
    stdin.setRawMode(false);
    stdin.pause();
  };
}

async function main(): Promise<number> {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options === undefined) return 0;
    const isTerminal = process.stdout.isTTY && process.stdin.isTTY;
    const screen = screenOf(options.json, isTerminal, (text) => process.stdout.write(text));
    const running = await RunningCuff.start(options, (news) => screen.news(news));
    running.onReport = (truth) => screen.status(truth);
    if (isTerminal) screen.help("h lists the keys, q quits");
    await new Promise<void>((resolve) => {
      const stop = listen(running, screen, () => finish());
      const finish = (): void => {
        stop();
        resolve();
      };
      process.once("SIGINT", finish);
      process.once("SIGTERM", finish);
    });
    await running.stop();
    screen.close();
    return 0;
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    process.stderr.write(`${cause.message}\n`);
    return EXIT_USAGE;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
