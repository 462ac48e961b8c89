import type { Point, Sheet } from "./sheet";

/** Half the distance between the ends of a part with two of them. */
export const REACH = 30;

type Direction = "across" | "down";

/** Where along (from first to second end) and beside the part's middle a point of its symbol lies. */
type Place = (along: number, beside: number) => Point;

/** A part with two ends, `REACH` away from its middle. Its name stands beside it. */
function twoEnds(
  sheet: Sheet,
  [x, y]: Point,
  direction: Direction,
  name: string,
  half: readonly [along: number, beside: number],
  draw: (at: Place) => void,
): void {
  const at: Place = (along, beside) => (direction === "across" ? [x + along, y + beside] : [x - beside, y + along]);
  const [along, beside] = half;
  sheet.line([at(-REACH, 0), at(-along, 0)]);
  sheet.line([at(along, 0), at(REACH, 0)]);
  draw(at);
  const [wide, high] = direction === "across" ? [along, beside] : [beside, along];
  sheet.occupy(name.split("\n")[0] ?? name, [x - wide, y - high, x + wide, y + high]);
  const lines = name.split("\n").length;
  if (direction === "across") sheet.text([x, y - high - 10 - (lines - 1) * 17], name, { anchor: "middle" });
  else sheet.text([x + wide + 7, y - (lines - 1) * 8.5], name);
}

export function resistor(sheet: Sheet, middle: Point, direction: Direction, name: string): void {
  twoEnds(sheet, middle, direction, name, [18, 6], (at) => {
    sheet.outline([at(-18, -6), at(18, -6), at(18, 6), at(-18, 6)]);
  });
}

export function capacitor(sheet: Sheet, middle: Point, direction: Direction, name: string): void {
  twoEnds(sheet, middle, direction, name, [4, 12], (at) => {
    sheet.line([at(-4, -12), at(-4, 12)], 2.5);
    sheet.line([at(4, -12), at(4, 12)], 2.5);
  });
}

/** Current flows from the first end to the second: right or down. With `isReversed` the other way. */
export function diode(sheet: Sheet, middle: Point, direction: Direction, name: string, isReversed = false): void {
  const sign = isReversed ? -1 : 1;
  twoEnds(sheet, middle, direction, name, [10, 9], (at) => {
    sheet.line([at(-10, 0), at(10, 0)]);
    sheet.outline([at(-sign * 10, -9), at(-sign * 10, 9), at(sign * 10, 0)]);
    sheet.line([at(sign * 10, -9), at(sign * 10, 9)], 2.5);
  });
}

export function fuse(sheet: Sheet, middle: Point, name: string): void {
  twoEnds(sheet, middle, "across", name, [18, 6], (at) => {
    sheet.outline([at(-18, -6), at(18, -6), at(18, 6), at(-18, 6)]);
    sheet.line([at(-18, 0), at(18, 0)]);
  });
}

export function switchSymbol(sheet: Sheet, middle: Point, direction: Direction, name: string): void {
  twoEnds(sheet, middle, direction, name, [16, 12], (at) => {
    sheet.circle(at(-16, 0), 2.5);
    sheet.circle(at(16, 0), 2.5);
    sheet.line([at(-14, -1), at(13, -12)]);
  });
}

export function battery(sheet: Sheet, middle: Point, name: string): void {
  twoEnds(sheet, middle, "down", name, [9, 14], (at) => {
    sheet.line([at(-9, -14), at(-9, 14)]);
    sheet.line([at(-3, -7), at(-3, 7)], 3);
    sheet.line([at(3, -14), at(3, 14)]);
    sheet.line([at(9, -7), at(9, 7)], 3);
  });
}

export function motor(sheet: Sheet, middle: Point, name: string): void {
  twoEnds(sheet, middle, "down", name, [18, 18], () => sheet.circle(middle, 18));
  sheet.text(middle, "M", { anchor: "middle", bold: true });
}

export function coil(sheet: Sheet, middle: Point, name: string): void {
  twoEnds(sheet, middle, "down", name, [12, 16], (at) => {
    sheet.outline([at(-12, -16), at(12, -16), at(12, 16), at(-12, 16)]);
    sheet.line([at(-12, -4), at(12, 4)]);
  });
}

export function lamp(sheet: Sheet, middle: Point, name: string): void {
  diode(sheet, middle, "across", name);
  const [x, y] = middle;
  for (const dx of [-2, 6])
    sheet.line(
      [
        [x + dx, y + 12],
        [x + dx + 7, y + 19],
        [x + dx + 3, y + 18],
      ],
      1,
    );
}

