import type { CuffPart } from "../../firmware/parts/cuffs";
import type { Limb as LimbName } from "../../firmware/shared/limb";
import type { RandomStream } from "../random";
import { Artery, type ArteryLawName, arteryLaws } from "./artery";
import { Heart } from "./heart";
import { type ExercisePlan, Muscle } from "./muscle";
import { hydrostaticMmhg, occlusionRatio, type Posture, trueLopMmhg } from "./occlusion";

export interface Person {
  readonly circumferenceCm: number;
  readonly systolicMmhg: number;
  readonly diastolicMmhg: number;
  readonly heartRatePerMin: number;
  readonly posture: Posture;
  readonly artery: ArteryLawName;
}

/**
 * Artery volume under the cuff at zero transmural pressure, ml, and how much of its beat reaches the cuff through the
 * flesh. Arm: fitted to the largest oscillation of 11 recordings. Leg: a femoral artery of 3.5–4.5 mm radius over
 * 8–18 cm holds 3–11 ml under pressure, 3.4 times the volume at zero; no thigh cuff has been recorded.
 */
const arteries: Readonly<Record<LimbName, { readonly volumeMl: number; readonly coupling: number }>> = {
  arm: { volumeMl: 1.1, coupling: 1 },
  leg: { volumeMl: 2.5, coupling: 0.5 },
};

/** Flesh does not move at once, s. */
const SQUEEZE_S = 0.02;

/** The limb under the cuff: how much room it takes, beat by beat and repetition by repetition. */
export class Limb {
  readonly heart: Heart;
  readonly muscle: Muscle;
  readonly lopMmhg: number;
  /** Changed by scenarios: the limb is suddenly that much thicker, ml. */
  squeezeMl = 0;
  readonly #artery: Artery;
  readonly #coupling: number;
  readonly #columnMmhg: number;
  #squeezedMl = 0;
  #lastMl: number;

  constructor(
    cuff: CuffPart,
    person: Person,
    plan: ExercisePlan | undefined,
    beats: RandomStream,
    moves: RandomStream,
  ) {
    const ratio = occlusionRatio(person.circumferenceCm, cuff.widthCm);
    const { volumeMl, coupling } = arteries[cuff.limb];
    this.heart = new Heart(person.systolicMmhg, person.diastolicMmhg, person.heartRatePerMin, beats);
    this.muscle = new Muscle(plan, moves);
    this.lopMmhg = trueLopMmhg(person.systolicMmhg, cuff.limb, person.posture, ratio);
    this.#artery = new Artery(arteryLaws[person.artery], volumeMl, 1 / ratio);
    this.#coupling = coupling;
    this.#columnMmhg = hydrostaticMmhg(cuff.limb, person.posture);
    this.#lastMl = this.#volumeMl(0);
  }

  /** Something presses or pulls the limb that is not its muscle. */
  get isSqueezed(): boolean {
    return this.squeezeMl !== 0 || this.#squeezedMl > 1 || this.#squeezedMl < -1;
  }

  /** Growth under the cuff during a step of `dtS` that ends at `nowS`, ml. */
  step(nowS: number, dtS: number, cuffMmhg: number): number {
    this.heart.step(dtS);
    this.muscle.step(nowS);
    this.#squeezedMl += (this.squeezeMl - this.#squeezedMl) * Math.min(1, dtS / SQUEEZE_S);
    const volume = this.#volumeMl(cuffMmhg);
    const growth = volume - this.#lastMl;
    this.#lastMl = volume;
    return growth;
  }

  #volumeMl(cuffMmhg: number): number {
    const blood = this.#artery.volumeMl(this.heart.mmhg + this.#columnMmhg, cuffMmhg);
    return this.muscle.volumeMl + this.#squeezedMl + this.#coupling * blood;
  }
}
