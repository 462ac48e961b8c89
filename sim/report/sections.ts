import { cuffs } from "../../firmware/parts/cuffs";
import { pumps } from "../../firmware/parts/pumps";
import { transducers } from "../../firmware/parts/transducers";
import { valves } from "../../firmware/parts/valves";
import type { Figure } from "../scenario/figures";
import type { SessionEvent, SessionResult } from "../scenario/run";
import type { PlayedSet } from "../scenario/training-meter";
import { escapeHtml } from "./escape";
import type { Outcome } from "./outcome";
import { clock, figureParts, setColumns, setWords } from "./words";

/** Names short enough for a tile; the full name stays in the tile's tooltip. */
const shortNames: Readonly<Record<string, string>> = {
  "time to reach the target": "to reach the target",
  "time within ±5 % of the target, once reached": "of the hold within ±5 %",
  "highest cuff pressure": "peak pressure",
  "time restricted (above 15 mmHg)": "restricted",
  "last release, to 15 mmHg": "release to 15 mmHg",
  "margin of the LOP found, 19 in 20": "± margin",
  "heart rate found": "heart rate",
  "first filling, to the target": "to reach the target",
  "time within ±10 % of the target, in sets": "of the sets within ±10 %",
  "time within ±5 % of the target, in tight rests": "of the rests within ±5 %",
};

const kindNames: Readonly<Record<SessionEvent["kind"], string>> = {
  command: "Scenario",
  phase: "Phase",
  session: "Session",
  reason: "Reason",
  alarm: "Alarm",
  hardware: "Hardware",
};

const outcomeMarks: Readonly<Record<Outcome["tone"], string>> = { good: "✓", notice: "i", alarm: "!" };

/** How it ended, in words; the mark says the tone without a colour. */
export function outcomeLine({ tone, text }: Outcome): string {
  return `<p class="outcome ${tone}"><span class="mark" aria-hidden="true">${outcomeMarks[tone]}</span>
<span>${escapeHtml(text)}</span></p>`;
}

/** The facts under the title: with what the session was played. */
export function factList({ scenario, seed }: SessionResult): string {
  const plans = scenario.steps.flatMap((step) => (step.do === "train" ? [step.plan] : []));
  const facts = [
    ...plans.map((plan) => ["Plan", typeof plan === "string" ? plan : plan.name]),
    ["Cuff", cuffs[scenario.cuff].name],
    ["Pump", pumps[scenario.pump].name],
    ["Bleed valve", valves[scenario.bleed].name],
    ["Dump valve", valves[scenario.dump].name],
    ["Transducer", transducers[scenario.transducer].name],
    ["Length", `${clock(scenario.durationS)} min`],
    ["Seed", String(seed)],
  ];
  return facts.map(([name = "", value = ""]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join("\n");
}

/** One tile a figure. */
export function figureTiles(figures: readonly Figure[]): string {
  return figures.map(tile).join("\n");
}

function tile(figure: Figure): string {
  const { value, unit } = figureParts(figure);
  const verdict = figure.met === null ? "" : ` class="${figure.met ? "met" : "missed"}"`;
  const target =
    figure.target === null
      ? ""
      : `<small>${figure.met === false ? "missed" : "target"} ${escapeHtml(figure.target)}</small>`;
  return `<li${verdict} title="${escapeHtml(figure.name)}"><strong>${escapeHtml(value)}<span> ${escapeHtml(unit)}</span></strong>
<em>${escapeHtml(shortNames[figure.name] ?? figure.name)}</em>${target}</li>`;
}

/** A card with one row a set; nothing where nobody trained. */
export function setsCard(sets: readonly PlayedSet[]): string {
  if (sets.length === 0) return "";
  const heads = setColumns.map((name) => `<th scope="col">${name}</th>`).join("");
  const rows = sets.map((set) => {
    const [number = "", time = "", ...words] = setWords(set);
    const cells = words.map((text) => `<td>${escapeHtml(text)}</td>`).join("");
    return `<tr data-from="${set.fromS}" data-to="${set.toS}"><td class="number">${number}</td>
<td class="time"><button type="button">${time}</button></td>${cells}</tr>`;
  });
  return `<section class="card" aria-labelledby="sets-title">
<h2 id="sets-title">Sets</h2>
<div class="scroll">
<table>
<caption class="unseen">The sets of the session; the time of each zooms the plots to it</caption>
<thead><tr>${heads}</tr></thead>
<tbody id="sets">
${rows.join("\n")}
</tbody>
</table>
</div>
</section>`;
}

/** The rows of the event table, numbered as the flags above the plot are. */
export function eventRows(events: readonly SessionEvent[]): string {
  return events
    .map(
      ({ timeS, kind, text }, index) => `<tr data-event="${index}"><td class="number">${index + 1}</td>
<td class="time"><button type="button">${clock(timeS, 2)}</button></td>
<td><span class="kind ${kind}">${kindNames[kind]}</span></td><td>${escapeHtml(text)}</td></tr>`,
    )
    .join("\n");
}
