import { firstBuild } from "../../firmware/parts/builds";
import { Button } from "../../firmware/safety/button";
import { noOwnLimits } from "../../firmware/safety/caps";
import { LimbAccount } from "../../firmware/safety/limb-account";
import { Supervisor } from "../../firmware/safety/supervisor";
import { Reason } from "../../firmware/shared/reasons";
import { TickInput, TickOutput } from "../../firmware/shared/tick";
import { firstOf, Scene, times } from "./scene";

/** Turns that the slow checks take, one a tick. */
export const TURNS = 10;

/** A supervisor over a scene set by hand, its dead-man proven. All of it is well until a test says otherwise. */
export class Supervised {
  readonly scene = new Scene();
  readonly button = new Button();
  readonly account = new LimbAccount(0, undefined);
  readonly input = new TickInput();
  readonly output = new TickOutput();
  readonly supervisor: Supervisor;
  mmhg = 0;

  constructor(initialFault: Reason = Reason.none, isProven = true, hasSecond = true) {
    const { scene, button, account, output } = this;
    const { pressure, actuation, situation } = scene;
    const second = hasSecond ? scene.second : undefined;
    const watched = { pressure, second, actuation, situation, button, driven: output, account };
    this.supervisor = new Supervisor(watched, firstBuild, noOwnLimits, initialFault);
    this.input.linked = true;
    situation.isStarted = true;
    if (!isProven) return;
    this.input.deadManTripped = true;
    this.tick();
    this.input.deadManTripped = false;
    this.tick();
  }

  /** The next tick, `afterMs` later, at pressure `mmhg` in manifold and cuff. */
  tick(afterMs = 10): Reason {
    const { scene } = this;
    scene.step(afterMs);
    scene.read(this.mmhg, Math.max(0, afterMs));
    scene.second.pressureMmhg = this.mmhg;
    return this.judge();
  }

  /** As `tick`, but the pressure is what the test has set. */
  judge(highestMmhg = this.mmhg): Reason {
    return this.supervisor.judge(this.input, highestMmhg, this.scene.situation.setpointMmhg);
  }

  /** Held at 100 mmHg for a round of all checks. */
  hold(): this {
    this.mmhg = 100;
    Object.assign(this.scene.situation, {
      valvesShut: true,
      setpointMmhg: 100,
      reached: true,
      hasArrived: true,
      lopMmhg: 150,
    });
    times(2 * TURNS, () => this.tick());
    return this;
  }

  /** The first reason to let go, and when; `around` sets what a tick does not. */
  first(limitMs: number, around: () => void = () => {}): readonly [Reason, number] {
    return firstOf(limitMs, 10, () => {
      around();
      return this.tick();
    });
  }

  gate(stop: Reason): TickOutput {
    Object.assign(this.output, { pumpDuty: 0.5, bleedCoilDuty: 0.6, dumpCoilDuty: 0.7 });
    this.supervisor.gate(stop, this.output);
    return this.output;
  }
}
