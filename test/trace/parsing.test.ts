import { expect } from "chai";
import { exampleWith, foundAfter } from "./example";

describe("safety file", () => {
  it("is read into hazards, requirements and controls outside the code", () => {
    const file = exampleWith();
    expect(file).to.deep.equal({
      hazards: [
        {
          id: "HZ-01",
          title: "The cuff does not let go",
          severity: "critical",
          requirements: ["SR-001", "SR-002"],
          controls: ["firmware/release.ts", "CT-01"],
        },
      ],
      requirements: [
        { id: "SR-001", text: "Releases.", controls: ["firmware/release.ts"], process: false },
        { id: "SR-002", text: "Can be opened.", controls: ["CT-01"], process: false },
        { id: "SR-003", text: "Is tidy.", controls: ["firmware/tidy.ts"], process: true },
      ],
      outside: [{ id: "CT-01", text: "A hand opens the cuff." }],
      findings: [],
    });
  });

  it("notices a field that is empty, missing, unknown or given twice", () => {
    expect(foundAfter(["Nerve damage.", ""])).to.include("HZ-01: has no harm");
    expect(foundAfter(["- **Residual**: A second valve may stick too.\n", ""])).to.include("HZ-01: has no residual");
    expect(foundAfter(["**Residual**", "**Rest**"])).to.include('hazards.md:11: "Rest" is no field');
    expect(foundAfter(["**Harm**: ", "**Harm**: Pain.\n- **Harm**: "])).to.deep.equal([
      'hazards.md:8: gives "Harm" a second time',
    ]);
  });

  it("notices a severity that is none, and a hazard without a title", () => {
    expect(foundAfter(["critical", "huge"])).to.deep.equal([
      "HZ-01: has a severity other than minor, serious, critical",
    ]);
    expect(foundAfter([" The cuff does not let go", ""])).to.deep.equal(["HZ-01: has no title"]);
  });

  it("notices text that belongs to no field", () => {
    expect(foundAfter(["  and nobody", "and nobody"])).to.deep.equal([
      "hazards.md:6: is neither a field of a hazard nor its continuation",
    ]);
  });

  it("notices malformed ids", () => {
    expect(foundAfter(["HZ-01", "HZ-1"])).to.deep.equal(["HZ-1: is no id of a hazard: HZ- and two digits"]);
    expect(foundAfter(["| SR-003", "| SR-3"])).to.deep.equal(["SR-3: is no id of a requirement: SR- and three digits"]);
    expect(foundAfter(["| CT-01 | A hand", "| CT-1 | A hand"])).to.include(
      "CT-1: is no id of a control: CT- and two digits",
    );
    expect(foundAfter(["SR-001, SR-002", "SR-001, SR-2"])).to.include(
      'HZ-01: lists "SR-2", which is no id and no quoted path',
    );
    expect(foundAfter(["`firmware/release.ts`, CT-01", "firmware/release.ts, CT-01"])).to.deep.equal([
      'HZ-01: lists "firmware/release.ts", which is no id and no quoted path',
    ]);
  });

  it("notices ids that are given twice", () => {
    expect(foundAfter(["| SR-003", "| SR-002"])).to.deep.equal(["SR-002: is given twice"]);
    expect(foundAfter(["| CT-01 | A hand", "| CT-01 | A knife. | the wearer |\n| CT-01 | A hand"])).to.deep.equal([
      "CT-01: is given twice",
    ]);
    const again = exampleWith(["## Controls outside", "## HZ-01 Again\n\n## Controls outside"]);
    expect(again.findings).to.deep.include({ about: "HZ-01", text: "is given twice" });
  });

  it("notices a row of the wrong shape, and one outside its table", () => {
    const found = "is no row of a table";
    expect(foundAfter(["| SR-003 | Is tidy. |", "| SR-003 |"]).join()).to.include(`requirements.md:7: ${found}`);
    expect(foundAfter(["| SR-003", "\n| SR-003"]).join()).to.include(`requirements.md:8: ${found}`);
    expect(foundAfter(["| id | requirement | controls |", "| id | text | controls |"]).join()).to.include(found);
  });
});
