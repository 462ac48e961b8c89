import { createRequire } from "node:module";

// Stryker's runner asks for parts of mocha by name alone; since mocha 12 these are .cjs files, which Node then misses.
const { extensions } = createRequire(import.meta.url);
extensions[".cjs"] ??= extensions[".js"];

/** Stryker's mocha runner, made to find mocha 12. */
export const { strykerPlugins, strykerValidationSchema } = await import("@stryker-mutator/mocha-runner");
