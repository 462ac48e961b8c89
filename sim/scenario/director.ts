import type { World } from "../world";
import type { Action, Scenario } from "./schema";

/** Something that was done to the cuff, in words. */
export interface Deed {
  readonly timeS: number;
  readonly text: string;
}

/** Carries out a scenario's steps when their time comes. */
export class Director {
  readonly #world: World;
  readonly #steps: readonly Action[];
  #next = 0;
  #buttonUpMs = Number.POSITIVE_INFINITY;

  constructor(scenario: Scenario, world: World) {
    this.#world = world;
    this.#steps = [...scenario.steps].sort((a, b) => a.atS - b.atS);
  }

  /** Does what is due now; calls `tell` for each deed. */
  act(tell: (deed: Deed) => void): void {
    const nowMs = this.#world.nowMs;
    if (nowMs >= this.#buttonUpMs) {
      this.#world.board.buttonDown = false;
      this.#buttonUpMs = Number.POSITIVE_INFINITY;
    }
    for (let step = this.#steps[this.#next]; step && nowMs >= step.atS * 1000; step = this.#steps[this.#next]) {
      tell({ timeS: nowMs / 1000, text: this.#do(step) });
      this.#next++;
    }
  }

  #do(step: Action): string {
    const { board, air, transducer, limb, attendant } = this.#world;
    switch (step.do) {
      case "hold": {
        const mmhg = step.mmhg ?? ((step.percentLop ?? 60) / 100) * limb.lopMmhg;
        attendant.lopMmhg = step.lopMmhg ?? limb.lopMmhg;
        attendant.wishMmhg = mmhg;
        return `hold ${mmhg.toFixed(0)} mmHg asked for (${((100 * mmhg) / limb.lopMmhg).toFixed(0)} % of LOP)`;
      }
      case "release":
        attendant.wishMmhg = undefined;
        return "release asked for";
      case "press-button":
        board.buttonDown = true;
        this.#buttonUpMs = this.#world.nowMs + step.forS * 1000;
        return "button pressed";
      case "firmware":
        this.#world.firmware = step.state;
        return `firmware ${step.state}`;
      case "transducer":
        transducer.fault = step.state;
        return step.state === "none" ? "transducer healthy again" : `transducer fault: ${step.state}`;
      case "leak":
        air.leakMlPerS = step.mlPerS;
        return `leak of C' ${step.mlPerS} ml/s`;
      case "kink-hose":
        air.kinkHose(step.factor);
        return step.factor === 1 ? "hose straight again" : `hose kinked: resistance × ${step.factor}`;
      case "stick-valve":
        air[step.valve].stuck = step.stuck;
        return `${step.valve} valve ${step.stuck ? "sticks" : "moves again"}`;
      case "squeeze":
        limb.squeezeMl = step.ml;
        return `limb under the cuff grown by ${step.ml} ml at once`;
      case "stick-pump":
        board.wiring.pumpStuckOn = step.stuck;
        return `pump driver ${step.stuck ? "stuck on" : "healthy again"}`;
      default:
        return step satisfies never;
    }
  }
}
