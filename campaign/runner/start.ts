import { UsageError } from "../../sim/scenario/usage-error";
import { command } from "./command";
import type { Place } from "./table";

const EXIT_USAGE = 2;

/** Runs the command line of this process. Ctrl-C stops it where it can go on later. */
export function start(place: Place): void {
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => interruption.abort());
  const print = {
    out: (text: string) => void process.stdout.write(text),
    err: (text: string) => void process.stderr.write(text),
  };
  void command(process.argv.slice(2), place, print, interruption.signal)
    .catch((cause: unknown) => {
      if (!(cause instanceof UsageError)) throw cause;
      print.err(`${cause.message}\n`);
      return EXIT_USAGE;
    })
    .then((code) => {
      process.exitCode = code;
    });
}
