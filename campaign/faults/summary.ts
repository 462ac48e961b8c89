import { atMost, figureOf } from "../../bench/figure";
import { cell, type Section } from "../../bench/section";
import { Reason } from "../../firmware/shared/reasons";
import type { Answer, Summary } from "../campaign";
import { reasonName } from "../reason-name";
import type { FaultResult } from "./run";

/** What all trials of one fault come to. */
class Tally {
  trials = 0;
  noticed = 0;
  other = 0;
  broken = 0;
  falseAlarms = 0;
  peakMmhg = 0;
  ownPeakMmhg = 0;
  restrictedS: number | null = 0;
  readonly seconds: number[] = [];
  readonly reasons = new Map<number, number>();

  add(result: FaultResult): void {
    this.trials++;
    if (result.peakMmhg > this.peakMmhg) this.peakMmhg = result.peakMmhg;
    if (result.ownPeakMmhg > this.ownPeakMmhg) this.ownPeakMmhg = result.ownPeakMmhg;
    if (result.broken.length > 0) this.broken++;
    if (result.falseAlarm !== Reason.none) this.falseAlarms++;
    if (result.noticedS === null) {
      if (result.otherReason !== Reason.none) this.other++;
      return;
    }
    this.noticed++;
    this.seconds.push(result.noticedS);
    this.reasons.set(result.reason, (this.reasons.get(result.reason) ?? 0) + 1);
    if (result.restrictedS === null) this.restrictedS = null;
    else if (this.restrictedS !== null) this.restrictedS = Math.max(this.restrictedS, result.restrictedS);
  }

  get medianS(): number | null {
    const sorted = [...this.seconds].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? null;
  }

  get worstS(): number | null {
    return this.seconds.length === 0 ? null : Math.max(...this.seconds);
  }

  /** The usual reason first, by its name in the code. */
  get reasonNames(): string {
    return [...this.reasons]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 4)
      .map(([code, count]) => `${reasonName(code)} ${count}`)
      .join(", ");
  }
}

export function summariseFaults(results: Iterable<Answer<FaultResult>>): Summary {
  const byFault = new Map<string, Tally>();
  const all = new Tally();
  for (const { result } of results) {
    const tally = byFault.get(result.fault) ?? new Tally();
    byFault.set(result.fault, tally);
    tally.add(result);
    all.add(result);
  }
  const table: Section = {
    title: "Faults, each at every moment on every build",
    table: {
      columns: [
        "fault",
        "trials",
        "noticed",
        "other stop",
        "median s",
        "worst s",
        "peak mmHg",
        "s above 15",
        "broken",
        "false alarms",
        "told as",
      ],
      rows: [...byFault].map(([name, tally]) => [
        name,
        `${tally.trials}`,
        `${tally.noticed}`,
        `${tally.other}`,
        cell(tally.medianS, 2),
        cell(tally.worstS, 2),
        `${tally.peakMmhg}`,
        cell(tally.restrictedS),
        `${tally.broken}`,
        `${tally.falseAlarms}`,
        tally.reasonNames,
      ]),
    },
    notes: [
      "noticed: by a reason that tells the fault or what it does; other stop: something else ended the hold first.",
      "peak: of the cuff, a limb that contracts against a stuck controller included.",
      "s above 15: longest time that the cuff stayed above 15 mmHg with the valves let go, from the moment of notice; – where only a hand can open it.",
    ],
    figures: [],
  };
  return {
    sections: [table],
    figures: [
      figureOf("faults", byFault.size, "count"),
      figureOf("trials", all.trials, "count"),
      figureOf("noticed", all.noticed, "count"),
      figureOf("trials that broke a safety rule", all.broken, "count", atMost(0), "safety rules"),
      figureOf(
        "false alarms: without a fault, or before it",
        all.falseAlarms,
        "count",
        atMost(0),
        "Zimmer A.T.S.: movement must not trip",
      ),
      figureOf("highest cuff pressure by our own actuation", all.ownPeakMmhg, "mmHg", atMost(330), "safety rules"),
    ],
  };
}