export function ground(sheet: Sheet, [x, y]: Point): void {
  sheet.line([
    [x, y],
    [x, y + 6],
  ]);
  [12, 8, 4].forEach((half, i) => {
    sheet.line(
      [
        [x - half, y + 6 + i * 5],
        [x + half, y + 6 + i * 5],
      ],
      2,
    );
  });
}

/** A supply or a signal that goes on elsewhere, at the end of a wire. */
export function net(sheet: Sheet, [x, y]: Point, side: "left" | "right", name: string): void {
  const width = name.length * 13 * 0.6 + 12;
  const sign = side === "left" ? -1 : 1;
  const far = x + sign * (width + 8);
  sheet.outline(
    [
      [x, y],
      [x + sign * 8, y - 10],
      [far, y - 10],
      [far, y + 10],
      [x + sign * 8, y + 10],
    ],
    "#eef3fa",
  );
  sheet.text([x + sign * (width / 2 + 8), y], name, { anchor: "middle" });
  sheet.occupy(name, side === "left" ? [far, y - 10, x, y + 10] : [x, y - 10, far, y + 10]);
}

/** N-channel: the gate on the left at `at`, drain above and source below, 40 to the right and 30 away. */
export function nChannel(sheet: Sheet, at: Point, name: string): void {
  transistor(sheet, at, name, true);
}

/** P-channel: as the other, but source above and drain below. */
export function pChannel(sheet: Sheet, at: Point, name: string): void {
  transistor(sheet, at, name, false);
}

function transistor(sheet: Sheet, [x, y]: Point, name: string, isN: boolean): void {
  sheet.circle([x + 28, y], 24);
  sheet.line([
    [x, y],
    [x + 18, y],
  ]);
  sheet.line(
    [
      [x + 18, y - 13],
      [x + 18, y + 13],
    ],
    2.5,
  );
  for (const dy of [-13, 0, 13])
    sheet.line(
      [
        [x + 23, y + dy - 5],
        [x + 23, y + dy + 5],
      ],
      2.5,
    );
  sheet.line([
    [x + 23, y - 13],
    [x + 40, y - 13],
    [x + 40, y - 30],
  ]);
  sheet.line([
    [x + 23, y + 13],
    [x + 40, y + 13],
    [x + 40, y + 30],
  ]);
  sheet.line(
    isN
      ? [
          [x + 23, y],
          [x + 40, y],
          [x + 40, y + 13],
        ]
      : [
          [x + 23, y],
          [x + 40, y],
          [x + 40, y - 13],
        ],
  );
  if (isN)
    sheet.outline(
      [
        [x + 24, y],
        [x + 31, y - 4],
        [x + 31, y + 4],
      ],
      "#000",
    );
  else
    sheet.outline(
      [
        [x + 37, y],
        [x + 30, y - 4],
        [x + 30, y + 4],
      ],
      "#000",
    );
  sheet.occupy(name.split("\n")[0] ?? name, [x + 4, y - 24, x + 52, y + 24]);
  sheet.text([x + 58, y - 9], name);
}

export interface ChipPin {
  readonly name: string;
  /** Distance from the top, in px. */
  readonly down: number;
  readonly side: "left" | "right";
}

/** How far the wires of a chip's pins reach out. */
export const LEAD = 20;

/** A box with named pins; each ends `LEAD` outside it. */
export function chip(
  sheet: Sheet,
  [left, top]: Point,
  [width, height]: Point,
  name: string,
  pins: readonly ChipPin[],
): void {
  sheet.rectangle([left, top, left + width, top + height], "#fbfaf3");
  sheet.occupy(name.split("\n")[0] ?? name, [left, top, left + width, top + height]);
  sheet.text([left + width / 2, top + 14], name, { anchor: "middle", bold: true });
  for (const { name: pin, down, side } of pins) {
    const y = top + down;
    const edge = side === "left" ? left : left + width;
    const out = side === "left" ? edge - LEAD : edge + LEAD;
    sheet.line([
      [edge, y],
      [out, y],
    ]);
    sheet.text([side === "left" ? edge + 6 : edge - 6, y], pin, { anchor: side === "left" ? "start" : "end" });
  }
}

export function sounder(sheet: Sheet, middle: Point, name: string): void {
  twoEnds(sheet, middle, "across", name, [14, 14], (at) => {
    sheet.circle(middle, 14);
    sheet.line([at(-7, -3), at(-7, 3), at(-2, 3), at(4, 8), at(4, -8), at(-2, -3), at(-7, -3)]);
  });
}
