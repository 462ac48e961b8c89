import { prescriptionOf } from "../../companion/prescription/schema";
import { Flaw, flawOf } from "../../firmware/safety/prescription-check";
import { presets } from "../../firmware/session/presets";
import { Mode } from "../../firmware/shared/order";
import type { Prescription } from "../../firmware/shared/prescription";
import { Deed as Ask, StepOf } from "../../firmware/shared/training";
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
  /** What holds are for. */
  readonly #mode: Mode;
  #next = 0;
  #buttonUpMs = Number.POSITIVE_INFINITY;

  constructor(scenario: Scenario, world: World) {
    this.#world = world;
    this.#mode = Mode[scenario.mode];
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
        board.training.plan = undefined;
        board.order.mode = this.#mode;
        attendant.wishMmhg = mmhg;
        return `hold ${mmhg.toFixed(0)} mmHg asked for (${((100 * mmhg) / limb.lopMmhg).toFixed(0)} % of LOP)`;
      }
      case "search":
        attendant.search(step.highestMmhg);
        return `search for the limb occlusion pressure asked for, up to ${step.highestMmhg} mmHg`;
      case "train": {
        const plan = planOf(step);
        attendant.lopMmhg = step.lopMmhg ?? limb.lopMmhg;
        attendant.train(plan, step.sessionsBefore);
        const flaw = flawOf(plan, board.order.wearer.limb);
        const asked = `session "${plan.name}" asked for: ${plan.percentLop} % of LOP, session ${step.sessionsBefore + 1}`;
        return flaw === Flaw.none ? asked : `${asked}. Wrong with it is ${flaw}`;
      }
      case "request": {
        const { request } = board.training;
        request.deed = Ask[step.deed];
        request.stepOf = step.by === "5 %" ? StepOf.fivePercent : StepOf.tenMmhg;
        request.sequence++;
        return requestText(step);
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

function planOf({ plan }: Extract<Action, { do: "train" }>): Prescription {
  if (typeof plan !== "string") return prescriptionOf(plan);
  const preset = presets.find(({ prescription }) => prescription.name === plan);
  if (preset === undefined) throw new Error(`no preset "${plan}"`);
  return preset.prescription;
}

function requestText({ deed, by }: Extract<Action, { do: "request" }>): string {
  if (deed === "lower" || deed === "raise") return `${deed} by ${by} asked for`;
  return deed === "symptom" ? "something feels wrong: less pressure asked for" : `${deed} asked for`;
}
