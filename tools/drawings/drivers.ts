import { pins } from "../../firmware/board/pins";
import { type Point, Sheet } from "./sheet";
import { coil, diode, ground, motor, nChannel, net, resistor } from "./symbols";

const TOP = 80;
const PITCH = 360;
const FIRST = 260;

interface Driver {
  readonly pin: number;
  readonly load: (sheet: Sheet, middle: Point) => void;
}

/** Pump, bleed valve and dump valve, each between the rail and a MOSFET. */
const drivers: readonly Driver[] = [
  { pin: pins.pump, load: (sheet, middle) => motor(sheet, middle, "M1 pump") },
  { pin: pins.bleedValve, load: (sheet, middle) => coil(sheet, middle, "Y1 bleed\nvalve") },
  { pin: pins.dumpValve, load: (sheet, middle) => coil(sheet, middle, "Y2 dump\nvalve") },
];

export function driversSheet(): Sheet {
  const sheet = new Sheet("3  Drivers", 1190, 430);
  net(sheet, [90, TOP], "left", "RAIL");
  sheet.wire([
    [90, TOP],
    [FIRST + 2 * PITCH + 130, TOP],
  ]);
  drivers.forEach((driver, i) => {
    drawDriver(sheet, driver, FIRST + i * PITCH, i + 1);
  });
  sheet.text(
    [20, 400],
    "The rail comes from sheet 2. 100 nF across the pump's terminals. Both valves are open without current.",
  );
  return sheet;
}

function drawDriver(sheet: Sheet, { pin, load }: Driver, x: number, number: number): void {
  sheet.dot([x, TOP]);
  sheet.wire([
    [x, TOP],
    [x, 110],
  ]);
  load(sheet, [x, 140]);
  sheet.wire([
    [x, 170],
    [x, 220],
  ]);
  sheet.dot([x, 190]);
  if (number < drivers.length) sheet.dot([x + 130, TOP]);
  sheet.wire([
    [x + 130, TOP],
    [x + 130, 110],
  ]);
  diode(sheet, [x + 130, 140], "down", `D${number + 2} SS34`, true);
  sheet.wire([
    [x + 130, 170],
    [x + 130, 190],
    [x, 190],
  ]);
  nChannel(sheet, [x - 40, 250], `Q${number} AO3400A`);
  ground(sheet, [x, 280]);
  sheet.wire([
    [x - 40, 250],
    [x - 80, 250],
  ]);
  resistor(sheet, [x - 110, 250], "across", `R${number + 10} 100`);
  net(sheet, [x - 140, 250], "left", `GPIO${pin}`);
  sheet.dot([x - 60, 250]);
  sheet.wire([
    [x - 60, 250],
    [x - 60, 290],
  ]);
  resistor(sheet, [x - 60, 320], "down", `R${number + 13} 4.7k`);
  ground(sheet, [x - 60, 350]);
}
