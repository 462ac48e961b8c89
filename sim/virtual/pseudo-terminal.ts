import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { ByteSink } from "../../firmware/wire/cable";
import { UsageError } from "../scenario/usage-error";

/** More than that waits for a helper that does not keep up: the rest is lost, as on a real line. */
const MOST_UNSENT_BYTES = 16 * 1024;

/**
 * Node cannot open a pseudo-terminal by itself. Python can, and stands wherever there is a compiler; it copies bytes
 * between the terminal and this process, and keeps the far side open, so that clients may come and go.
 */
const HELPER = `
import os, select, tty
near, far = os.openpty()
tty.setraw(far)
os.set_blocking(near, False)
os.write(2, (os.ttyname(far) + "\\n").encode())
while True:
    ready, _, _ = select.select([0, near], [], [])
    if near in ready:
        os.write(1, os.read(near, 4096))
    if 0 in ready:
        data = os.read(0, 4096)
        if not data:
            break
        try:
            os.write(near, data)
        except BlockingIOError:
            pass
`;

/** A serial line that any program can open by its path. */
export interface PseudoTerminal extends ByteSink {
  readonly path: string;
  close(): void;
}

/** @throws UsageError where there is none to be had */
export async function openPseudoTerminal(onBytes: (bytes: Uint8Array) => void): Promise<PseudoTerminal> {
  const helper = spawn("python3", ["-c", HELPER], { stdio: ["pipe", "pipe", "pipe"] });
  helper.stdin.on("error", () => undefined);
  helper.stdout.on("data", onBytes);
  const path = await new Promise<string | undefined>((resolve) => {
    helper.once("error", () => resolve(undefined));
    helper.once("exit", () => resolve(undefined));
    createInterface(helper.stderr).once("line", resolve);
  });
  if (path?.startsWith("/dev/") !== true) {
    helper.kill();
    throw new UsageError(
      `--serial needs python3 for a pseudo-terminal, and that failed: ${path ?? "it did not start"}`,
    );
  }
  return {
    path,
    write(bytes, length) {
      if (helper.stdin.writableLength > MOST_UNSENT_BYTES) return false;
      helper.stdin.write(bytes.slice(0, length));
      return true;
    },
    close() {
      helper.stdin.end();
      helper.kill();
    },
  };
}
