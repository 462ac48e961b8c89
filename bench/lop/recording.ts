import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { firstBuild } from "../../firmware/parts/builds";
import { BeatFinder } from "../../firmware/pressure/lop/beat-finder";
import { Envelope } from "../../firmware/pressure/lop/envelope";
import { EnvelopeFit } from "../../firmware/pressure/lop/envelope-fit";
import { Linearisation } from "../../firmware/valve/linearisation";
import { meanOf, medianOf } from "./agreement";

/** Deflations of a hand-bulb arm cuff, of github.com/itsBelinda/oscillometric_blood_pressure: not part of this project. */
const FOLDER = join(__dirname, "../../../shared/reference/data");
export const ABSENT = "no recordings at ../shared/reference/data";

/** Pressures at even times, mmHg. */
const STEP_MS = 10;
/** The cuff is let go of by hand: what the valve does at first, and what is left below the pulse, is not listened to. */
const AFTER_PEAK_MS = 1000;
const LOWEST_MMHG = 35;
/** Intervals of a heart at rest, 38 to 150 a minute, ms. */
const SHORTEST_MS = 400;
const LONGEST_MS = 1600;
/** Beats of one bin make one step of the envelope; a search's own fine steps are as far apart, mmHg. */
const BIN_MMHG = 8;
/** Nothing is known of the person or the cuff's width: cuff pressure is taken to act undiminished. */
const RATIO = 1;

interface Beat {
  readonly mmhg: number;
  readonly amplitudeMmhg: number;
  readonly intervalMs: number;
}

/** What the firmware's estimator makes of one recorded deflation. */
export interface Estimate {
  readonly name: string;
  readonly beats: number;
  readonly heartRatePerMin: number;
  readonly largestAtMmhg: number;
  readonly lopMmhg: number;
  readonly lopSdMmhg: number;
  readonly misfit: number;
}

/** One for every recording; empty where there are none on this machine. */
export function recordedEstimates(): Estimate[] {
  if (!existsSync(FOLDER)) return [];
  const files = readdirSync(FOLDER).filter((name) => /^cuff-deflation-\d+\.csv$/.test(name));
  return files
    .sort()
    .map((name) => ({ name, ...estimateOf(beatsOf(evenly(readFileSync(join(FOLDER, name), "utf8")))) }));
}

/** Pressures of a file of `time_s,pressure_mmHg`, every `STEP_MS`, by straight lines. */
function evenly(csv: string): number[] {
  const rows = csv
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number))
    .filter(([, mmhg]) => mmhg !== undefined);
  const pressures: number[] = [];
  for (let i = 1; i < rows.length; i++) {
    const [fromS = 0, from = 0] = rows[i - 1] ?? [];
    const [toS = 0, to = 0] = rows[i] ?? [];
    for (let ms = STEP_MS * pressures.length; ms < 1000 * toS; ms += STEP_MS)
      pressures.push(from + ((to - from) * Math.max(0, ms / 1000 - fromS)) / (toS - fromS));
  }
  return pressures;
}

/** Beats of the deflation, each at its own mean pressure. */
function beatsOf(pressures: readonly number[]): Beat[] {
  const peak = pressures.indexOf(Math.max(...pressures));
  const falling = pressures.slice(peak + AFTER_PEAK_MS / STEP_MS);
  const end = falling.findIndex((mmhg) => mmhg < LOWEST_MMHG);
  const finder = new BeatFinder();
  const beats: Beat[] = [];
  let since: number[] = [];
  for (const mmhg of falling.slice(0, end < 0 ? undefined : end)) {
    since.push(mmhg);
    if (!finder.update(mmhg, STEP_MS)) continue;
    const { amplitudeMmhg, intervalMs } = finder;
    const lasted = since.slice(-Math.round(intervalMs / STEP_MS));
    if (intervalMs >= SHORTEST_MS && intervalMs <= LONGEST_MS)
      beats.push({ mmhg: meanOf(lasted), amplitudeMmhg, intervalMs });
    since = [];
  }
  return beats;
}

function estimateOf(beats: readonly Beat[]): Omit<Estimate, "name"> {
  const envelope = new Envelope();
  const gauge = new Linearisation(firstBuild);
  const binOf = ({ mmhg }: Beat) => Math.floor(mmhg / BIN_MMHG);
  for (const place of new Set(beats.map(binOf))) {
    const bin = beats.filter((beat) => binOf(beat) === place);
    const mmhg = meanOf(bin.map((beat) => beat.mmhg));
    const swing = medianOf(bin.map(({ amplitudeMmhg }) => amplitudeMmhg));
    envelope.add(mmhg, swing * gauge.complianceAt(mmhg), swing);
  }
  const fit = new EnvelopeFit(envelope);
  fit.begin(RATIO);
  while (!fit.advance());
  const { lopMmhg, lopSdMmhg, misfit } = fit;
  const heartRatePerMin = 60_000 / medianOf(beats.map(({ intervalMs }) => intervalMs));
  return { beats: beats.length, heartRatePerMin, largestAtMmhg: envelope.largestAtMmhg, lopMmhg, lopSdMmhg, misfit };
}
