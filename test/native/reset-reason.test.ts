import { join } from "node:path";
import { expect } from "chai";
import { root } from "../architecture/source-files";
import { complaintOf, skipWithoutCompiler } from "./c-compiler";

describe("reset reason on the ESP32", () => {
  it("SR-046: compiles against the ESP-IDF call that it makes", function () {
    skipWithoutCompiler(this);
    const flags = ["-fsyntax-only", "-std=c99", "-Wall", "-Wextra", "-Werror"];
    const includes = ["-I", join(root, "test/native/esp-idf")];
    expect(complaintOf([...flags, ...includes, join(root, "firmware/board/reset-reason.c")])).to.equal("");
  });
});
