import { SingleBar } from "cli-progress";
import { clock, stateName, trainingWords } from "../report/words";
import type { Session } from "../scenario/run";

/** Shows how far a session is; on stderr, so that stdout stays clean. */
export interface Progress {
  show(): void;
  stop(): void;
}

/** Simulated seconds between two lines where stderr is not a terminal. */
const LINE_EVERY_S = 60;

export function progressOf(session: Session, durationS: number): Progress {
  return process.stderr.isTTY ? new ProgressBar(session, durationS) : new ProgressLines(session, durationS);
}

class ProgressBar implements Progress {
  readonly #bar: SingleBar;
  readonly #session: Session;

  constructor(session: Session, durationS: number) {
    this.#session = session;
    this.#bar = new SingleBar({
      stream: process.stderr,
      format: `{bar} {now} of ${clock(durationS)}  {state}`,
      barCompleteChar: "━",
      barIncompleteChar: "╌",
      barsize: 30,
      fps: 20,
      hideCursor: true,
    });
    this.#bar.start(durationS, 0, describeState(session));
  }

  show(): void {
    this.#bar.update(this.#session.world.nowMs / 1000, describeState(this.#session));
  }

  stop(): void {
    this.#bar.stop();
  }
}

class ProgressLines implements Progress {
  readonly #session: Session;
  readonly #durationS: number;
  #nextS = LINE_EVERY_S;

  constructor(session: Session, durationS: number) {
    this.#session = session;
    this.#durationS = durationS;
  }

  show(): void {
    if (this.#session.world.nowMs / 1000 < this.#nextS && !this.#session.over) return;
    this.#nextS += LINE_EVERY_S;
    const { now, state } = describeState(this.#session);
    process.stderr.write(`${now} of ${clock(this.#durationS)}  ${state.trimEnd()}\n`);
  }

  stop(): void {}
}

function describeState({ world }: Session): { now: string; state: string } {
  const { output, air, board } = world;
  const state = stateName(output?.phase, board.rail.up, board.deadMan.tripped);
  const target = state === "cut off" ? undefined : output?.setpointMmhg;
  const aim = target === undefined ? "no target" : `target ${target.toFixed(0)}`;
  const mmhg = Math.abs(air.cuffMmhg).toFixed(0);
  const training = output === undefined ? "" : trainingWords(output.training);
  return {
    now: clock(world.nowMs / 1000).padStart(5),
    state: `${mmhg.padStart(3)} mmHg, ${aim.padEnd(10)}  ${state.padEnd(9)}  ${training.padEnd(28)}`,
  };
}
