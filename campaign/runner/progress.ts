import { SingleBar } from "cli-progress";

/** Shows how far a campaign is; on stderr, so that stdout stays clean. */
export interface Progress {
  /** One more job is done. */
  done(isFinding: boolean): void;
  stop(): void;
}

/** Between two lines where stderr is not a terminal, s. */
const LINE_EVERY_S = 30;

/** @param before jobs that an earlier run has done */
export function progressOf(name: string, total: number, before: number, findings: number): Progress {
  const tally = new Tally(total, before, findings);
  return process.stderr.isTTY ? new ProgressBar(name, tally) : new ProgressLines(name, tally);
}

class Tally {
  readonly total: number;
  readonly #before: number;
  readonly #startMs = performance.now();
  done: number;
  findings: number;

  constructor(total: number, before: number, findings: number) {
    this.total = total;
    this.#before = before;
    this.done = before;
    this.findings = findings;
  }

  get elapsedS(): number {
    return (performance.now() - this.#startMs) / 1000;
  }

  text(): { rate: string; left: string; findings: string } {
    const perS = (this.done - this.#before) / this.elapsedS;
    return {
      rate: `${perS.toFixed(1)} jobs/s`,
      left: perS > 0 ? `${duration((this.total - this.done) / perS)} to go` : "",
      findings: this.findings === 1 ? "1 finding" : `${this.findings} findings`,
    };
  }
}

class ProgressBar implements Progress {
  readonly #bar: SingleBar;
  readonly #tally: Tally;

  constructor(name: string, tally: Tally) {
    this.#tally = tally;
    this.#bar = new SingleBar({
      stream: process.stderr,
      format: `${name} {bar} {value} of {total}  {rate}  {left}  {findings}`,
      barCompleteChar: "━",
      barIncompleteChar: "╌",
      barsize: 30,
      hideCursor: true,
      clearOnComplete: true,
    });
    this.#bar.start(tally.total, tally.done, tally.text());
  }

  done(isFinding: boolean): void {
    this.#tally.done++;
    if (isFinding) this.#tally.findings++;
    this.#bar.update(this.#tally.done, this.#tally.text());
  }

  stop(): void {
    this.#bar.stop();
  }
}

class ProgressLines implements Progress {
  readonly #name: string;
  readonly #tally: Tally;
  #nextS = LINE_EVERY_S;

  constructor(name: string, tally: Tally) {
    this.#name = name;
    this.#tally = tally;
  }

  done(isFinding: boolean): void {
    const tally = this.#tally;
    tally.done++;
    if (isFinding) tally.findings++;
    if (tally.elapsedS < this.#nextS) return;
    this.#nextS = tally.elapsedS + LINE_EVERY_S;
    const { rate, left, findings } = tally.text();
    process.stderr.write(`${this.#name}  ${tally.done} of ${tally.total}  ${rate}  ${left}  ${findings}\n`);
  }

  stop(): void {}
}

function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return minutes < 100 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
