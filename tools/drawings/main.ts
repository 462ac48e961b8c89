import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawings, drawingsFolder } from "./drawings";

const folder = join(__dirname, "../..", drawingsFolder);
mkdirSync(folder, { recursive: true });
for (const [name, sheet] of Object.entries(drawings())) {
  writeFileSync(join(folder, name), sheet.svg);
  for (const fault of sheet.faults) console.error(`${name}: ${fault}`);
  if (sheet.faults.length > 0) process.exitCode = 1;
}
