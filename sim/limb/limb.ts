import type { CuffPart } from "../../firmware/parts/cuffs";
import type { Limb as LimbName } from "../../firmware/shared/limb";
import type { RandomStream } from "../random";
import { Artery, arteryLaw, ordinaryArtery } from "./artery";
import { Breath } from "./breath";
import { CuedMuscle, type CuedPlan } from "./cued-muscle";
import { Heart } from "./heart";
import { type ExercisePlan, Muscle } from "./muscle";
import { hydrostaticMmhg } from "./occlusion";
import { lopOf, occlusionRatioOf, type Person } from "./person";
import { rhythmOf } from "./rhythm";
import { type Unrest, unrestOf } from "./unrest";

export type { Person } from "./person";

/** Gives the stream of chance of a name. */
export type Chance = (name: string) => RandomStream;

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
  readonly muscle: Muscle | CuedMuscle;
  /** The true limb occlusion pressure; NaN without a pulse. */
  readonly lopMmhg: number;
  /** Changed by scenarios: the limb is suddenly that much thicker, ml. */
  squeezeMl = 0;
  readonly #artery: Artery | undefined;
  readonly #coupling: number;
  readonly #columnMmhg: number;
  readonly #unrest: Unrest | undefined;
  #squeezedMl = 0;
  #lastMl: number;

  /** @param chance for people whose heart or limb does what a typical one does not: streams "rhythm", "breath", "unrest" */
  constructor(
    cuff: CuffPart,
    person: Person,
    plan: ExercisePlan | CuedPlan | undefined,
    beats: RandomStream,
    moves: RandomStream,
    chance: Chance = noChance,
  ) {
    const { systolicMmhg, diastolicMmhg, heartRatePerMin, restlessness = "still", arteryTraits: traits } = person;
    const { volumeMl, coupling } = arteries[cuff.limb];
    const { volumeFactor, depthFactor, edgeTaper } = traits ?? ordinaryArtery;
    const rhythm = rhythmOf(person, beats, () => chance("rhythm"));
    const breath = new Breath(restlessness === "talking" ? chance("breath") : undefined);
    this.heart = new Heart(systolicMmhg, diastolicMmhg, heartRatePerMin, beats, rhythm, breath);
    this.muscle = isCued(plan) ? new CuedMuscle(plan, moves) : new Muscle(plan, moves);
    this.lopMmhg = lopOf(person, cuff);
    this.#artery = person.noPulse
      ? undefined
      : new Artery(
          arteryLaw(person.artery, traits),
          volumeMl * volumeFactor,
          1 / occlusionRatioOf(person, cuff.widthCm),
          edgeTaper,
        );
    this.#coupling = coupling * depthFactor;
    this.#columnMmhg = hydrostaticMmhg(cuff.limb, person.posture);
    this.#unrest = unrestOf(restlessness, cuff.limb, () => chance("unrest"));
    this.#lastMl = this.#volumeMl(0);
  }

  /** Something presses or pulls the limb that is not its muscle. */
  get isSqueezed(): boolean {
    return this.squeezeMl !== 0 || this.#squeezedMl > 1 || this.#squeezedMl < -1 || this.#unrest?.isMoving === true;
  }

  /** Growth under the cuff during a step of `dtS` that ends at `nowS`, ml. */
  step(nowS: number, dtS: number, cuffMmhg: number): number {
    this.heart.step(dtS);
    this.muscle.step(nowS);
    this.#unrest?.step(dtS);
    this.#squeezedMl += (this.squeezeMl - this.#squeezedMl) * Math.min(1, dtS / SQUEEZE_S);
    const volume = this.#volumeMl(cuffMmhg);
    const growth = volume - this.#lastMl;
    this.#lastMl = volume;
    return growth;
  }

  #volumeMl(cuffMmhg: number): number {
    const blood = this.#artery?.volumeMl(this.heart.mmhg + this.#columnMmhg, cuffMmhg) ?? 0;
    const moved = this.#unrest?.volumeMl ?? 0;
    return this.muscle.volumeMl + this.#squeezedMl + this.#coupling * blood + moved;
  }
}

function noChance(name: string): never {
  throw new Error(`this person needs a stream of chance "${name}"`);
}

function isCued(plan: ExercisePlan | CuedPlan | undefined): plan is CuedPlan {
  return plan !== undefined && "onCue" in plan;
}
