import { join } from "node:path";
import { expect } from "chai";
import { chainFindings, filesBelow } from "../../trace/chain";
import { readSafetyFile } from "../../trace/safety-file";
import { foundAfter, linesOf } from "./example";

const root = join(__dirname, "../..");

describe("chain from hazard to control", () => {
  it("is closed in the example", () => {
    expect(foundAfter()).to.deep.equal([]);
  });

  it("notices a hazard without a control", () => {
    expect(foundAfter(["`firmware/release.ts`, CT-01\n- **Res", "\n- **Res"])).to.deep.equal([
      "HZ-01: has no controls",
    ]);
  });

  it("notices a hazard without a requirement", () => {
    expect(foundAfter(["SR-001, SR-002", ""])).to.include("HZ-01: has no requirements");
  });

  it("notices a requirement that answers no hazard, unless it is of the process", () => {
    expect(foundAfter(["SR-001, SR-002", "SR-001"])).to.deep.equal([
      "SR-002: answers no hazard, and is not of the process",
    ]);
    expect(foundAfter([" (process)", ""])).to.deep.equal(["SR-003: answers no hazard, and is not of the process"]);
  });

  it("notices a requirement without a control, and one without a text", () => {
    expect(foundAfter(["`firmware/tidy.ts` (process)", ""])).to.include("SR-003: has no control");
    expect(foundAfter(["Is tidy.", ""])).to.deep.equal(["SR-003: has no text"]);
  });

  it("notices links to what is not there", () => {
    expect(foundAfter(["SR-001, SR-002", "SR-001, SR-002, SR-009"])).to.deep.equal(["HZ-01: names SR-009, unknown"]);
    expect(foundAfter(["opened. | CT-01", "opened. | CT-07"])).to.deep.equal(["SR-002: names CT-07, unknown"]);
  });

  it("notices a control that is no file, wherever it is named", () => {
    expect(foundAfter(["firmware/tidy.ts", "firmware/gone.ts"])).to.deep.equal([
      "firmware/gone.ts: is named as a control and is no file",
    ]);
    expect(filesBelow(root)("trace/main.ts")).to.equal(true);
    expect(filesBelow(root)("trace")).to.equal(false);
  });

  it("notices a control in the code that no requirement of its hazard asks for", () => {
    expect(foundAfter(["`firmware/release.ts`, CT-01", "`firmware/tidy.ts`, CT-01"])).to.deep.equal([
      "HZ-01: trusts firmware/tidy.ts, for which none of its requirements asks",
    ]);
  });

  it("notices a control outside the code that controls nothing", () => {
    expect(foundAfter(["| CT-01 | A hand", "| CT-02 | A knife. | the wearer |\n| CT-01 | A hand"])).to.deep.equal([
      "CT-02: controls nothing",
    ]);
  });
});

describe("docs/safety", () => {
  const file = readSafetyFile(root);

  it("parses, with every link leading somewhere and every hazard and requirement linked", () => {
    expect(linesOf([...file.findings, ...chainFindings(file, () => true)])).to.deep.equal([]);
    expect(file.hazards.length).to.be.at.least(20);
  });
});
