export type Point = readonly [x: number, y: number];

/** Left, top, right, bottom. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

export interface TextStyle {
  readonly anchor?: "start" | "middle" | "end";
  readonly size?: number;
  readonly bold?: boolean;
}

const SIZE = 13;
/** Width of a character over its height: a little more than that of the fonts asked for. */
const CHARACTER = 0.6;
const MARGIN = 8;
const FONTS = "DejaVu Sans, Verdana, Arial, sans-serif";

/**
 * A drawing, placed by hand and written as SVG. It knows where its words, wires and symbols are, so it can say where
 * they run into each other.
 */
export class Sheet {
  readonly #title: string;
  readonly #width: number;
  readonly #height: number;
  readonly #shapes: string[] = [];
  readonly #words: { readonly text: string; readonly box: Box }[] = [];
  readonly #symbols: { readonly name: string; readonly box: Box }[] = [];
  readonly #segments: (readonly [Point, Point])[] = [];

  constructor(title: string, width: number, height: number) {
    this.#title = title;
    this.#width = width;
    this.#height = height;
    this.text([20, 30], title, { size: 17, bold: true });
  }

  /** A wire or a hose through these points. */
  wire(points: readonly Point[], width = 1.5): void {
    this.line(points, width);
    points.slice(1).forEach((to, i) => {
      const from = points[i];
      if (from !== undefined) this.#segments.push([from, to]);
    });
  }

  /** A line of a symbol: nobody minds what it crosses. */
  line(points: readonly Point[], width = 1.5): void {
    const list = points.map(([x, y]) => `${x},${y}`).join(" ");
    this.#shapes.push(`<polyline points="${list}" fill="none" stroke-width="${width}"/>`);
  }

  /** Wires that meet. */
  dot([x, y]: Point): void {
    this.#shapes.push(`<circle cx="${x}" cy="${y}" r="3.5" fill="#000"/>`);
  }

  circle([x, y]: Point, radius: number): void {
    this.#shapes.push(`<circle cx="${x}" cy="${y}" r="${radius}" fill="#fff"/>`);
  }

  rectangle([left, top, right, bottom]: Box, fill = "#fff"): void {
    this.#shapes.push(`<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" fill="${fill}"/>`);
  }

  /** A filled triangle or other outline. */
  outline(points: readonly Point[], fill = "#fff"): void {
    this.#shapes.push(`<polygon points="${points.map(([x, y]) => `${x},${y}`).join(" ")}" fill="${fill}"/>`);
  }

  /** Says that a symbol takes this room. */
  occupy(name: string, box: Box): void {
    this.#symbols.push({ name, box });
  }

  /** Words; several lines go below each other. The point is the middle of the first line's height. */
  text([x, y]: Point, words: string, { anchor = "start", size = SIZE, bold = false }: TextStyle = {}): void {
    words.split("\n").forEach((line, i) => {
      const middle = y + i * size * 1.3;
      const weight = bold ? ' font-weight="bold"' : "";
      this.#shapes.push(
        `<text x="${x}" y="${round(middle + size * 0.35)}" font-size="${size}" text-anchor="${anchor}"${weight}>${escaped(line)}</text>`,
      );
      const width = line.length * size * CHARACTER * (bold ? 1.1 : 1);
      const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
      this.#words.push({ text: line, box: [left, middle - size / 2, left + width, middle + size / 2] });
    });
  }

  /** What cannot be read: words on words, on symbols, on wires or off the sheet, and wires through symbols. */
  get faults(): string[] {
    const found: string[] = [];
    this.#words.forEach(({ text, box }, i) => {
      if (box[0] < MARGIN || box[1] < MARGIN || box[2] > this.#width - MARGIN || box[3] > this.#height - MARGIN) {
        found.push(`"${text}" leaves the sheet`);
      }
      for (const other of this.#words.slice(i + 1)) {
        if (overlap(box, other.box)) found.push(`"${text}" lies on "${other.text}"`);
      }
      for (const symbol of this.#symbols) {
        if (overlap(box, symbol.box) && !isInside(box, symbol.box)) found.push(`"${text}" lies on ${symbol.name}`);
      }
      for (const segment of this.#segments) {
        if (overlap(box, boxOf(segment))) found.push(`a wire at ${segment[0]} crosses "${text}"`);
      }
    });
    this.#symbols.forEach(({ name, box }, i) => {
      for (const other of this.#symbols.slice(i + 1)) {
        if (overlap(box, other.box)) found.push(`${name} lies on ${other.name}`);
      }
      for (const segment of this.#segments) {
        if (overlap(box, boxOf(segment))) found.push(`a wire at ${segment[0]} crosses ${name}`);
      }
    });
    for (const [from, to] of this.#segments) {
      if (from[0] !== to[0] && from[1] !== to[1]) found.push(`a wire at ${from} runs aslant`);
    }
    return found;
  }

  get svg(): string {
    const size = `width="${this.#width}" height="${this.#height}" viewBox="0 0 ${this.#width} ${this.#height}"`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${FONTS}">`,
      `<title>${escaped(this.#title)}</title>`,
      "<!-- Made by npm run drawings. Change tools/drawings, not this file. -->",
      '<rect width="100%" height="100%" fill="#fff"/>',
      '<g stroke="#000" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round">',
      ...this.#shapes.filter((shape) => !shape.startsWith("<text")),
      "</g>",
      ...this.#shapes.filter((shape) => shape.startsWith("<text")),
      "</svg>",
      "",
    ].join("\n");
  }
}

function boxOf([[x1, y1], [x2, y2]]: readonly [Point, Point]): Box {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

/** Touching is not overlapping. */
function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function isInside(inner: Box, outer: Box): boolean {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
