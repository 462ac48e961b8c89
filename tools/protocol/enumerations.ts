import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { resultTexts } from "../../firmware/ble/results";
import { reasonTexts } from "../../firmware/shared/reason-texts";

export interface Member {
  readonly code: number;
  readonly name: string;
  readonly meaning: string;
}

/** Where each enumeration of the protocol stands; its comments are its meanings. */
const sources: Readonly<Record<string, string>> = {
  FrameType: "ble/codes.ts",
  Op: "ble/op-codes.ts",
  Result: "ble/results.ts",
  Phase: "shared/phase.ts",
  Priority: "shared/priority.ts",
  Part: "shared/training.ts",
  Deed: "shared/training.ts",
  StepOf: "shared/training.ts",
  Mode: "shared/order.ts",
  Side: "shared/order.ts",
  Posture: "shared/order.ts",
  LopState: "ble/codes.ts",
  LiveEventKind: "ble/codes.ts",
  Gesture: "shared/gesture.ts",
  Reason: "shared/reasons.ts",
};

/** Enumerations whose meanings are written out for people. */
const texts: Readonly<Record<string, Readonly<Record<number, string>>>> = { Reason: reasonTexts, Result: resultTexts };

/** Every enumeration of the protocol, read from the firmware's source, so that no second list can go stale. */
export function enumerations(root: string): ReadonlyMap<string, readonly Member[]> {
  return new Map(
    Object.entries(sources).map(([name, path]) => {
      const full = join(root, "firmware", path);
      const file = ts.createSourceFile(full, readFileSync(full, "utf8"), ts.ScriptTarget.ES2022, true);
      return [name, membersOf(file, name)];
    }),
  );
}

function membersOf(file: ts.SourceFile, name: string): Member[] {
  const found: Member[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name) {
      node.forEachChild(function inside(child): void {
        if (ts.isPropertyAssignment(child)) found.push(memberOf(file, child, name));
        else child.forEachChild(inside);
      });
    }
    node.forEachChild(walk);
  };
  walk(file);
  if (found.length === 0) throw new Error(`${file.fileName} has no ${name}`);
  return found.sort((a, b) => a.code - b.code);
}

function memberOf(file: ts.SourceFile, node: ts.PropertyAssignment, enumeration: string): Member {
  const code = Number(node.initializer.getText());
  const name = node.name.getText();
  const comments = ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? [];
  const own = comments.map(({ pos, end }) => file.text.slice(pos, end)).find((text) => text.startsWith("/**")) ?? "";
  const spoken = own.replace(/^\/\*\*|\*\/$|^\s*\*/gm, "").replace(/\s+/g, " ");
  return { code, name, meaning: texts[enumeration]?.[code] ?? spoken.trim() };
}
