import { UsageError } from "./usage-error";

const space = /[ \t\r\n]*/y;
const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const text = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;

/** Where JSON goes wrong, and what should have stood there. */
class Misplaced extends Error {
  constructor(
    readonly offset: number,
    readonly expected: string,
  ) {
    super(expected);
  }
}

/** Reads over JSON without building it, to find the first mistake: `JSON.parse` does not always say where it is. */
class JsonScanner {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  document(): void {
    this.#value();
    this.#skip(space);
    if (this.#at < this.#source.length) this.#fail("the end of the file");
  }

  #value(): void {
    if (this.#sees("{")) this.#entries("}", "a field name in double quotes", true);
    else if (this.#sees("[")) this.#entries("]", "a value", false);
    else if (!this.#skip(text) && !this.#skip(plain)) this.#fail("a value");
  }

  #entries(close: string, entry: string, named: boolean): void {
    if (this.#sees(close)) return;
    do {
      this.#skip(space);
      if (named) {
        if (!this.#skip(text)) this.#fail(entry);
        if (!this.#sees(":")) this.#fail('":"');
      }
      this.#value();
    } while (this.#sees(","));
    if (!this.#sees(close)) this.#fail(`"," or "${close}"`);
  }

  /** Steps over `mark` if it comes next, spaces aside. */
  #sees(mark: string): boolean {
    this.#skip(space);
    if (this.#source[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #skip(token: RegExp): boolean {
    token.lastIndex = this.#at;
    const found = token.exec(this.#source);
    if (found === null) return false;
    this.#at = token.lastIndex;
    return true;
  }

  #fail(expected: string): never {
    throw new Misplaced(this.#at, expected);
  }
}

/** Parses the JSON of `file`; a mistake is told by line and column. */
export function parseJson(source: string, file: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    throw new UsageError(`${file}: not valid JSON${whereAndWhy(source, cause)}`);
  }
}

function whereAndWhy(source: string, cause: unknown): string {
  try {
    new JsonScanner(source).document();
    return `: ${String(cause)}`;
  } catch (mistake) {
    if (!(mistake instanceof Misplaced)) throw mistake;
    const before = source.slice(0, mistake.offset).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    const found = mistake.offset < source.length ? JSON.stringify(source[mistake.offset]) : "the end of the file";
    return ` at line ${before.length}, column ${column}: expected ${mistake.expected}, found ${found}`;
  }
}
