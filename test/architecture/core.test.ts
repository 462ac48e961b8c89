import { expect } from "chai";
import ts from "typescript";
import { allocations, breaches } from "./core-rules";
import { type SourceFile, sourceFiles } from "./source-files";

/** Only these may know the SDK; everything else in firmware/ is the core. */
const outsideTheCore = /^firmware\/(main\.ts|board\/)/;

/** Functions that run once, when a cuff is put together, and never in a tick. */
const atStart = new Set([
  "isPossible",
  "releaseTimeMs",
  "throughput",
  "valveThroughput",
  "limit",
  "debounceOf",
  "entry",
  "five",
  "indexed",
  "countedSet",
  "timedBouts",
  "preset",
  // What was stored is loaded at the start only.
  "foundRecord",
  "calibrated",
  "#bootOf",
  "ownLimitsCodec",
  "decodeCalibration",
  "decodeOwnLimits",
  "decodeLedger",
  "decodeBonds",
  "decodeStopLog",
  "frameOf",
  "blank",
  "newPeople",
  "decodePeople",
  // The GATT table is built once, and a connection is made now and then.
  "servicesOf",
  "characteristicOf",
  "propertiesOf",
  "ascii",
  "encryptedSlots",
  "#connected",
  "viewOf",
  "advertisedName",
  "capabilitiesOf",
  "door",
  // Desks are made once. A request may leave a little garbage: at most one is carried out in a tick.
  "linkDesk",
  "logDesk",
  "personDesk",
  "pressureDesk",
  "trainingDesk",
  "train",
  // A plan is handed over before a session, and a key before anything.
  "decodePlan",
  "setAtByte",
  "add",
]);

/** Makers of the protocol's tables, which stand in flash once their modules were preloaded. */
const makersOfTables = new Set([
  "firmware/ble/field-kinds.ts",
  "firmware/ble/gatt-table.ts",
  "firmware/ble/operation.ts",
]);

const core = sourceFiles("firmware").filter((file) => !outsideTheCore.test(file.path));

function parsed(text: string): SourceFile {
  return { path: "firmware/x.ts", text, ast: ts.createSourceFile("x.ts", text, ts.ScriptTarget.ES2022, true) };
}

describe("firmware core", () => {
  it("SR-019: has no SDK import, clock, timer, promise, chance, inexact Math, any, non-null assertion or module state", () => {
    expect(core).to.have.length.above(20);
    expect(core.flatMap(breaches)).to.deep.equal([]);
  });

  it("SR-019: allocates nothing in a tick", () => {
    const inTicks = core.filter((file) => !makersOfTables.has(file.path));
    expect(inTicks.flatMap((file) => allocations(file, atStart))).to.deep.equal([]);
  });

  const offences: readonly [string, string][] = [
    ["an SDK import", 'import PWM from "embedded:io/pwm"; export default PWM;'],
    ["a clock", "export const now = () => Date.now();"],
    ["a timer", "export function later() { setTimeout(later, 1); }"],
    ["chance", "export const chance = Math.random;"],
    ["Math.exp", "export const f = (x: number) => Math.exp(x);"],
    ["Math.pow in disguise", "export const f = (x: number) => x ** 2;"],
    ["Math behind brackets", 'export const f = (x: number) => Math["exp"](x);'],
    ["a promise", "export const p = () => Promise.resolve(1);"],
    ["async", "export async function f() {}"],
    ["any", "export const x: any = 1;"],
    ["a non-null assertion", "export const f = (x?: number) => x!;"],
    ["module state", "let count = 0; export const up = () => ++count;"],
    ["static state", "export class X { static count = 0; }"],
  ];
  for (const [name, text] of offences) {
    it(`the check notices ${name}`, () => {
      expect(breaches(parsed(text))).to.not.deep.equal([]);
    });
  }

  const garbage: readonly [string, string][] = [
    ["an object", "class X { tick() { return { a: 1 }; } }"],
    ["an array", "class X { tick() { return [1]; } }"],
    ["a closure", "class X { tick() { return () => 1; } }"],
    ["new", "class X { tick() { return new Set(); } }"],
    ["a template", ["class X { tick(a: number) { return `$", "{a}`; } }"].join("")],
    ["for-of", "function f(a: number[]) { for (const b of a) b; }"],
  ];
  for (const [name, text] of garbage) {
    it(`the check notices ${name} in a tick`, () => {
      expect(allocations(parsed(text), atStart)).to.not.deep.equal([]);
    });
  }
});
