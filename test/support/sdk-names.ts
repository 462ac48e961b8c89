/// <reference path="../../node_modules/@moddable/typings/embedded_io/_common.d.ts" />
/// <reference path="../../node_modules/@moddable/typings/embedded_io/digital.d.ts" />
/// <reference path="../../node_modules/@moddable/typings/embedded_io/i2c.d.ts" />
/// <reference path="../../node_modules/@moddable/typings/embedded_io/pwm.d.ts" />
/// <reference path="../../node_modules/@moddable/typings/time.d.ts" />
import Module from "node:module";
import { join } from "node:path";
import { standIns } from "../../sim/io/stand-ins";

interface Resolver {
  _resolveFilename(request: string, ...rest: unknown[]): string;
}

const resolver = Module as unknown as Resolver;
const resolve = resolver._resolveFilename;

/** Import this before anything in firmware/board: from then on the SDK's names mean the simulated IO. */
resolver._resolveFilename = function (this: unknown, request: string, ...rest: unknown[]): string {
  const file = standIns[request];
  return file === undefined ? resolve.call(this, request, ...rest) : join(__dirname, "../../sim/io", `${file}.ts`);
};
