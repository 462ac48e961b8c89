import { Command, CommanderError, Option } from "commander";
import { UsageError } from "../sim/scenario/usage-error";

/** What a person asked for on the command line. */
export interface ConformanceOptions {
  /** Where the cuff is; a simulated one where neither is said. */
  readonly url: string | undefined;
  readonly serial: string | undefined;
  readonly inflate: boolean;
  readonly erase: boolean;
  readonly json: boolean;
}

/** Reads the command line; `undefined` when it only asked for help, which has been printed then. */
export function parseOptions(argv: readonly string[]): ConformanceOptions | undefined {
  const command = conformanceCommand();
  try {
    command.parse(argv, { from: "user" });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    if (cause.exitCode === 0) return undefined;
    throw new UsageError(`${cause.message.replace(/^error: /, "")} (--help lists the options)`);
  }
  const { url, serial, inflate = false, erase = false, json = false } = command.opts<Partial<ConformanceOptions>>();
  if (url !== undefined && !/^wss?:\/\//.test(url)) {
    throw new UsageError(`--url ${url}: it has to begin with ws://, as in ws://127.0.0.1:7311/cuff`);
  }
  const isVirtual = url === undefined && serial === undefined;
  return { url, serial, inflate: inflate || isVirtual, erase: erase || isVirtual, json };
}

function conformanceCommand(): Command {
  return new Command("conformance")
    .description(
      "Tries everything that docs/protocol.md says on a cuff: on a simulated one, or on one that is there.\n" +
        "It names the cuff, sets its clock, and changes and forgets the person in the last slot.\n" +
        "Exit code 1 says that a check failed.",
    )
    .addOption(new Option("--url <address>", "a cuff behind a WebSocket, as of npm run cuff").conflicts("serial"))
    .option("--serial <path>", "a cuff at a serial port, as in /dev/ttyACM0")
    .option("--inflate", "tries what inflates it too: put it on a mandrel, not on a limb (always on a simulated one)")
    .option("--erase", "tries to erase everything too, at the next power-on (always on a simulated one)")
    .option("--json", "prints one JSON document")
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
}
