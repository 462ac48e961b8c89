import type { Figure } from "../../sim/scenario/figures";
import type { WorldSetup } from "../../sim/world";
import { atLeast, figureOf } from "../figure";
import { type HoldMeasurement, measureHold } from "../hold";
import { withLateSamples } from "./late-samples";
import type { Protocol } from "./protocol";
import { type Disturb, runRegulated } from "./regulated";
import { holdScenario } from "./static-hold";

/** Factors by which the plant is stronger (or, turned over, weaker) than believed, and extra delays, ms; nominal first. */
const FACTORS = [1, 1.25, 1.5, 2, 2.5, 3, 4];
const DELAYS_MS = [0, 20, 40, 60, 80, 100];

/** A static hold lasts this long, most of it after the inflation, s. */
const HOLD_S = 128;
const HEARTS = 3;

/** A hold that is worse than this has turned into a limit cycle, or is about to. */
const LARGEST_RMS_MMHG = 1.5;
const LARGEST_OVERSHOOT_MMHG = 10;
const MOST_CORRECTIONS = 3;
/** So that a nominal hold which needs hardly any correction does not make every other look busy, per minute. */
const FEWEST_CORRECTIONS_PER_MIN = 1;
/** Points of exercise in band that a delay may cost. */
const POINTS_LOST = 5;

/** One probe of a margin: how far from nominal, and what it did. */
export interface Probe {
  readonly at: number;
  readonly isFine: boolean;
  /** Worst of several hearts. */
  readonly rmsMmhg: number;
  readonly overshootMmhg: number;
  readonly correctionsPerMin: number;
  /** Where an exercise was played too. */
  readonly exerciseInBandPercent?: number;
}

/** Static holds of the protocol's parts and percentage, with the same hearts every time. */
export function measureStaticHolds(protocol: Protocol, disturb: Disturb): HoldMeasurement[] {
  const scenario = holdScenario(protocol, HOLD_S);
  return Array.from({ length: HEARTS }, (_, i) => measureHold(scenario, protocol.seed + i, disturb));
}

/** The last probe that is fine before the first that is not, or `null`: a margin is not a list of lucky spots. */
export function marginOf(probes: readonly Probe[]): number | null {
  const firstBad = probes.findIndex(({ isFine }) => !isFine);
  return (firstBad < 0 ? probes.at(-1) : probes[firstBad - 1])?.at ?? null;
}

/** Real pump flow and bleed conductance together, as factors of what the firmware believes. */
export function probeGain(protocol: Protocol, direction: "stronger" | "weaker"): Probe[] {
  const holds = new HoldProbe(protocol);
  return FACTORS.map((factor) => {
    const at = direction === "stronger" ? factor : 1 / factor;
    return holds.probe(at, (setup) => withGain(setup, at));
  });
}

export function withGain(setup: WorldSetup, factor: number): WorldSetup {
  const parts = setup.parts ?? setup.config;
  const pump = { ...parts.pump, freeFlowMlPerS: parts.pump.freeFlowMlPerS * factor };
  const bleed = { ...parts.bleed, conductanceMlPerS: parts.bleed.conductanceMlPerS * factor };
  return { ...setup, parts: { ...parts, pump, bleed } };
}

/** Samples that come later and later, in static holds and in the protocol's exercise. */
export function probeDelay(protocol: Protocol): Probe[] {
  const holds = new HoldProbe(protocol);
  let nominalPercent = Number.NaN;
  return DELAYS_MS.map((delayMs) => {
    const disturb: Disturb = (setup) => withLateSamples(setup, delayMs);
    const { exerciseInBandPercent } = runRegulated(protocol, disturb);
    if (delayMs === 0) nominalPercent = exerciseInBandPercent;
    const hold = holds.probe(delayMs, disturb);
    const keepsUp = exerciseInBandPercent >= nominalPercent - POINTS_LOST;
    return { ...hold, isFine: hold.isFine && keepsUp, exerciseInBandPercent };
  });
}

/** Compares holds with the first one that it sees, the nominal one. */
class HoldProbe {
  readonly #protocol: Protocol;
  #nominalPerMin: number | undefined;

  constructor(protocol: Protocol) {
    this.#protocol = protocol;
  }

  probe(at: number, disturb: Disturb): Probe {
    const holds = measureStaticHolds(this.#protocol, disturb);
    const rmsMmhg = Math.max(...holds.map((hold) => hold.beatErrorRmsMmhg));
    const overshootMmhg = Math.max(...holds.map((hold) => hold.overshootMmhg));
    const correctionsPerMin = Math.max(...holds.map((hold) => hold.correctionsPerMin));
    this.#nominalPerMin ??= correctionsPerMin;
    const mostPerMin = MOST_CORRECTIONS * Math.max(this.#nominalPerMin, FEWEST_CORRECTIONS_PER_MIN);
    // A hold that never reached its target has no RMS: NaN is not fine.
    const isFine =
      rmsMmhg <= LARGEST_RMS_MMHG && overshootMmhg <= LARGEST_OVERSHOOT_MMHG && correctionsPerMin <= mostPerMin;
    return { at, isFine, rmsMmhg, overshootMmhg, correctionsPerMin };
  }
}

/** 6 dB. */
const WANTED_GAIN_MARGIN = 2;

export function marginFigures(protocol: Protocol): Figure[] {
  const stronger = marginOf(probeGain(protocol, "stronger"));
  const weaker = marginOf(probeGain(protocol, "weaker"));
  const name = "pump and bleed valve together, real over believed, before a static hold cycles";
  return [
    figureOf(`${name}: stronger`, stronger, "ratio", atLeast(WANTED_GAIN_MARGIN), "6 dB of gain margin"),
    figureOf(`${name}: weaker`, weaker, "ratio"),
    figureOf("extra delay of the samples before hold or exercise suffers", marginOf(probeDelay(protocol)), "ms"),
  ];
}
