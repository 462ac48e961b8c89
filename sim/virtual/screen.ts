import { clock } from "../report/words";
import { type News, newsText } from "./news";
import type { Truth } from "./truth";

/** What is printed. */
export interface Screen {
  news(news: News): void;
  status(truth: Truth): void;
  help(text: string): void;
  close(): void;
}

type Print = (text: string) => void;

/** A line that is written over again. */
const CLEAR_LINE = "\r\x1b[K";

export function screenOf(isJson: boolean, isTerminal: boolean, print: Print): Screen {
  if (isJson) return new JsonScreen(print);
  return isTerminal ? new TerminalScreen(print) : new LineScreen(print);
}

class JsonScreen implements Screen {
  readonly #print: Print;

  constructor(print: Print) {
    this.#print = print;
  }

  news(news: News): void {
    this.#print(`${JSON.stringify(news)}\n`);
  }

  status(): void {}

  help(): void {}

  close(): void {}
}

class LineScreen implements Screen {
  readonly #print: Print;

  constructor(print: Print) {
    this.#print = print;
  }

  news(news: News): void {
    this.#print(`${newsText(news)}\n`);
  }

  status(): void {}

  help(text: string): void {
    this.#print(`${text}\n`);
  }

  close(): void {}
}

/** News scroll by above one live line. */
class TerminalScreen implements Screen {
  readonly #print: Print;
  #line = "";

  constructor(print: Print) {
    this.#print = print;
  }

  news(news: News): void {
    this.help(newsText(news));
  }

  help(text: string): void {
    this.#print(`${CLEAR_LINE}${text}\n${this.#line}`);
  }

  status(truth: Truth): void {
    const line = statusText(truth);
    if (line === this.#line) return;
    this.#line = line;
    this.#print(`${CLEAR_LINE}${line}`);
  }

  close(): void {
    this.#print(CLEAR_LINE);
  }
}

export function statusText(truth: Truth): string {
  const { nowMs, cuffMmhg, setpointMmhg, phase, light, isBuzzing, client, isButtonDown, states } = truth;
  const aim = setpointMmhg === null ? "no target" : `target ${setpointMmhg.toFixed(0)}`;
  const faults = Object.keys(states).filter((name) => name !== "move" && states[name]);
  const parts = [
    clock(nowMs / 1000),
    `${Math.abs(cuffMmhg).toFixed(0)} mmHg`,
    aim,
    phase,
    `light ${light}${isBuzzing ? ", buzzer" : ""}`,
    `client: ${client}`,
    ...(isButtonDown ? ["button down"] : []),
    ...(states.move === false ? ["keeps still"] : []),
    ...faults,
  ];
  return parts.join("  ");
}
