import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** What a job's result can depend on, from the project's root. */
const FOLDERS = ["firmware", "sim", "campaign"];
const LOCK = "package-lock.json";
/** Files of this name in campaign/ only read results: a better sentence in them costs no hours of computing. */
const READS_ONLY = /^campaign\b.*\bsummary\.ts$/;

/** A short name for the sources as they are now. Results of sources that differ in a byte are never put together. */
export function fingerprintOf(root: string): string {
  const hash = createHash("sha256");
  for (const path of [...FOLDERS.flatMap((folder) => filesBelow(root, folder)), LOCK].sort()) {
    const content = readFileSync(join(root, path));
    if (!READS_ONLY.test(path)) hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 12);
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}
