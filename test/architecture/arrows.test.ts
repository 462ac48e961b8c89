import { expect } from "chai";
import { importsOf, sourceFiles } from "./source-files";

/** Who may import whom, room by room; a room may always import itself. What is not listed is forbidden. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "firmware/shared": [],
  "firmware/parts": ["firmware/shared"],
  "firmware/air": ["firmware/parts", "firmware/shared"],
  "firmware/pressure": ["firmware/parts", "firmware/shared"],
  "firmware/valve": ["firmware/air", "firmware/parts", "firmware/shared"],
  "firmware/session": ["firmware/shared"],
  "firmware/safety": ["firmware/air", "firmware/parts", "firmware/shared"],
  "firmware/storage": ["firmware/parts", "firmware/safety", "firmware/shared"],
  "firmware/log": ["firmware/storage", "firmware/shared"],
  "firmware/boot": ["firmware/safety"],
  "firmware/wall-clock": [],
  "firmware/person-book": ["firmware/safety", "firmware/shared", "firmware/storage"],
  "firmware/bond-book": ["firmware/storage"],
  "firmware/keeper": [
    "firmware/bond-book",
    "firmware/boot",
    "firmware/person-book",
    "firmware/storage",
    "firmware/safety",
    "firmware/parts",
    "firmware/shared",
    "firmware/wall-clock",
  ],
  "firmware/version": [],
  "firmware/build-mode": [],
  "firmware/ble": [
    "firmware/control-loop",
    "firmware/diary",
    "firmware/keeper",
    "firmware/log",
    "firmware/parts",
    "firmware/person-book",
    "firmware/safety",
    "firmware/session",
    "firmware/shared",
    "firmware/storage",
    "firmware/version",
  ],
  "firmware/wire": ["firmware/ble", "firmware/storage"],
  "firmware/diary": ["firmware/log", "firmware/parts", "firmware/safety", "firmware/shared", "firmware/version"],
  "firmware/control": ["firmware/pressure", "firmware/valve", "firmware/safety", "firmware/parts", "firmware/shared"],
  "firmware/seeker": ["firmware/control", "firmware/pressure", "firmware/safety", "firmware/parts", "firmware/shared"],
  "firmware/order-runner": [
    "firmware/boot",
    "firmware/control",
    "firmware/seeker",
    "firmware/session",
    "firmware/safety",
    "firmware/parts",
    "firmware/shared",
  ],
  "firmware/occlusion-watch": ["firmware/pressure", "firmware/safety", "firmware/shared"],
  "firmware/cuff": [
    "firmware/occlusion-watch",
    "firmware/order-runner",
    "firmware/boot",
    "firmware/control",
    "firmware/pressure",
    "firmware/valve",
    "firmware/safety",
    "firmware/session",
    "firmware/parts",
    "firmware/shared",
  ],
  "firmware/control-loop": ["firmware/safety", "firmware/shared"],
  "firmware/board": [
    "firmware/control-loop",
    "firmware/parts",
    "firmware/safety",
    "firmware/shared",
    "firmware/storage",
  ],
  "firmware/main": [
    "firmware/ble",
    "firmware/board",
    "firmware/build-mode",
    "firmware/control-loop",
    "firmware/cuff",
    "firmware/diary",
    "firmware/keeper",
    "firmware/log",
    "firmware/shared",
  ],
};

/** The room of a path: its folder, or the file itself where it stands directly in firmware/. */
function roomOf(path: string): string {
  const [folder = "", second = ""] = path.split("/");
  return folder === "firmware" ? `firmware/${second.replace(/\.ts$/, "")}` : folder;
}

const firmware = sourceFiles("firmware");

describe("import arrows", () => {
  it("point one way through the firmware", () => {
    const wrong: string[] = [];
    for (const file of firmware) {
      const room = roomOf(file.path);
      const allowed = mayImport[room];
      if (allowed === undefined) wrong.push(`${file.path}: no rule for ${room}`);
      for (const name of importsOf(file)) {
        const other = roomOf(name);
        const isOurs = name.startsWith("firmware/") || name.startsWith("sim/") || name.startsWith("test/");
        if (isOurs && other !== room && !allowed?.includes(other)) wrong.push(`${file.path} -> ${name}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it("lead from the simulator to the firmware, never back, and to the SDK only from board and main", () => {
    const outward = firmware.flatMap((file) =>
      importsOf(file)
        .filter((name) => !name.startsWith("firmware/"))
        .map((name) => `${roomOf(file.path)} -> ${name}`),
    );
    expect(
      outward.filter((arrow) => !/^firmware\/(board|main) -> (embedded:|mc\/config$|time$|timer$)/.test(arrow)),
    ).to.deep.equal([]);
    expect(outward).to.include("firmware/main -> timer");
  });

  it("lead from the transducer drivers nowhere: anyone can take their folder", () => {
    const drivers = firmware.filter((file) => file.path.startsWith("firmware/board/drivers/"));
    const outward = drivers.flatMap(importsOf).filter((name) => !name.startsWith("firmware/board/drivers/"));
    expect(drivers).to.have.length.above(4);
    expect(outward).to.deep.equal([]);
  });

  it("contain no circle", () => {
    const next = new Map(firmware.map((file) => [file.path.replace(/\.ts$/, ""), importsOf(file)]));
    const circles: string[] = [];
    const walk = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail, path].join(" -> "));
      else for (const other of next.get(path) ?? []) walk(other, [...trail, path]);
    };
    for (const path of next.keys()) walk(path, []);
    expect(circles).to.deep.equal([]);
  });
});
