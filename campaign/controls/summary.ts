import { atLeast, atMost, figureOf } from "../../bench/figure";
import type { Answer, Summary } from "../campaign";
import type { ControlResult, Missed } from "./run";
import { findingOf } from "./run";

/** Who misses it: the monitor before the table of notices, and the second layer where nobody does. */
function noticedBy({ missed, cover }: ControlResult): string {
  const observers = [...new Set(missed.map(({ by }) => by))];
  if (observers.length > 0) return observers.join(", ");
  return cover === null || cover.missed.length === 0 ? "NOBODY" : `covered by ${cover.name}`;
}

/** The gravest thing that got worse. */
function example({ missed, cover }: ControlResult): string {
  const worst = gravest(missed);
  if (worst !== undefined) return told(worst);
  const both = cover && gravest(cover.missed);
  return both ? `without both: ${told(both)}` : "–";
}

function gravest(missed: readonly Missed[]): Missed | undefined {
  return missed.find(({ by }) => by === "monitor") ?? missed[0];
}

function told({ probe, what }: Missed): string {
  return `${probe}: ${what}`;
}

export function summariseControls(results: Iterable<Answer<ControlResult>>): Summary {
  const all = [...results].map(({ result }) => result);
  const count = (test: (result: ControlResult) => boolean): number => all.filter(test).length;
  return {
    sections: [
      {
        title: "Controls, each taken away once",
        table: {
          columns: ["control", "requirement", "noticed by", "example", "caught then by"],
          rows: all.map((result) => [
            result.control,
            result.requirement,
            noticedBy(result),
            example(result),
            result.caughtBy.join(", ") || "–",
          ]),
        },
        notes: [
          "noticed by: what got worse without it, against the same trials with it: a rule that the monitor saw broken, a trouble told later or never, a higher peak.",
          "covered by: nothing got worse, since a second layer did the same; with that away, too, something does.",
          "caught then by: what was told instead, once the control was away.",
        ],
        figures: [],
      },
    ],
    figures: [
      figureOf("controls taken away", all.length, "count", atLeast(20)),
      figureOf(
        "seen by the monitor",
        count(({ missed }) => missed.some(({ by }) => by === "monitor")),
        "count",
      ),
      figureOf(
        "covered by a second layer",
        count(({ missed, cover }) => missed.length === 0 && cover !== null),
        "count",
      ),
      figureOf(
        "missed by nobody",
        count((result) => findingOf(result) !== null),
        "count",
        atMost(0),
      ),
    ],
  };
}
