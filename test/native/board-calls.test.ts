import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { root } from "../architecture/source-files";
import { complaintOf, skipWithoutCompiler } from "./c-compiler";

const board = join(root, "firmware/board");

describe("small native calls of the board", () => {
  for (const file of readdirSync(board).filter((name) => name.endsWith(".c"))) {
    it(`SR-046, SR-062: ${file} compiles against the ESP-IDF calls that it makes`, function () {
      skipWithoutCompiler(this);
      const flags = ["-fsyntax-only", "-std=c99", "-Wall", "-Wextra", "-Werror"];
      const includes = ["-I", join(root, "test/native/esp-idf")];
      expect(complaintOf([...flags, ...includes, join(board, file)])).to.equal("");
    });
  }
});
