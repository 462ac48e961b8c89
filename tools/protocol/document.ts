import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyFrame } from "../../firmware/ble/frame";
import { frames } from "../../firmware/ble/frames";
import { CUFF_SERVICE_UUID, gattTable } from "../../firmware/ble/gatt-table";
import { answerHead, MOST_BYTES, type Operation, outOfOrderAnswer, requestHead } from "../../firmware/ble/operation";
import { operationList } from "../../firmware/ble/operations";
import { type Preset, presets } from "../../firmware/session/presets";
import { VERSION } from "./description";
import type { Member } from "./enumerations";
import { exampleRows } from "./example";
import { byteRows, row } from "./tables";

const HEAD = [row("at", "type", "field", "step", "what"), "|---|---|---|---|---|"];

/** The document for people: the template, with every table put in. */
export function documentOf(enumerations: ReadonlyMap<string, readonly Member[]>, vectorCount: number): string {
  const parts: Readonly<Record<string, string>> = {
    version: VERSION,
    vectorCount: `${vectorCount}`,
    serviceUuid: CUFF_SERVICE_UUID,
    mostBytes: `${MOST_BYTES}`,
    gatt: gattRows().join("\n"),
    frames: frames.map((frame) => frameSection(frame, "###")).join("\n\n"),
    heads: [requestHead, answerHead, outOfOrderAnswer].map((frame) => frameSection(frame, "####")).join("\n\n"),
    results: memberRows(enumerations.get("Result")).join("\n"),
    operationTable: operationList.map(operationRow).join("\n"),
    operations: operationList.map(operationSection).join("\n\n"),
    presets: presets.map(presetRow).join("\n"),
    example: exampleRows().join("\n"),
    enumerations: enumerationSections(enumerations),
  };
  const template = readFileSync(join(__dirname, "template.md"), "utf8");
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`template.md asks for {{${name}}}, which there is not`);
    return part;
  });
}

function presetRow({ prescription, limbs, source }: Preset, number: number): string {
  return row(`${number}`, prescription.name, limbs.join(", "), source);
}

function gattRows(): string[] {
  return gattTable.flatMap((service) =>
    service.characteristics.map(({ name, uuid, properties, meaning }, index) =>
      row(
        index === 0 ? `${service.name} \`${service.uuid}\`` : "",
        name,
        `\`${uuid}\``,
        properties.join(", "),
        meaning,
      ),
    ),
  );
}

function frameSection(frame: AnyFrame, level: string): string {
  const { name, meaning, bytes, tail } = frame;
  const own = bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const length = tail === undefined ? own : `${own}, then ${tail.name}`;
  return [`${level} ${name}: ${length}`, "", meaning, "", ...HEAD, ...byteRows(frame)].join("\n");
}

function operationRow({ code, name, needs, request, answer }: Operation): string {
  return row(codeOf(code), name, needs, lengthOf(request, requestHead.bytes), lengthOf(answer, answerHead.bytes));
}

function lengthOf({ bytes, tail }: AnyFrame, head: number): string {
  const least = head + bytes + (tail?.least ?? 0);
  const most = head + bytes + (tail?.most ?? 0);
  return least === most ? `${least}` : `${least} … ${most}`;
}

function operationSection({ code, name, needs, meaning, request, answer }: Operation): string {
  const lines = [`#### ${codeOf(code)} ${name} (${needs})`, "", meaning];
  const tables = [
    ["Request", request, requestHead.bytes],
    ["Adopted", answer, answerHead.bytes],
  ] as const;
  for (const [title, frame, from] of tables) {
    const rows = byteRows(frame, from);
    if (rows.length > 0) lines.push("", `${title}:`, "", ...HEAD, ...rows);
  }
  return lines.join("\n");
}

/** Two tables stand where they are used: those of the operations and of the results. */
const shownElsewhere = new Set(["Op", "Result"]);

function enumerationSections(enumerations: ReadonlyMap<string, readonly Member[]>): string {
  return [...enumerations]
    .filter(([name]) => !shownElsewhere.has(name))
    .map(([name, members]) =>
      [`### ${name}`, "", row("code", "name", "what"), "|---|---|---|", ...memberRows(members)].join("\n"),
    )
    .join("\n\n");
}

function memberRows(members: readonly Member[] = []): string[] {
  return members.map(({ code, name, meaning }) => row(code, name, meaning));
}

function codeOf(code: number): string {
  return `0x${code.toString(16).padStart(2, "0")}`;
}
