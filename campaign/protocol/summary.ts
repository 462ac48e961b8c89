import { atLeast, atMost, figureOf } from "../../bench/figure";
import type { Section } from "../../bench/section";
import type { Answer, Summary } from "../campaign";
import type { ProtocolResult } from "./run";

/** A state that most cuffs do not come into is not tried. */
const REACHED_SHARE = 0.7;

function noted(counts: Map<string, number>, name: string, count = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

function tableOf(title: string, columns: readonly string[], rows: readonly string[][]): Section {
  return { title, table: { columns, rows }, figures: [] };
}

export function summariseProtocol(results: Iterable<Answer<ProtocolResult>>): Summary {
  const sum = { jobs: 0, writes: 0, dropped: 0, frames: 0, ticks: 0, seconds: 0 };
  const bad = { exceptions: 0, unauthorised: 0, missed: 0, broken: 0 };
  const states = new Map<string, number>();
  const reached = new Map<string, number>();
  const answers = new Map<string, number>();
  for (const { result } of results) {
    sum.jobs++;
    sum.writes += result.writes;
    sum.dropped += result.dropped;
    sum.frames += result.frames;
    sum.ticks += result.ticks;
    sum.seconds += result.seconds;
    bad.exceptions += result.exceptions;
    bad.unauthorised += result.unauthorised;
    bad.missed += result.missedTicks;
    if (result.broken.length > 0) bad.broken++;
    noted(states, result.state);
    if (result.isReached) noted(reached, result.state);
    for (const [name, count] of Object.entries(result.answers)) noted(answers, name, count);
  }
  const byState = [...states].map(([name, count]) => [name, `${count}`, `${reached.get(name) ?? 0}`]);
  const shares = [...states].map(([name, count]) => (reached.get(name) ?? 0) / count);
  const byResult = [...answers].map(([name, count]) => [name, `${count}`]);
  const told = [...answers.values()].reduce((total, count) => total + count, 0);
  return {
    sections: [
      tableOf("States in which the writes came", ["state", "cuffs", "of these in it"], byState),
      tableOf("Answers", ["result", "answers"], byResult),
    ],
    figures: [
      figureOf("cuffs", sum.jobs, "count"),
      figureOf("writes", sum.writes, "count"),
      figureOf("states", states.size, "count"),
      figureOf("cuffs in their state, where that was least often", Math.min(1, ...shares), "", atLeast(REACHED_SHARE)),
      figureOf("requests dropped by rule", sum.dropped, "count"),
      figureOf("answers", told, "count"),
      figureOf("frames decoded", sum.frames, "count"),
      figureOf("ticks", sum.ticks, "count"),
      figureOf("simulated time", Math.round(sum.seconds / 360) / 10, "h"),
      figureOf("exceptions", bad.exceptions, "count", atMost(0), "#7"),
      figureOf("unauthorised effects", bad.unauthorised, "count", atMost(0), "#7"),
      figureOf("missed ticks", bad.missed, "count", atMost(0), "#7"),
      figureOf("cuffs that broke a rule", bad.broken, "count", atMost(0), "safety rules"),
    ],
  };
}
