import type { CuffConfig } from "../../firmware/parts/config";
import { Bladder } from "./bladder";
import { Creep } from "./creep";
import { Orifice } from "./orifice";
import { Pump } from "./pump";
import { typicalValve, Valve, type ValveTruth } from "./valve";

/** How this cuff differs from its data sheet, and the weather in it. */
export interface AirTruth {
  /** Pump flow against the data sheet, near 1. */
  readonly pumpFactor: number;
  /** Supply voltage against the nominal one: a weak battery is below 1. */
  readonly supply: number;
  readonly valve: ValveTruth;
  /** 0 loose … 1 tight; 0.5 is the measured curve. */
  readonly snugness: number;
  /** 1 for the measured creep, 0 for none. */
  readonly creep: number;
  /** Leak of the cuff and its fittings, C' in ml/s. */
  readonly leakMlPerS: number;
  /** Warming of the air, K, with a time constant of two minutes: about half of the way from room (22 °C) to skin (30 °C). */
  readonly warmingK: number;
}

export const typicalAir: AirTruth = Object.freeze({
  pumpFactor: 1,
  supply: 1,
  valve: typicalValve,
  snugness: 0.5,
  creep: 1,
  leakMlPerS: 0.02,
  warmingK: 4,
});

/** Pump, bleed and dump speeds: between isothermal and adiabatic, as fitted to logged inflations and dumps. */
const POLYTROPIC = 1.2;
export const WARMING_TAU_S = 120;
export const ROOM_K = 295;

/** The mechanical relief valve of every build: cracks below the 330 mmHg of the safety rules and is open at them. */
const RELIEF_CRACKS_MMHG = 322;
const RELIEF_OPEN_MMHG = 330;
const RELIEF_ML_PER_S = 100;

/** From this factor on a hose counts as blocked: a release then takes minutes. */
const BLOCKED_FACTOR = 50;

/** Pump, valves, hose and cuff: two nodes of air, the manifold with the transducer and the cuff on the limb. */
export class AirCircuit {
  readonly pump: Pump;
  readonly bleed: Valve;
  readonly dump: Valve;
  readonly #bladder: Bladder;
  readonly #creep: Creep;
  readonly #atmosphere: number;
  readonly #manifoldCapacity: number;
  readonly #bleedOrifice: Orifice;
  readonly #dumpOrifice: Orifice;
  readonly #reliefOrifice = new Orifice(0.3);
  readonly #leakOrifice = new Orifice(0.3);
  readonly #warmingK: number;
  readonly #openHose: number;
  #warmK = 0;
  #lastChange = 0;

  /** Gauge pressures, mmHg. */
  cuffMmhg = 0;
  manifoldMmhg = 0;
  /** Changed by faults. */
  leakMlPerS: number;
  hoseMmhgSPerMl: number;

  constructor(config: CuffConfig, truth: AirTruth) {
    this.pump = new Pump(config.pump, truth.pumpFactor, truth.supply);
    this.bleed = new Valve(config.bleed, truth.valve);
    this.dump = new Valve(config.dump, truth.valve);
    this.#bladder = new Bladder(config.cuff, truth.snugness);
    this.#creep = new Creep(config.cuff.volumeAt200Ml, truth.creep);
    this.#atmosphere = config.atmosphereMmhg;
    this.#manifoldCapacity = config.line.manifoldMl / POLYTROPIC;
    this.#bleedOrifice = new Orifice(config.bleed.criticalRatio);
    this.#dumpOrifice = new Orifice(config.dump.criticalRatio);
    this.#warmingK = truth.warmingK;
    this.leakMlPerS = truth.leakMlPerS;
    this.#openHose = config.line.resistanceMmhgSPerMl;
    this.hoseMmhgSPerMl = this.#openHose;
  }

  /** The hose passes next to nothing: kinked, or stood upon. */
  get isHoseBlocked(): boolean {
    return this.hoseMmhgSPerMl > BLOCKED_FACTOR * this.#openHose;
  }

  /** Multiplies the hose's resistance; 1 for straight. */
  kinkHose(factor: number): void {
    this.hoseMmhgSPerMl = this.#openHose * factor;
  }

  /**
   * One step of `dtMs`.
   * @param limbMl growth of the limb under the cuff during the step, ml
   */
  step(dtMs: number, pumpDuty: number, bleedDuty: number, dumpDuty: number, limbMl: number): void {
    const dtS = dtMs / 1000;
    this.pump.step(dtS, pumpDuty, this.manifoldMmhg, this.#atmosphere);
    this.bleed.step(dtMs, bleedDuty);
    this.dump.step(dtMs, dumpDuty);
    const hoseThroughput = this.#stepManifold(dtS);
    this.#stepCuff(dtS, hoseThroughput, limbMl);
  }

  /** Linearly implicit: the manifold settles within a millisecond, too stiff for an explicit step. */
  #stepManifold(dtS: number): number {
    const upstream = this.manifoldMmhg + this.#atmosphere;
    const mean = this.#atmosphere + (this.manifoldMmhg + this.cuffMmhg) / 2;
    const hoseGain = mean / this.hoseMmhgSPerMl;
    this.#bleedOrifice.vent(this.bleed.conductanceMlPerS, upstream, this.#atmosphere);
    this.#dumpOrifice.vent(this.dump.conductanceMlPerS, upstream, this.#atmosphere);
    this.#reliefOrifice.vent(reliefMlPerS(this.manifoldMmhg), upstream, this.#atmosphere);
    const out = this.#bleedOrifice.throughput + this.#dumpOrifice.throughput + this.#reliefOrifice.throughput;
    const net = this.pump.throughput - out - hoseGain * (this.manifoldMmhg - this.cuffMmhg);
    const stiffness = this.#bleedOrifice.slope + this.#dumpOrifice.slope + this.#reliefOrifice.slope + hoseGain;
    this.manifoldMmhg += (dtS * net) / (this.#manifoldCapacity + dtS * stiffness);
    return hoseGain * (this.manifoldMmhg - this.cuffMmhg);
  }

  #stepCuff(dtS: number, hoseThroughput: number, limbMl: number): void {
    // Half a step ahead, by the last change: second order without a second evaluation, so no drift over 20 minutes.
    const mmhg = this.cuffMmhg + this.#lastChange / 2;
    const absolute = mmhg + this.#atmosphere;
    const volume = this.#bladder.volumeMl(mmhg);
    const capacity = volume / POLYTROPIC + absolute * this.#bladder.complianceMlPerMmhg(mmhg);
    this.#leakOrifice.vent(this.leakMlPerS, absolute, this.#atmosphere);
    const warmed = (this.#warmTarget() - this.#warmK) * (dtS / WARMING_TAU_S);
    this.#warmK += warmed;
    const squeezed = limbMl - this.#creep.step(dtS, this.cuffMmhg);
    const heat = (volume / POLYTROPIC) * (warmed / ROOM_K);
    const gain = dtS * (hoseThroughput - this.#leakOrifice.throughput) + absolute * (squeezed + heat);
    this.#lastChange = gain / capacity;
    this.cuffMmhg += this.#lastChange;
  }

  /** Only air that stays can warm up: a vented cuff holds room air. */
  #warmTarget(): number {
    return this.cuffMmhg > 10 ? this.#warmingK : 0;
  }
}

function reliefMlPerS(mmhg: number): number {
  if (mmhg <= RELIEF_CRACKS_MMHG) return 0;
  return RELIEF_ML_PER_S * Math.min(1, (mmhg - RELIEF_CRACKS_MMHG) / (RELIEF_OPEN_MMHG - RELIEF_CRACKS_MMHG));
}
