import { MOST_CHUNK_BYTES } from "../../firmware/log/format";
import type { Log } from "./log-rig";

/** What has to come back of one session. */
export interface Expected {
  readonly number: number;
  readonly name: string;
  readonly pressureMmhg: (number | null)[];
  readonly events: number[];
  /** How many of each are surely in flash. */
  keptSamples: number;
  keptEvents: number;
  isClosed: boolean;
  isDownloaded: boolean;
}

/** What is known of the log from outside. While an act is under way, flash may show either side of it. */
export class LogModel {
  sessions: Expected[] = [];
  lost = 0;
  /** Whether the act under way has happened decides which of these applies. */
  #after: (() => void) | undefined;
  #open: Expected | undefined;

  get count(): number {
    return this.#open?.pressureMmhg.length ?? 0;
  }

  /** The act is over. */
  settle(hasHappened: boolean): void {
    if (hasHappened) this.#after?.();
    this.#after = undefined;
  }

  beginning(number: number, name: string): void {
    this.#after = () => {
      this.flushed();
      this.#open = newSession(number, name);
      this.sessions.push(this.#open);
    };
  }

  sampling(mmhg: number | null): void {
    this.#after = () => this.#open?.pressureMmhg.push(mmhg);
  }

  noting(value: number): void {
    this.#after = () => this.#open?.events.push(value);
  }

  flushed(): void {
    if (this.#open === undefined) return;
    this.#open.keptSamples = this.#open.pressureMmhg.length;
    this.#open.keptEvents = this.#open.events.length;
  }

  closing(): void {
    this.#after = () => {
      this.flushed();
      if (this.#open !== undefined) this.#open.isClosed = true;
      this.#open = undefined;
    };
  }

  marking(number: number): void {
    this.#after = () => {
      const session = this.sessions.find((one) => one.number === number);
      if (session !== undefined) session.isDownloaded = true;
    };
  }

  dropping(): void {
    this.#after = () => {
      const [oldest] = this.sessions;
      if (oldest !== undefined && !oldest.isDownloaded) this.lost++;
      this.sessions = this.sessions.slice(1);
    };
  }

  erasing(): void {
    this.#after = () => {
      this.sessions = [];
      this.lost = 0;
    };
  }

  copy(): LogModel {
    const copy = new LogModel();
    copy.sessions = structuredClone(this.sessions);
    copy.lost = this.lost;
    return copy;
  }

  /** Tidies, with the sessions that have to go for it. */
  tidied(log: Log): void {
    for (let isMore = true; isMore; ) {
      this.dropping();
      const before = log.shelf.sessions;
      isMore = log.shelf.tidy() === "more";
      this.settle(log.shelf.sessions < before);
    }
  }

  /** Holds a log that was just switched on against all this, and takes over what may be one way or the other. */
  check(log: Log): void {
    if (this.#after !== undefined && this.#summary() !== seen(log)) this.settle(true);
    this.#after = undefined;
    this.#open = undefined;
    if (this.#summary() !== seen(log)) throw new Error(`expected ${this.#summary()}, found ${seen(log)}`);
    const { shelf } = log;
    const undownloaded = this.sessions.filter(({ isDownloaded }) => !isDownloaded).length;
    if (shelf.sessions !== this.sessions.length || shelf.undownloaded !== undownloaded) throw new Error("wrong counts");
    for (const session of this.sessions) checkSession(log, session);
  }

  #summary(): string {
    const told = this.sessions.map(({ number, isDownloaded }) => `${number}${isDownloaded ? "d" : ""}`);
    return `${told.join(" ")}; ${this.lost} lost`;
  }
}

function newSession(number: number, name: string): Expected {
  return {
    number,
    name,
    pressureMmhg: [],
    events: [],
    keptSamples: 0,
    keptEvents: 0,
    isClosed: false,
    isDownloaded: false,
  };
}

function seen(log: Log): string {
  const told = log.numbers().map((number) => `${number}${log.shelf.isDownloaded(number) ? "d" : ""}`);
  return `${told.join(" ")}; ${log.shelf.undownloadedLost} lost`;
}

/** What was written last may be missing at the end, and nothing else. From then on it stays as it is. */
function checkSession(log: Log, expected: Expected): void {
  const found = log.read(expected.number);
  const where = `session ${expected.number}`;
  const events = found.events.map(({ value }) => value);
  const samples = found.pressureMmhg.length;
  if (found.header.prescriptionName !== expected.name) throw new Error(`${where} has another header`);
  if (samples < expected.keptSamples || events.length < expected.keptEvents)
    throw new Error(`${where} lost what was kept`);
  if (samples < expected.pressureMmhg.length - MOST_CHUNK_BYTES) throw new Error(`${where} lost more than a chunk`);
  // An act under way may have added one.
  expected.pressureMmhg.push(...found.pressureMmhg.slice(expected.pressureMmhg.length).slice(0, 1));
  expected.events.push(...events.slice(expected.events.length, expected.events.length + 1).map(Number));
  if (!isSame(found.pressureMmhg, expected.pressureMmhg.slice(0, samples)))
    throw new Error(`${where}: other pressures`);
  if (!isSame(events, expected.events.slice(0, events.length))) throw new Error(`${where}: other events`);
  if (expected.isClosed && found.statistics === null) throw new Error(`${where} is not closed`);
  if (found.missingChunks > 0) throw new Error(`${where} misses chunks`);
  expected.pressureMmhg.length = samples;
  expected.events.length = events.length;
  expected.keptSamples = samples;
  expected.keptEvents = events.length;
  expected.isClosed = found.statistics !== null;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
