import { caughtBy, type Observer, type Worse, worseIn } from "./compare";
import type { Control, Probe, Removable, Seen } from "./control";
import { without } from "./without";

/** Something that got worse, and where. */
export interface Missed {
  readonly probe: string;
  readonly by: Observer;
  readonly what: string;
}

/** Who misses a control. */
export interface ControlResult {
  readonly control: string;
  readonly requirement: string;
  readonly probes: number;
  /** What got worse without it. */
  readonly missed: readonly Missed[];
  /** What told of the trouble instead of it. */
  readonly caughtBy: readonly string[];
  /** The second layer, and what got worse once that was away, too; `null` where there is none, or it was not needed. */
  readonly cover: { readonly name: string; readonly missed: readonly Missed[] } | null;
  /** Rules broken with everything in its place: the probe tells nothing. */
  readonly brokenBefore: readonly string[];
  /** Probes that did not play with everything in its place. */
  readonly unreached: readonly string[];
}

/** Plays every probe of a control with it and without it, and without its cover too where nothing got worse. */
export function runControl(control: Control): ControlResult {
  const { probes, cover } = control;
  const before = probes.map((probe) => probe.run());
  const after = without(control.remove, () => probes.map((probe) => probe.run()));
  const missed = missedBy(probes, before, after);
  const caught = new Set<string>();
  for (const [i, one] of after.entries()) caught.add(caughtBy(before[i] as Seen, one) ?? "");
  caught.delete("");
  return {
    control: control.name,
    requirement: control.requirement,
    probes: probes.length,
    missed,
    caughtBy: [...caught],
    cover: missed.length === 0 && cover !== undefined ? { name: cover.name, missed: bare(control, cover) } : null,
    brokenBefore: before.flatMap(({ broken }, i) => broken.map((rule) => `${probes[i]?.name}: ${rule}`)),
    unreached: probes.filter((_, i) => before[i]?.reached !== true).map(({ name }) => name),
  };
}

/** With the cover away first: what gets worse when the control goes, too? */
function bare({ probes, remove }: Control, cover: Removable): Missed[] {
  const play = (): Seen[] => probes.map((probe) => probe.run());
  return without(
    () => cover.remove(),
    () => missedBy(probes, play(), without(remove, play)),
  );
}

function missedBy(probes: readonly Probe[], before: readonly Seen[], after: readonly Seen[]): Missed[] {
  return probes.flatMap(({ name }, i) =>
    worseIn(before[i] as Seen, after[i] as Seen).map(({ by, what }: Worse) => ({ probe: name, by, what })),
  );
}

/** What is wrong with a result, or `null`: a control that nobody misses has to have a second layer that is missed with it. */
export function findingOf({ control, missed, cover, brokenBefore, unreached }: ControlResult): string | null {
  if (unreached.length > 0) return `${control}: "${unreached[0]}" does not play`;
  if (brokenBefore.length > 0) return `${control}: broken with everything in its place: ${brokenBefore[0]}`;
  if (missed.length > 0 || (cover !== null && cover.missed.length > 0)) return null;
  return cover === null ? `${control}: nobody misses it` : `${control}: nobody misses it, nor with it ${cover.name}`;
}
