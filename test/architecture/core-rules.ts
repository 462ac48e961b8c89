import ts from "typescript";
import { importsOf, placeOf, type SourceFile, visit } from "./source-files";

/** Exact on every engine; the others differ in the last bit between V8 and XS. */
const exactMath = new Set([
  "abs",
  "floor",
  "ceil",
  "trunc",
  "sign",
  "min",
  "max",
  "sqrt",
  "imul",
  "fround",
  "LN2",
  "PI",
]);
const clocksAndChance = new Set(["Date", "performance", "setTimeout", "setInterval", "setImmediate", "queueMicrotask"]);
const promises = new Set(["Promise"]);
const hosts = new Set(["process", "require", "globalThis", "Buffer", "console", "trace"]);

/** Every breach of the core's rules in one file, as "path:line what". */
export function breaches(file: SourceFile): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, what: string): void => {
    found.push(`${placeOf(file, node)} ${what}`);
  };
  for (const name of importsOf(file)) {
    if (!name.startsWith("firmware/")) found.push(`${file.path} imports ${name}`);
  }
  visit(file.ast, (node) => {
    checkNames(node, report);
    checkSyntax(node, report);
  });
  for (const statement of file.ast.statements) checkModuleState(statement, report);
  return found;
}

type Report = (node: ts.Node, what: string) => void;

function checkNames(node: ts.Node, report: Report): void {
  if (ts.isIdentifier(node) && !isPropertyName(node)) {
    const name = node.text;
    if (clocksAndChance.has(name) || promises.has(name) || hosts.has(name)) report(node, `uses ${name}`);
  }
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return;
  if (node.expression.text === "Math" && !exactMath.has(node.name.text)) report(node, `uses Math.${node.name.text}`);
}

function checkSyntax(node: ts.Node, report: Report): void {
  if (ts.isNonNullExpression(node)) report(node, "asserts non-null");
  if (node.kind === ts.SyntaxKind.AnyKeyword) report(node, "uses any");
  if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) report(node, "is asynchronous");
  if (node.kind === ts.SyntaxKind.AsteriskAsteriskToken) report(node, "uses **, which is Math.pow");
  if (ts.isElementAccessExpression(node) && node.expression.getText() === "Math") report(node, "hides a Math function");
}

/** Modules are frozen into flash: nothing at their top level may change. */
function checkModuleState(statement: ts.Statement, report: Report): void {
  if (ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const)) {
    report(statement, "keeps module state");
  }
  if (ts.isClassDeclaration(statement)) {
    for (const member of statement.members) {
      const isStatic =
        ts.canHaveModifiers(member) && ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
      if (isStatic && ts.isPropertyDeclaration(member)) report(member, "keeps static state");
    }
  }
}

function isPropertyName(node: ts.Identifier): boolean {
  const parent = node.parent;
  return (ts.isPropertyAccessExpression(parent) && parent.name === node) || ts.isPropertyAssignment(parent);
}

const allocating: readonly [(node: ts.Node) => boolean, string][] = [
  [ts.isNewExpression, "makes an object"],
  [ts.isObjectLiteralExpression, "makes an object"],
  [ts.isArrayLiteralExpression, "makes an array"],
  [ts.isArrowFunction, "makes a function"],
  [ts.isFunctionExpression, "makes a function"],
  [ts.isTemplateExpression, "makes a string"],
  [ts.isSpreadElement, "spreads"],
  [(node) => ts.isArrayBindingPattern(node), "takes an iterator"],
  [ts.isForOfStatement, "takes an iterator"],
];

/**
 * Every allocation in the methods of a core file, as "path:line what". Constructors and field initialisers run once
 * at start and may allocate, and so may the functions named in `atStart`.
 */
export function allocations(file: SourceFile, atStart: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const check = (body: ts.Node): void =>
    visit(body, (node) => {
      for (const [matches, what] of allocating) if (matches(node)) found.push(`${placeOf(file, node)} ${what}`);
    });
  visit(file.ast, (node) => {
    const runsInTick = ts.isMethodDeclaration(node) || ts.isGetAccessor(node) || ts.isFunctionDeclaration(node);
    if (!runsInTick || node.body === undefined || atStart.has(node.name?.getText() ?? "")) return;
    check(node.body);
  });
  return found;
}
