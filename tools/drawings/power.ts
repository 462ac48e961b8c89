import { Sheet } from "./sheet";
import { battery, capacitor, chip, diode, fuse, ground, net, resistor, switchSymbol } from "./symbols";

/** From the battery to 12 V for pump and valves, and 5 V for the controller. */
export function powerSheet(): Sheet {
  const sheet = new Sheet("1  Power", 930, 390);
  battery(sheet, [60, 220], "B1 3 Li-ion\n11.1 V");
  ground(sheet, [60, 250]);
  sheet.wire([
    [60, 190],
    [60, 110],
    [130, 110],
  ]);
  fuse(sheet, [160, 110], "F1 2 A slow");
  sheet.wire([
    [190, 110],
    [220, 110],
  ]);
  switchSymbol(sheet, [250, 110], "across", "S1 on / off");
  sheet.wire([
    [280, 110],
    [430, 110],
  ]);

  sheet.dot([330, 110]);
  sheet.wire([
    [330, 110],
    [330, 140],
  ]);
  resistor(sheet, [330, 170], "down", "R1 100k");
  sheet.wire([
    [330, 200],
    [330, 230],
  ]);
  sheet.dot([330, 215]);
  sheet.wire([
    [330, 215],
    [310, 215],
  ]);
  net(sheet, [310, 215], "left", "battery sense");
  resistor(sheet, [330, 260], "down", "R2 22k");
  ground(sheet, [330, 290]);

  chip(sheet, [450, 80], [150, 80], "U3 buck-boost", [
    { name: "in", down: 30, side: "left" },
    { name: "ground", down: 60, side: "left" },
    { name: "12 V, 3 A", down: 30, side: "right" },
  ]);
  ground(sheet, [430, 140]);
  sheet.wire([
    [620, 110],
    [740, 110],
  ]);
  sheet.dot([670, 110]);
  sheet.wire([
    [670, 110],
    [670, 120],
  ]);
  capacitor(sheet, [670, 150], "down", "C1 1000 µF\nand 100 nF");
  ground(sheet, [670, 180]);
  net(sheet, [740, 110], "right", "12 V");

  sheet.dot([400, 110]);
  sheet.wire([
    [400, 110],
    [400, 260],
    [430, 260],
  ]);
  chip(sheet, [450, 230], [150, 80], "U4 buck", [
    { name: "in", down: 30, side: "left" },
    { name: "ground", down: 60, side: "left" },
    { name: "5 V, 1 A", down: 30, side: "right" },
  ]);
  ground(sheet, [430, 290]);
  diode(sheet, [660, 260], "across", "D1 1N5819");
  sheet.wire([
    [620, 260],
    [630, 260],
  ]);
  sheet.wire([
    [690, 260],
    [720, 260],
  ]);
  switchSymbol(sheet, [750, 260], "across", "JP1");
  sheet.wire([
    [780, 260],
    [800, 260],
  ]);
  net(sheet, [800, 260], "right", "5 V");
  sheet.text(
    [20, 350],
    "JP1 is open while a USB cable is in. Pump and coils return to C1 on a wire of their own.\nC1 stands before the rail's switch.",
  );
  return sheet;
}
