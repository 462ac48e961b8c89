import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { importsOf, root, sourceFiles } from "./source-files";

interface Modules {
  readonly modules: Readonly<Record<string, string>>;
}

interface Manifest extends Modules {
  readonly preload: readonly string[];
  readonly platforms: Readonly<Record<string, Modules & { readonly build: Readonly<Record<string, string>> }>>;
}

const manifest = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8")) as Manifest;
/** Of the board files a build has only the one that its platform names, as `board/boards/chosen`. */
const BOARDS = "firmware/board/boards/";
const CHOSEN = "board/boards/chosen";
const files = sourceFiles("firmware").filter(({ path }) => !path.startsWith(BOARDS) || path.includes(CHOSEN));

describe("manifest.json", () => {
  it("gives every firmware folder its own key, because a star does not reach into folders", () => {
    const folders = new Set(files.map((file) => file.path.split("/").slice(1, -1).join("/")));
    folders.delete("board/boards");
    const keys = [...folders].map((folder) => (folder === "" ? "*" : `${folder}/*`));
    expect(Object.keys(manifest.modules)).to.have.members(keys);
  });

  it("preloads into flash every module that does not touch the hardware when it loads", () => {
    const names = files.filter((file) => importsOf(file).every((name) => name.startsWith("firmware/")));
    const modules = names.map((file) => file.path.replace(/^firmware\//, "").replace(/(\.d)?\.ts$/, ""));
    expect(manifest.preload).to.have.members(modules);
  });

  it("gives every platform a board file of its own, chip settings and partitions, and every board file a platform", () => {
    const chosen = Object.values(manifest.platforms).filter(({ modules }) => modules !== undefined);
    const names = chosen.map(({ modules }) => modules[CHOSEN]?.replace("$(FIRMWARE)", "firmware"));
    const boards = sourceFiles("firmware/board/boards").map(({ path }) => path.replace(/\.ts$/, ""));
    const others = [`${BOARDS}board-file`, `${BOARDS}chosen`];
    expect(names).to.have.members(boards.filter((name) => !others.includes(name)));
    for (const { build } of chosen) {
      expect(existsSync(join(root, build.SDKCONFIGPATH ?? "", "sdkconfig.defaults"))).to.equal(true);
      expect(existsSync(join(root, build.PARTITIONS_FILE ?? ""))).to.equal(true);
    }
  });
});
