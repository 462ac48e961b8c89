import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { figuresOf, textOf } from "../bench/section";
import { chainFindings, filesBelow } from "./chain";
import { readSafetyFile } from "./safety-file";
import { summaryOf } from "./summary";
import { readTestRun, specFiles } from "./test-run";
import { verificationFindings } from "./verification";

const EXIT_FOUND = 1;
const EXIT_USAGE = 2;

function trace(root: string, json: boolean): number {
  const file = readSafetyFile(root);
  const run = readTestRun(root);
  const findings = [
    ...file.findings,
    ...chainFindings(file, filesBelow(root)),
    ...verificationFindings(file.requirements, run, specFiles(root)),
  ];
  const sections = summaryOf(file, run, findings);
  const document = { figures: figuresOf(sections), findings };
  process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : textOf(sections));
  return findings.length > 0 ? EXIT_FOUND : 0;
}

function main(): number {
  const command = new Command("trace")
    .description(
      "Follows every hazard in docs/safety/ to its requirements, their controls and the tests that passed in the " +
        "last npm test. Exits 1 where the chain is open.",
    )
    .option("--json", "print one JSON document instead of a table", false)
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  try {
    command.parse();
    return trace(join(__dirname, ".."), command.opts<{ json: boolean }>().json);
  } catch (cause) {
    if (cause instanceof CommanderError && cause.exitCode === 0) return 0;
    if (!(cause instanceof CommanderError)) throw cause;
    process.stderr.write(`${cause.message.replace(/^error: /, "")} (--help lists the options)\n`);
    return EXIT_USAGE;
  }
}

process.exitCode = main();
