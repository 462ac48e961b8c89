import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

export const root = resolve(__dirname, "../..");

/** One TypeScript file, parsed, named by its path from the project's root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly ast: ts.SourceFile;
}

/** All TypeScript files below `folder`, which is given from the project's root. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      const text = readFileSync(full, "utf8");
      return { path: relative(root, full), text, ast: ts.createSourceFile(full, text, ts.ScriptTarget.ES2022, true) };
    });
}

/** What a file imports: paths from the project's root without ending, or bare names as written. */
export function importsOf(file: SourceFile): string[] {
  const found: string[] = [];
  visit(file.ast, (node) => {
    const named = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    if (named !== undefined && ts.isStringLiteral(named)) found.push(named.text);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) found.push("import()");
  });
  const here = dirname(join(root, file.path));
  return found.map((name) => (name.startsWith(".") ? relative(root, resolve(here, name)) : name));
}

/** Calls `look` with a node and everything below it. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** "path:line" of a node, for messages. */
export function placeOf(file: SourceFile, node: ts.Node): string {
  return `${file.path}:${file.ast.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
