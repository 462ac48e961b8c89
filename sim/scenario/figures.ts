import { releaseLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { Part } from "../../firmware/shared/training";
import type { World } from "../world";
import { type PlayedSet, TrainingMeter } from "./training-meter";
import type { FoundLop } from "./visit-events";

/** One measured figure, as every command of this project prints it with `--json`. */
export interface Figure {
  readonly name: string;
  /** `null` where there was nothing to measure: a target never reached, a release that never ended. */
  readonly value: number | null;
  readonly unit: string;
  readonly target: string | null;
  readonly met: boolean | null;
  readonly anchor: string | null;
}

const DEFLATED_MMHG = releaseLimits.deflated.value;
const REACHED_MMHG = 3;
const BAND_SHARE = 0.05;

/** Gathers what a session is worth, at the cuff itself, millisecond by millisecond. */
export class SessionMeter {
  readonly #training = new TrainingMeter();
  /** Of a plain hold: what a search or a session does meanwhile is theirs. */
  #setpoint: number | undefined;
  #hasHeld = false;
  #askedS: number | null = null;
  #reachedS: number | null = null;
  #overshoot = 0;
  #heldMs = 0;
  #inBandMs = 0;
  #peak = 0;
  #restrictedMs = 0;
  #releaseStartS: number | null = null;
  #releasedS: number | null = null;
  #pumpStarts = 0;
  #pumping = false;

  /** Call after every millisecond. */
  observe(world: World): void {
    const mmhg = world.air.cuffMmhg;
    const nowS = world.nowMs / 1000;
    if (mmhg > this.#peak) this.#peak = mmhg;
    if (mmhg > DEFLATED_MMHG) this.#restrictedMs++;
    const pumping = world.board.pumpDuty > 0;
    if (pumping && !this.#pumping) this.#pumpStarts++;
    this.#pumping = pumping;
    this.#followSetpoint(world.holding ? plainSetpoint(world) : undefined, nowS);
    if (this.#setpoint !== undefined) this.#followHold(this.#setpoint, mmhg, nowS);
    this.#followRelease(!world.holding, mmhg, nowS);
    this.#training.observe(world);
  }

  sets(world: World): PlayedSet[] {
    return this.#training.sets(world);
  }

  /** Those of what was done: a search alone has no hold. */
  figures(world: World, found: FoundLop | undefined): Figure[] {
    const sets = this.sets(world);
    const fall =
      this.#releasedS === null || this.#releaseStartS === null ? null : this.#releasedS - this.#releaseStartS;
    return [
      plain("true LOP", world.limb.lopMmhg, "mmHg"),
      ...(found ? foundFigures(found) : []),
      ...(this.#hasHeld ? this.#holdFigures() : []),
      ...(sets.length > 0 ? this.#trainingFigures(sets) : []),
      plain("highest cuff pressure", this.#peak, "mmHg"),
      plain("time restricted (above 15 mmHg)", this.#restrictedMs / 1000, "s"),
      plain("last release, to 15 mmHg", fall, "s"),
      plain("pump starts", this.#pumpStarts, "count"),
      plain("pump charge", world.air.pump.chargeAs / 3.6, "mAh"),
    ];
  }

  #holdFigures(): Figure[] {
    const share = this.#heldMs === 0 ? null : (100 * this.#inBandMs) / this.#heldMs;
    const rise = this.#reachedS === null || this.#askedS === null ? null : this.#reachedS - this.#askedS;
    return [
      plain("time to reach the target", rise, "s"),
      plain("overshoot", rise === null ? null : this.#overshoot, "mmHg"),
      plain("time within ±5 % of the target, once reached", share, "%"),
    ];
  }

  #trainingFigures(sets: readonly PlayedSet[]): Figure[] {
    const { fillS, inSets, inRests } = this.#training;
    return [
      plain("first filling, to the target", fillS, "s"),
      plain("sets begun", sets.length, "count"),
      plain("repetitions counted", sum(sets.map(({ counted }) => counted)), "count"),
      plain("repetitions made", sum(sets.map(({ made }) => made)), "count"),
      plain("time within ±10 % of the target, in sets", inSets.percent, "%"),
      plain("time within ±5 % of the target, in tight rests", inRests.percent, "%"),
      plain("time in sets", sum(sets.map(({ fromS, toS }) => toS - fromS)), "s"),
      plain("time in rests", sum(sets.map(({ restS }) => restS)), "s"),
    ];
  }

  #followSetpoint(setpoint: number | undefined, nowS: number): void {
    if (setpoint === this.#setpoint) return;
    this.#setpoint = setpoint;
    if (setpoint === undefined) return;
    this.#hasHeld = true;
    this.#askedS = nowS;
    this.#reachedS = null;
    this.#overshoot = 0;
  }

  #followHold(setpoint: number, mmhg: number, nowS: number): void {
    const error = mmhg - setpoint;
    if (this.#reachedS === null) {
      if (Math.abs(error) >= REACHED_MMHG) return;
      this.#reachedS = nowS;
    }
    this.#heldMs++;
    if (Math.abs(error) <= BAND_SHARE * setpoint) this.#inBandMs++;
    if (error > this.#overshoot) this.#overshoot = error;
  }

  #followRelease(open: boolean, mmhg: number, nowS: number): void {
    if (!open) {
      this.#releaseStartS = null;
      this.#releasedS = null;
    } else if (this.#releaseStartS === null) {
      if (mmhg > DEFLATED_MMHG) this.#releaseStartS = nowS;
    } else if (this.#releasedS === null && mmhg <= DEFLATED_MMHG) this.#releasedS = nowS;
  }
}

/** What a plain hold is set to now, mmHg. */
function plainSetpoint({ output }: World): number | undefined {
  const part = output?.training.part;
  const isTraining = part !== Part.idle && part !== Part.over;
  return isTraining || output?.phase === Phase.searching ? undefined : output?.setpointMmhg;
}

function foundFigures({ lopMmhg, marginMmhg, heartRatePerMin }: FoundLop): Figure[] {
  return [
    plain("LOP found", lopMmhg, "mmHg"),
    plain("margin of the LOP found, 19 in 20", marginMmhg, "mmHg"),
    plain("heart rate found", heartRatePerMin, "1/min"),
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function plain(name: string, value: number | null, unit: string): Figure {
  return { name, value, unit, target: null, met: null, anchor: null };
}
