// Programs that a test starts by the dozen: TypeScript by esbuild, in a third of the time that ts-node takes to begin.
const { readFileSync } = require("node:fs");
const { transformSync } = require("esbuild");

require.extensions[".ts"] = (module, filename) => {
  const options = { loader: "ts", format: "cjs", target: "node20", sourcefile: filename, sourcemap: "inline" };
  module._compile(transformSync(readFileSync(filename, "utf8"), options).code, filename);
};
