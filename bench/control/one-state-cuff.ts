import { POLYTROPIC_EXPONENT } from "../../firmware/air/cuff-volume";
import type { CuffConfig } from "../../firmware/parts/config";
import { Bladder } from "../../sim/air/bladder";
import type { AirTruth } from "../../sim/air/circuit";
import { Orifice } from "../../sim/air/orifice";
import { Pump } from "../../sim/air/pump";
import { Table } from "../../sim/table";

const HIGHEST_MMHG = 600;
const GRID_MMHG = 0.25;
const GRID_ML = 0.25;
/** Critical ratio of the leak in the simulated air circuit. */
const LEAK_CRITICAL_RATIO = 0.3;

/**
 * The simulated cuff without lags, in one state. Its balance den·dP/dt = p·dx/dt + G, with den = V/n + p·dVc/dP
 * (physics.md 2.1), divided by p, is d(fill) = dx + G/p·dt for fill(P) = ∫ den/p dP: what the limb grows by and what
 * the actuators let in add to one number, ml at cuff pressure, which stands for the pressure. The blood that a higher
 * pressure drives out of the limb counts as fill too.
 */
export class OneStateCuff {
  /** Gauge pressure against fill, and what actuators at full power make of the fill, leaks included, ml/s. */
  readonly mmhg: Table;
  readonly raising: Table;
  readonly lowering: Table;
  readonly #fill: Table;

  constructor(parts: CuffConfig, truth: AirTruth, blood: Table) {
    this.#fill = fillTable(parts, truth.snugness, blood);
    const overFill = (f: (mmhg: number) => number): Table =>
      new Table(0, this.#fill.at(HIGHEST_MMHG), GRID_ML, (fillMl) => f(this.#mmhgAt(fillMl)));
    const { raising, lowering } = actuation(parts, truth);
    this.mmhg = overFill((mmhg) => mmhg);
    this.raising = overFill(raising);
    this.lowering = overFill(lowering);
  }

  fillMl(mmhg: number): number {
    return this.#fill.at(mmhg);
  }

  #mmhgAt(fillMl: number): number {
    return rootBetween(0, HIGHEST_MMHG, (mmhg) => this.#fill.at(mmhg) - fillMl);
  }
}

function fillTable(parts: CuffConfig, snugness: number, blood: Table): Table {
  const bladder = new Bladder(parts.cuff, snugness);
  const slope = (mmhg: number): number => {
    const air = (bladder.volumeMl(mmhg) + parts.line.manifoldMl) / POLYTROPIC_EXPONENT;
    return air / (mmhg + parts.atmosphereMmhg) + bladder.complianceMlPerMmhg(mmhg);
  };
  const fills = [0];
  for (let i = 0; i * GRID_MMHG <= HIGHEST_MMHG; i++) {
    const mmhg = i * GRID_MMHG;
    fills.push((fills[i] as number) + (GRID_MMHG / 2) * (slope(mmhg) + slope(mmhg + GRID_MMHG)));
  }
  return new Table(
    0,
    HIGHEST_MMHG,
    GRID_MMHG,
    (mmhg) => (fills[Math.round(mmhg / GRID_MMHG)] as number) - blood.at(mmhg),
  );
}

type Rate = (cuffMmhg: number) => number;

/** The pump at full speed at once, or the bleed valve wide open at once, through the hose: growth of the fill, ml/s. */
function actuation(parts: CuffConfig, truth: AirTruth): { raising: Rate; lowering: Rate } {
  const { bleed, dump, atmosphereMmhg } = parts;
  const pump = new Pump(parts.pump, truth.pumpFactor, truth.supply);
  const vent = (conductance: number, criticalRatio: number): Rate => {
    const orifice = new Orifice(criticalRatio);
    return (mmhg) => {
      orifice.vent(conductance, mmhg + atmosphereMmhg, atmosphereMmhg);
      return orifice.throughput;
    };
  };
  const { seatLeak } = truth.valve;
  const open = vent(bleed.conductanceMlPerS, bleed.criticalRatio);
  const shut = vent(bleed.conductanceMlPerS * seatLeak, bleed.criticalRatio);
  const shutDump = vent(dump.conductanceMlPerS * seatLeak, dump.criticalRatio);
  const leak = vent(truth.leakMlPerS, LEAK_CRITICAL_RATIO);
  const pumped: Rate = (mmhg) => {
    pump.speed = 1;
    // No time passes: no lag and no ripple.
    pump.step(0, 1, mmhg, atmosphereMmhg);
    return pump.throughput;
  };
  const growth =
    (intoManifold: Rate): Rate =>
    (mmhg) =>
      (throughHose(parts, mmhg, intoManifold) - leak(mmhg)) / (mmhg + atmosphereMmhg);
  return {
    raising: growth((mmhg) => pumped(mmhg) - shut(mmhg) - shutDump(mmhg)),
    lowering: growth((mmhg) => -open(mmhg) - shutDump(mmhg)),
  };
}

/** Throughput into the cuff once the manifold has settled, which takes it a millisecond. */
function throughHose({ line, atmosphereMmhg }: CuffConfig, cuffMmhg: number, intoManifold: Rate): number {
  const hose = (mmhg: number): number =>
    ((atmosphereMmhg + (mmhg + cuffMmhg) / 2) / line.resistanceMmhgSPerMl) * (mmhg - cuffMmhg);
  const settled = rootBetween(0, 2 * HIGHEST_MMHG, (mmhg) => hose(mmhg) - intoManifold(mmhg));
  return hose(settled);
}

const HALVINGS = 50;

/** Where the rising `f` is zero. */
function rootBetween(from: number, to: number, f: (x: number) => number): number {
  let low = from;
  let high = to;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
