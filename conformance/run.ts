import { TransportError } from "../companion/client/transport";
import type { Figure } from "../sim/scenario/figures";
import { Bench, LONGEST_ANSWER_MS } from "./bench";
import { type Burden, type Check, Failure } from "./failure";
import type { Place } from "./place";
import { suite } from "./suite";

export interface Verdict {
  readonly check: Check;
  /** Why it failed; "" where it did not. */
  readonly failure: string;
}

export interface Report {
  readonly verdicts: readonly Verdict[];
  readonly skipped: number;
  readonly slowestAnswerMs: number;
  /** Codes of results that were seen. */
  readonly results: ReadonlySet<number>;
}

/**
 * Tries everything that the cuff may be put through. After a failure the next check begins with a new connection.
 * @param tell is told of each as it comes
 */
export async function runSuite(
  place: Place,
  burdens: ReadonlySet<Burden>,
  key: Uint8Array,
  tell: (verdict: Verdict) => void = () => undefined,
): Promise<Report> {
  const bench = new Bench(place, key);
  const chosen = suite.filter(({ burden }) => burden === undefined || burdens.has(burden));
  const verdicts: Verdict[] = [];
  for (const check of chosen) {
    const verdict = { check, failure: await failureOf(check, bench) };
    verdicts.push(verdict);
    tell(verdict);
  }
  await place.transport.disconnect();
  const slowestAnswerMs = Math.round(bench.slowestAnswerMs);
  const { results } = bench;
  return { verdicts, skipped: suite.length - chosen.length, slowestAnswerMs, results };
}

async function failureOf(check: Check, bench: Bench): Promise<string> {
  try {
    await check.run(bench);
    await bench.tidy();
    return "";
  } catch (cause) {
    if (!(cause instanceof Failure || cause instanceof TransportError)) throw cause;
    bench.forgetStage();
    return cause.message;
  }
}

export function figuresOf({ verdicts, skipped, slowestAnswerMs }: Report): Figure[] {
  const failed = verdicts.filter(({ failure }) => failure !== "");
  const figure = (name: string, value: number, unit: string, target: string | null, met: boolean | null): Figure => {
    return { name, value, unit, target, met, anchor: "docs/protocol.md" };
  };
  return [
    figure("checks that failed", failed.length, "count", "0", failed.length === 0),
    figure("checks that passed", verdicts.length - failed.length, "count", null, null),
    figure("checks left out", skipped, "count", null, null),
    figure("slowest answer", slowestAnswerMs, "ms", `≤ ${LONGEST_ANSWER_MS} ms`, slowestAnswerMs <= LONGEST_ANSWER_MS),
    ...failed.map(({ check: { name, anchor }, failure }) => {
      return { name: `${name}: ${failure}`, value: null, unit: "", target: "as in the protocol", met: false, anchor };
    }),
  ];
}
