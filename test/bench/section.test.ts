import { expect } from "chai";
import { figureOf } from "../../bench/figure";
import { cell, figuresOf, type Section, textOf } from "../../bench/section";

const sections: readonly Section[] = [
  {
    title: "Pumps",
    table: {
      columns: ["pump", "share"],
      rows: [
        ["small", "7.5"],
        ["large", "100.0"],
      ],
    },
    notes: ["In percent."],
    tabled: [figureOf("small pump", 7.5, "%")],
    figures: [figureOf("mean", 53.75, "%")],
  },
  { figures: [figureOf("last", null, "s")] },
];

describe("what a bench prints", () => {
  it("is a table with numbers under one another, then notes and figures", () => {
    expect(textOf(sections).split("\n")).to.deep.equal([
      "Pumps",
      "-----",
      "",
      "pump   share",
      "small    7.5",
      "large  100.0",
      "",
      "In percent.",
      "",
      "mean  53.75 %",
      "",
      "last  null s",
      "",
    ]);
  });

  it("lists every figure once, those of the tables too", () => {
    expect(figuresOf(sections).map(({ name }) => name)).to.deep.equal(["small pump", "mean", "last"]);
  });

  it("shows nothing where nothing was measured", () => {
    expect([cell(null), cell(Number.NaN), cell(undefined), cell(1.25, 2)]).to.deep.equal(["–", "–", "–", "1.25"]);
  });
});
