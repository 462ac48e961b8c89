import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "chai";
import { root } from "../architecture/source-files";

/** Writes down how it was called, says what it was told to say, and makes the image that was asked for. */
const FAKE_MCCONFIG = `#!/bin/sh
echo "$UPLOAD_PORT|$IDF_PATH|$*" >> "$CALLS"
command -v idf.py >> "$CALLS"
printf '%s\\n' "$SAYS" >&2
for last; do :; done
case "$last" in *mc.xs.c) mkdir -p "$(dirname "$last")"; cp "$IMAGE" "$last";; esac
exit "$STATUS"
`;

const IMAGE = `#define mxHeapCount 100
#define mxStackCount 20
#define mxKeysCount 30
static const txU1 gxCode1[7];
/* 1 */	{ NULL, {.kind = XS_CODE_X_KIND}, .value = { .code = { (txByte*)"\\x0f\\x00\\x9e", NULL } } },
`;

describe("npm run firmware", () => {
  let folder = "";
  let env: Record<string, string> = {};

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "firmware-"));
    for (const name of ["bin", "sdk/examples", "sdk/tools/xsbug-log/node_modules", "idf"]) {
      mkdirSync(join(folder, name), { recursive: true });
    }
    for (const [name, text] of [
      ["bin/mcconfig", FAKE_MCCONFIG],
      ["bin/idf.py", "#!/bin/sh\n"],
    ] as const) {
      writeFileSync(join(folder, name), text);
      chmodSync(join(folder, name), 0o755);
    }
    for (const name of ["sdk/examples/manifest_base.json", "port"]) writeFileSync(join(folder, name), "");
    writeFileSync(join(folder, "image.c"), IMAGE);
    env = {
      PATH: [join(folder, "bin"), "/bin", "/usr/bin"].join(":"),
      MODDABLE: join(folder, "sdk"),
      IDF_PATH: join(folder, "idf"),
      CALLS: join(folder, "calls"),
      IMAGE: join(folder, "image.c"),
      SAYS: "### 12 instances, 30 keys",
      STATUS: "0",
    };
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function firmware(...args: string[]): SpawnSyncReturns<string> {
    const program = ["-r", "ts-node/register", "tools/firmware/main.ts", ...args];
    return spawnSync(process.execPath, program, { cwd: root, env, encoding: "utf8" });
  }

  /** How mcconfig was called. */
  function calls(): string[] {
    if (!existsSync(join(folder, "calls"))) return [];
    return readFileSync(join(folder, "calls"), "utf8")
      .split("\n")
      .filter((line) => line.includes("|"));
  }

  /** Has to be refused in one line, before anything is run. */
  function refused(words: RegExp, ...args: string[]): void {
    const { status, stdout, stderr } = firmware(...args);
    expect(stderr).to.match(words);
    expect(stderr.trim().split("\n")).to.have.lengthOf(1);
    expect([status, stdout]).to.deep.equal([2, ""]);
    expect(calls()).to.deep.equal([]);
  }

  it("says what to run where something is missing", () => {
    const complete = { ...env };
    for (const [change, words] of [
      [{ MODDABLE: "" }, /^MODDABLE is not set: run "npx xs-dev setup"/],
      [{ MODDABLE: join(folder, "idf") }, /^there is no Moddable SDK in MODDABLE=.*: run "npx xs-dev setup"/],
      [{ PATH: "/nowhere" }, /^mcconfig is not on the path: run "npx xs-dev setup"/],
      [{ IDF_PATH: "" }, /^IDF_PATH is not set: run "npx xs-dev setup --device esp32"/],
    ] as const) {
      env = { ...complete, ...change };
      refused(words, "build");
    }
    env = complete;
    rmSync(join(folder, "bin/idf.py"));
    refused(/^there is no ESP-IDF in IDF_PATH=.*: run "npx xs-dev setup --device esp32"/, "build");
    writeFileSync(join(folder, "idf/export.sh"), "");
    expect(firmware("build").status).to.equal(0);
  });

  it("says which port is missing, and what for", () => {
    refused(/^no serial port: name it with --port/, "flash");
    refused(/^there is no port \/nowhere: plug the board in/, "flash", "--port", "/nowhere");
    refused(/^there is no port \/nowhere/, "log", "--port", "/nowhere");
    rmSync(join(folder, "sdk/tools/xsbug-log/node_modules"), { recursive: true });
    refused(/^xsbug-log is not installed: run "npm install --prefix .*xsbug-log"/, "log", "--port", "/nowhere");
  });

  it("refuses what makes no sense", () => {
    refused(/^--bench is for debug builds.*--debug/, "build", "--bench");
    refused(/'x' is invalid.*devkitc, s3.*--help/, "build", "--board", "x");
    refused(/unknown command 'fly'.*--help/, "fly");
    expect(firmware().stderr).to.match(/^Usage: firmware/);
    expect(firmware("--help").stdout).to.match(/build.*\n.*flash.*\n.*log.*\n.*check/);
  });

  it("prints what it would run, without needing anything", () => {
    env = { PATH: env.PATH ?? "" };
    const args = ["flash", "--board", "s3", "--debug", "--bench", "--port", "/p", "--dry-run"];
    expect(
      firmware(...args)
        .stdout.trim()
        .split("\n"),
    ).to.deep.equal([
      "mcconfig -d -m -p esp32/esp32s3 bench=true -t build",
      "UPLOAD_PORT=/p mcconfig -d -m -p esp32/esp32s3 bench=true -t deploy",
    ]);
  });

  it("builds, flashes and listens with the flags of the SDK", () => {
    const port = join(folder, "port");
    const idf = env.IDF_PATH;
    expect(firmware("build").status).to.equal(0);
    expect(firmware("flash", "--port", port, "--board", "s3").status).to.equal(0);
    expect(firmware("log", "--port", port).status).to.equal(0);
    expect(calls()).to.deep.equal([
      `|${idf}|-m -p esp32 -t build`,
      `|${idf}|-m -p esp32/esp32s3 -t build`,
      `${port}|${idf}|-m -p esp32/esp32s3 -t deploy`,
      `${port}|${idf}|-dl -m -p esp32 -t xsbug`,
    ]);
  });

  it("does not flash what was not built", () => {
    env.STATUS = "1";
    expect(firmware("flash", "--port", join(folder, "port")).status).to.equal(1);
    expect(calls()).to.have.lengthOf(1);
  });

  describe("check", () => {
    const name = basename(root);
    const args = ["check", "--board", "s3", "--debug"];
    /** Where a real build of whoever runs this would be, too: it is put back. */
    const image = join(root, "build/tmp/esp32/esp32s3/debug", name, "mc.xs.c");
    let kept: string | undefined;

    beforeEach(() => {
      kept = existsSync(image) ? readFileSync(image, "utf8") : undefined;
    });

    afterEach(() => {
      if (kept === undefined) rmSync(image, { force: true });
      else writeFileSync(image, kept);
    });

    it("links without ESP-IDF, and tells sizes", () => {
      env.IDF_PATH = "";
      rmSync(join(folder, "bin/idf.py"));
      const { status, stdout } = firmware(...args);
      expect(JSON.parse(stdout)).to.deep.equal({ instances: 12, codeBytes: 10, slots: 120, romBytes: 2050 });
      expect(status).to.equal(0);
      expect(calls()).to.deep.equal([`|${root}|-d -m -p esp32/esp32s3 -o ${join(root, "build")} -t ${image}`]);
      expect(readFileSync(join(folder, "calls"), "utf8")).to.match(/no-idf-.*\/idf.py\n$/);
    });

    it("fails at a complaint about our files, and only tells those about the SDK's", () => {
      env.SAYS = `${env.MODDABLE}/x.js:1: warning: cannot optimize native!`;
      expect(firmware(...args).status).to.equal(0);
      env.SAYS = "### warning: shared/tick: TickInput() no constructor";
      const { status, stdout } = firmware(...args);
      expect(stdout).to.include("### warning: shared/tick");
      expect(status).to.equal(1);
    });

    it("shows the last of what a failed build said", () => {
      Object.assign(env, { STATUS: "1", SAYS: "main.ts(1,1): error TS2304: Cannot find name 'x'." });
      const { status, stderr } = firmware(...args);
      expect(stderr).to.include("error TS2304");
      expect(status).to.equal(1);
    });
  });
});
