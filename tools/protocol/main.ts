import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { generate, root } from "./generate";

const EXIT_STALE = 1;
const EXIT_USAGE = 2;

function protocol(isCheck: boolean, json: boolean): number {
  const stale: string[] = [];
  for (const { path, text } of generate()) {
    const full = join(root, path);
    if (existsSync(full) && readFileSync(full, "utf8") === text) continue;
    stale.push(path);
    if (!isCheck) writeFileSync(full, text);
  }
  const done = isCheck ? "stale" : "written";
  const said = stale.length === 0 ? "up to date" : `${done}: ${stale.join(", ")}`;
  process.stdout.write(json ? `${JSON.stringify({ [done]: stale }, null, 2)}\n` : `${said}\n`);
  return isCheck && stale.length > 0 ? EXIT_STALE : 0;
}

function main(): number {
  const command = new Command("protocol")
    .description(
      "Writes docs/protocol.md, docs/protocol.json and docs/protocol-vectors.json from the data in firmware/ble/.",
    )
    .option("--check", "write nothing; exit 1 where a file is not what would be written", false)
    .option("--json", "print one JSON document instead of a line", false)
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  try {
    command.parse();
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    if (cause.exitCode === 0) return 0;
    process.stderr.write(`${cause.message.replace(/^error: /, "")} (--help lists the options)\n`);
    return EXIT_USAGE;
  }
  const { check, json } = command.opts<{ check: boolean; json: boolean }>();
  return protocol(check, json);
}

process.exitCode = main();
