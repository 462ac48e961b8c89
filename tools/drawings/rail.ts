import { pins } from "../../firmware/board/pins";
import { holdMs, monostable } from "./monostable";
import { Sheet } from "./sheet";
import { capacitor, chip, diode, ground, nChannel, net, pChannel, resistor } from "./symbols";

/** The monostable and the switch of the actuator rail. */
export function railSheet(): Sheet {
  const sheet = new Sheet("2  Actuator rail", 1040, 510);
  const { kiloohm, microfarad } = monostable;
  const { least, typical, most } = holdMs();

  net(sheet, [190, 170], "left", `GPIO${pins.railToggle} rail toggle`);
  sheet.wire([
    [190, 170],
    [320, 170],
  ]);
  sheet.dot([200, 170]);
  sheet.wire([
    [200, 170],
    [200, 180],
  ]);
  resistor(sheet, [200, 210], "down", "R3 10k");
  ground(sheet, [200, 240]);

  chip(sheet, [340, 120], [190, 250], "U2 74HC4538", [
    { name: "4  trigger, rising", down: 50, side: "left" },
    { name: "5  trigger, falling", down: 90, side: "left" },
    { name: "3  reset", down: 150, side: "left" },
    { name: "8", down: 200, side: "left" },
    { name: "16", down: 50, side: "right" },
    { name: "2", down: 90, side: "right" },
    { name: "1", down: 150, side: "right" },
    { name: "Q  6", down: 220, side: "right" },
  ]);
  net(sheet, [320, 210], "left", "3.3 V");
  sheet.wire([
    [320, 270],
    [220, 270],
    [220, 280],
  ]);
  sheet.wire([
    [220, 270],
    [180, 270],
  ]);
  sheet.dot([220, 270]);
  capacitor(sheet, [220, 310], "down", "C2 1 µF");
  ground(sheet, [220, 340]);
  resistor(sheet, [150, 270], "across", "R4 100k");
  net(sheet, [120, 270], "left", "3.3 V");
  ground(sheet, [320, 320]);

  net(sheet, [550, 170], "right", "3.3 V");
  ground(sheet, [550, 270]);
  sheet.wire([
    [550, 210],
    [760, 210],
    [760, 200],
  ]);
  sheet.dot([650, 210]);
  sheet.wire([
    [650, 210],
    [650, 200],
  ]);
  resistor(sheet, [650, 170], "down", `R5 ${kiloohm}k 1 %`);
  sheet.wire([
    [650, 140],
    [780, 140],
  ]);
  sheet.dot([760, 140]);
  net(sheet, [780, 140], "right", "3.3 V");
  diode(sheet, [760, 170], "down", "D2", true);
  sheet.wire([
    [650, 210],
    [650, 220],
  ]);
  capacitor(sheet, [650, 250], "down", `C3 ${microfarad} µF\nfilm 5 %`);
  ground(sheet, [650, 280]);

  sheet.wire([
    [550, 340],
    [570, 340],
  ]);
  resistor(sheet, [600, 340], "across", "R6 1k");
  sheet.wire([
    [630, 340],
    [690, 340],
  ]);
  sheet.dot([640, 340]);
  sheet.wire([
    [640, 340],
    [640, 350],
  ]);
  resistor(sheet, [640, 380], "down", "R7 10k");
  ground(sheet, [640, 410]);
  nChannel(sheet, [690, 340], "Q5\nAO3400A");
  ground(sheet, [730, 370]);

  sheet.wire([
    [730, 310],
    [730, 290],
    [750, 290],
  ]);
  resistor(sheet, [780, 290], "across", "R9 1k");
  sheet.wire([
    [810, 290],
    [870, 290],
  ]);
  sheet.dot([840, 290]);
  sheet.wire([
    [840, 290],
    [840, 270],
  ]);
  resistor(sheet, [840, 240], "down", "R8 10k");
  sheet.wire([
    [840, 210],
    [840, 200],
    [930, 200],
  ]);
  sheet.dot([910, 200]);
  net(sheet, [930, 200], "right", "12 V");
  sheet.wire([
    [910, 200],
    [910, 260],
  ]);
  pChannel(sheet, [870, 290], "Q4 P-channel\nFQP27P06");
  sheet.wire([
    [910, 320],
    [910, 380],
  ]);
  sheet.dot([910, 350]);
  sheet.wire([
    [910, 350],
    [930, 350],
  ]);
  net(sheet, [930, 350], "right", "RAIL");
  resistor(sheet, [910, 410], "down", "R10 4.7k");
  ground(sheet, [910, 440]);

  sheet.text(
    [20, 470],
    `U2 holds the rail for 0.7 · R5 · C3 after the last rising edge: ${Math.round(least)} to ${Math.round(most)} ms, typically ${Math.round(typical)} ms.\nA level that stands triggers nothing. Unused half: pins 11 to 13 to ground. 100 nF from pin 16 to pin 8. D2: BAT54.`,
  );
  return sheet;
}
