import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { importsOf, root, sourceFiles } from "./source-files";

interface Manifest {
  readonly modules: Readonly<Record<string, string>>;
  readonly preload: readonly string[];
}

const manifest = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8")) as Manifest;
const files = sourceFiles("firmware");

describe("manifest.json", () => {
  it("gives every firmware folder its own key, because a star does not reach into folders", () => {
    const folders = new Set(files.map((file) => file.path.split("/").slice(1, -1).join("/")));
    const keys = [...folders].map((folder) => (folder === "" ? "*" : `${folder}/*`));
    expect(Object.keys(manifest.modules)).to.have.members(keys);
  });

  it("preloads into flash every module that does not touch the hardware when it loads", () => {
    const names = files.filter((file) => importsOf(file).every((name) => name.startsWith("firmware/")));
    const modules = names.map((file) => file.path.replace(/^firmware\//, "").replace(/(\.d)?\.ts$/, ""));
    expect(manifest.preload).to.have.members(modules);
  });
});
