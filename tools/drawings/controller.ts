import { pins } from "../../firmware/board/pins";
import { Sheet } from "./sheet";
import { type ChipPin, chip, ground, lamp, net, resistor, sounder, switchSymbol } from "./symbols";

const LEFT = 470;
const TOP = 80;
const WIDTH = 220;
const RIGHT = LEFT + WIDTH + 20;

const left = (name: string, down: number): ChipPin => ({ name, down, side: "left" });
const right = (name: string, down: number): ChipPin => ({ name, down, side: "right" });

/** What the DevKitC is connected to. Every pin number comes from the firmware. */
export function controllerSheet(): Sheet {
  const sheet = new Sheet("4  Controller, button, light, buzzer, transducers", 1000, 800);
  chip(sheet, [LEFT, TOP], [WIDTH, 420], "U1 ESP32-DevKitC", [
    left("5V", 40),
    left("GND", 70),
    left("3V3", 110),
    left(`${pins.button}  button`, 180),
    left(`${pins.i2cData}  SDA`, 340),
    left(`${pins.i2cClock}  SCL`, 370),
    right(`pump  ${pins.pump}`, 40),
    right(`bleed valve  ${pins.bleedValve}`, 70),
    right(`dump valve  ${pins.dumpValve}`, 100),
    right(`rail toggle  ${pins.railToggle}`, 130),
    right(`red  ${pins.red}`, 190),
    right(`green  ${pins.green}`, 250),
    right(`blue  ${pins.blue}`, 310),
    right(`buzzer  ${pins.buzzer}`, 370),
  ]);
  drawSupply(sheet);
  drawButton(sheet);
  drawTransducers(sheet);
  [pins.pump, pins.bleedValve, pins.dumpValve, pins.railToggle].forEach((pin, i) => {
    net(sheet, [RIGHT, TOP + 40 + i * 30], "right", `GPIO${pin}`);
  });
  drawLight(sheet);
  sheet.text(
    [20, 770],
    "Transducer 2 and the battery are wired, and not read by the firmware yet: wiring.md says what is.",
  );
  return sheet;
}

function drawSupply(sheet: Sheet): void {
  net(sheet, [LEFT - 20, TOP + 40], "left", "5 V");
  ground(sheet, [LEFT - 20, TOP + 70]);
  sheet.wire([
    [LEFT - 20, TOP + 110],
    [300, TOP + 110],
  ]);
  net(sheet, [300, TOP + 110], "left", "3.3 V");
}

function drawButton(sheet: Sheet): void {
  const y = TOP + 180;
  sheet.wire([
    [LEFT - 20, y],
    [300, y],
    [300, y + 10],
  ]);
  sheet.dot([370, TOP + 110]);
  sheet.wire([
    [370, TOP + 110],
    [370, TOP + 115],
  ]);
  resistor(sheet, [370, TOP + 145], "down", "R17 10k");
  sheet.wire([
    [370, TOP + 175],
    [370, y],
  ]);
  sheet.dot([370, y]);
  switchSymbol(sheet, [300, y + 40], "down", "S2 button");
  ground(sheet, [300, y + 70]);
}

function drawTransducers(sheet: Sheet): void {
  const data = TOP + 340;
  const clock = TOP + 370;
  const lower = data + 190;
  const dataX = 420;
  const clockX = 330;
  for (const [top, name] of [
    [data - 40, "PT1 Honeywell ABP2\n0–750 mmHg, 0x28"],
    [lower - 40, "PT2 Honeywell MPR\n0–450 mmHg, 0x18"],
  ] as const) {
    chip(sheet, [110, top], [190, 130], name, [
      left("3.3 V", 60),
      left("GND", 100),
      right("SDA", 60),
      right("SCL", 90),
    ]);
    net(sheet, [90, top + 60], "left", "3.3 V");
    ground(sheet, [90, top + 100]);
  }
  const first = data + 20;
  const second = lower + 20;
  sheet.wire([
    [LEFT - 20, data],
    [dataX, data],
    [dataX, second],
    [320, second],
  ]);
  sheet.wire([
    [LEFT - 20, clock],
    [clockX, clock],
    [clockX, second + 30],
    [320, second + 30],
  ]);
  sheet.wire([
    [dataX, first],
    [320, first],
  ]);
  sheet.dot([dataX, first]);
  sheet.wire([
    [clockX, first + 30],
    [320, first + 30],
  ]);
  sheet.dot([clockX, first + 30]);
  sheet.wire([
    [dataX, second],
    [dataX, second + 45],
  ]);
  sheet.dot([dataX, second]);
  sheet.wire([
    [clockX, second + 30],
    [clockX, second + 45],
  ]);
  sheet.dot([clockX, second + 30]);
  resistor(sheet, [clockX, second + 75], "down", "R18 4.7k");
  resistor(sheet, [dataX, second + 75], "down", "R19 4.7k");
  sheet.wire([
    [clockX, second + 105],
    [clockX, second + 115],
    [460, second + 115],
  ]);
  sheet.wire([
    [dataX, second + 105],
    [dataX, second + 115],
  ]);
  sheet.dot([dataX, second + 115]);
  net(sheet, [460, second + 115], "right", "3.3 V");
}

function drawLight(sheet: Sheet): void {
  const lights = [
    ["R20 150", "red", 190],
    ["R21 47", "green", 250],
    ["R22 47", "blue", 310],
  ] as const;
  for (const [name, colour, down] of lights) {
    const y = TOP + down;
    sheet.wire([
      [RIGHT, y],
      [730, y],
    ]);
    resistor(sheet, [760, y], "across", name);
    sheet.wire([
      [790, y],
      [820, y],
    ]);
    lamp(sheet, [850, y], colour);
    sheet.wire([
      [880, y],
      [920, y],
    ]);
    if (down > 190) sheet.dot([920, y]);
  }
  const y = TOP + 370;
  sheet.wire([
    [RIGHT, y],
    [730, y],
  ]);
  resistor(sheet, [760, y], "across", "R23 220");
  sheet.wire([
    [790, y],
    [820, y],
  ]);
  sounder(sheet, [850, y], "LS1 buzzer");
  sheet.wire([
    [880, y],
    [920, y],
  ]);
  sheet.dot([920, y]);
  sheet.wire([
    [920, TOP + 190],
    [920, y + 20],
  ]);
  ground(sheet, [920, y + 20]);
}
