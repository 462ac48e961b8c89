import { join } from "node:path";
import { descriptionOf, VERSION } from "./description";
import { documentOf } from "./document";
import { enumerations } from "./enumerations";
import { vectors } from "./vectors";

export interface GeneratedFile {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
}

export const root = join(__dirname, "../..");

/** All that is published of the protocol, from the data that the firmware's codec works on. */
export function generate(): GeneratedFile[] {
  const codes = enumerations(root);
  const made = vectors();
  return [
    { path: "docs/protocol.md", text: documentOf(codes, made.length) },
    { path: "docs/protocol.json", text: `${JSON.stringify(descriptionOf(codes), null, 1)}\n` },
    { path: "docs/protocol-vectors.json", text: vectorsText(made) },
  ];
}

/** One vector a line: a change shows as what it is. */
function vectorsText(made: readonly object[]): string {
  const head = `{ "format": "open-bfr-cuff/protocol-vectors", "version": "${VERSION}", "vectors": [\n`;
  return `${head}${made.map((vector) => JSON.stringify(vector)).join(",\n")}\n] }\n`;
}
