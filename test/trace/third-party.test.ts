import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readRows } from "../../trace/table";

const root = join(__dirname, "../..");
const read = (name: string) => readFileSync(join(root, name), "utf8");

const columns = ["software", "version", "used for", "where it runs", "if it is wrong"];

/** Names and versions of the rows that run where `isMeant`. */
function listed(isMeant: (where: string) => boolean): Record<string, string> {
  const { items } = readRows("third-party.md", read("docs/safety/third-party.md"), columns);
  const rows = items.filter(({ cells }) => isMeant(cells[3] ?? ""));
  return Object.fromEntries(rows.map(({ cells: [name, version] }) => [name, version]));
}

function installed(): Record<string, string> {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read("package.json"));
  const { packages } = JSON.parse(read("package-lock.json"));
  const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  return Object.fromEntries(names.map((name) => [name, packages[`node_modules/${name}`].version]));
}

describe("docs/safety/third-party.md", () => {
  it("lists every npm package that the project asks for, in the version of the lock file", () => {
    expect(listed((where) => where.startsWith("host"))).to.deep.equal(installed());
  });

  it("has no row that cannot be read, and says of every piece whether it is flashed", () => {
    expect(readRows("third-party.md", read("docs/safety/third-party.md"), columns).findings).to.deep.equal([]);
    expect(listed((where) => !/^(flashed|host)/.test(where))).to.deep.equal({});
  });

  it("names the version of the SDK that the build was last seen with", () => {
    const sdk = listed((where) => where === "flashed")["Moddable SDK"];
    expect(read("docs/esp32.md")).to.include(`SDK ${sdk}`);
  });
});
