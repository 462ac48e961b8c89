import { type Point, Sheet } from "./sheet";

/** Bores as they are drawn: the hose of 4 mm, and the sense tube. */
const HOSE = 4;
const TUBE = 1.5;

/** Where the air goes. */
export function airSheet(): Sheet {
  const sheet = new Sheet("5  Air", 1040, 430);
  sheet.line(
    [
      [20, 60],
      [660, 60],
      [660, 400],
      [20, 400],
      [20, 60],
    ],
    1,
  );
  sheet.text([34, 78], "in the box", { bold: true });

  sheet.line(
    [
      [40, 210],
      [70, 210],
    ],
    HOSE,
  );
  sheet.text([40, 252], "inlet\nfilter");
  pump(sheet, [100, 210], "pump");
  sheet.wire(
    [
      [125, 210],
      [160, 210],
    ],
    HOSE,
  );
  checkValve(sheet, [180, 210], "check valve");
  sheet.wire(
    [
      [200, 210],
      [240, 210],
    ],
    HOSE,
  );
  manifold(sheet, [240, 195, 580, 225]);

  sheet.wire(
    [
      [290, 195],
      [290, 160],
    ],
    TUBE,
  );
  transducer(sheet, [290, 140], "PT1", "right");
  valve(sheet, [310, 265], "bleed valve Y1\nproportional\nC' 40 or 60 ml/s");
  valve(sheet, [520, 265], "dump valve Y2\non / off\nC' 97 ml/s");
  sheet.wire(
    [
      [310, 225],
      [310, 250],
    ],
    HOSE,
  );
  sheet.wire(
    [
      [520, 225],
      [520, 250],
    ],
    HOSE,
  );

  sheet.wire(
    [
      [580, 210],
      [760, 210],
    ],
    HOSE,
  );
  sheet.text([670, 235], "hose, 4 mm\n1 m at most");
  cuff(sheet, [760, 160, 960, 270]);

  sheet.wire(
    [
      [860, 160],
      [860, 110],
    ],
    HOSE,
  );
  sheet.dot([860, 110]);
  sheet.wire(
    [
      [860, 110],
      [905, 110],
    ],
    HOSE,
  );
  relief(sheet, [920, 110], "relief valve\n330 mmHg at most");
  sheet.wire(
    [
      [860, 110],
      [440, 110],
    ],
    TUBE,
  );
  transducer(sheet, [420, 110], "PT2", "left");
  sheet.text([675, 92], "sense tube, 2.5 mm");
  sheet.text(
    [680, 350],
    "Y1 and Y2 are open without current.\nThe relief valve sits at the cuff, with\nnothing between the two that could kink.",
  );
  return sheet;
}

function pump(sheet: Sheet, [x, y]: Point, name: string): void {
  sheet.circle([x, y], 25);
  sheet.outline(
    [
      [x + 25, y],
      [x + 6, y - 15],
      [x + 6, y + 15],
    ],
    "#000",
  );
  sheet.occupy(name, [x - 25, y - 25, x + 25, y + 25]);
  sheet.text([x, y - 38], name, { anchor: "middle" });
}

function checkValve(sheet: Sheet, [x, y]: Point, name: string): void {
  sheet.outline([
    [x - 20, y - 12],
    [x - 20, y + 12],
    [x + 12, y],
  ]);
  sheet.line(
    [
      [x + 14, y - 14],
      [x + 14, y + 14],
    ],
    3,
  );
  sheet.line(
    [
      [x + 14, y],
      [x + 20, y],
    ],
    HOSE,
  );
  sheet.occupy(name, [x - 20, y - 14, x + 20, y + 14]);
  sheet.text([x, y - 28], name, { anchor: "middle" });
}

function manifold(sheet: Sheet, box: readonly [number, number, number, number]): void {
  sheet.rectangle(box, "#eef3fa");
  sheet.occupy("manifold", box);
  sheet.text([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], "manifold", { anchor: "middle", bold: true });
}

function transducer(sheet: Sheet, [x, y]: Point, name: string, side: "left" | "right"): void {
  sheet.circle([x, y], 20);
  sheet.text([x, y], "P", { anchor: "middle", bold: true });
  sheet.occupy(name, [x - 20, y - 20, x + 20, y + 20]);
  sheet.text([side === "left" ? x - 27 : x + 27, y], name, { anchor: side === "left" ? "end" : "start" });
}

/** Normally open, vented downwards. */
function valve(sheet: Sheet, [x, y]: Point, name: string): void {
  sheet.outline([
    [x - 12, y - 15],
    [x + 12, y - 15],
    [x, y],
  ]);
  sheet.outline([
    [x - 12, y + 15],
    [x + 12, y + 15],
    [x, y],
  ]);
  sheet.line([
    [x, y],
    [x - 22, y],
  ]);
  sheet.rectangle([x - 36, y - 8, x - 22, y + 8]);
  sheet.line([
    [x - 36, y + 8],
    [x - 22, y - 8],
  ]);
  sheet.line(
    [
      [x, y + 15],
      [x, y + 34],
    ],
    HOSE,
  );
  sheet.outline(
    [
      [x - 7, y + 34],
      [x + 7, y + 34],
      [x, y + 44],
    ],
    "#000",
  );
  sheet.occupy(name.split("\n")[0] ?? name, [x - 36, y - 15, x + 12, y + 44]);
  sheet.text([x + 18, y - 10], name);
}

function relief(sheet: Sheet, [x, y]: Point, name: string): void {
  sheet.outline([
    [x - 15, y - 12],
    [x - 15, y + 12],
    [x, y],
  ]);
  sheet.outline([
    [x + 15, y - 12],
    [x + 15, y + 12],
    [x, y],
  ]);
  sheet.line([
    [x, y],
    [x, y - 8],
    [x - 6, y - 11],
    [x + 6, y - 15],
    [x - 6, y - 19],
    [x + 6, y - 23],
    [x, y - 26],
  ]);
  sheet.line(
    [
      [x + 15, y],
      [x + 34, y],
    ],
    HOSE,
  );
  sheet.outline(
    [
      [x + 34, y - 7],
      [x + 34, y + 7],
      [x + 44, y],
    ],
    "#000",
  );
  sheet.occupy(name.split("\n")[0] ?? name, [x - 15, y - 26, x + 44, y + 12]);
  sheet.text([x - 30, y - 60], name);
}

function cuff(sheet: Sheet, box: readonly [number, number, number, number]): void {
  sheet.rectangle(box, "#fbfaf3");
  sheet.occupy("cuff", box);
  sheet.text([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], "cuff on the limb", { anchor: "middle", bold: true });
}
