import { type Boot, freshBoot } from "../../firmware/boot";
import { Cuff } from "../../firmware/cuff";
import { firstBuild } from "../../firmware/parts/builds";
import type { CuffConfig } from "../../firmware/parts/config";
import { Phase } from "../../firmware/shared/phase";
import { TickInput, type TickOutput } from "../../firmware/shared/tick";
import { Linearisation } from "../../firmware/valve/linearisation";

/** Open and still for this long, a cuff has found its zero and checked itself, ms. */
export const STARTING_MS = 7000;
const PRESS_MS = 200;
const LONGEST_TEST_MS = 12_000;
/** Share of LOP that a hold asks for where a test says nothing else. */
const SHARE = 0.6;

/**
 * A cuff fed by hand: pressures in, outputs out, 10 ms at a time. What the test does not feed follows what the outputs
 * do, so that the self-test passes. Every reading is off by one count now and then, as those of a working part are.
 */
export class CuffDriver {
  readonly input = new TickInput();
  readonly cuff: Cuff;
  readonly #config: CuffConfig;
  readonly #plant: Linearisation;
  #mmhg = 0;
  #ticks = 0;
  #speed = 0;
  nowMs: number;
  output: TickOutput;

  /** Ready to be armed. */
  constructor(config: CuffConfig = firstBuild, startMs = 0, boot: Boot = freshBoot) {
    this.#config = config;
    this.#plant = new Linearisation(config);
    this.cuff = new Cuff(config, boot);
    this.nowMs = startMs;
    this.input.order.wearer.limb = config.cuff.limb;
    this.input.screening.ageMs = 0;
    this.input.screening.isAdult = true;
    this.input.linked = true;
    this.input.deadManTripped = true;
    this.output = this.glide(0, STARTING_MS);
  }

  /** Counts that the configured transducer gives at `mmhg`. */
  countsAt(mmhg: number): number {
    const { lowCounts, lowMmhg, highCounts, highMmhg } = this.#config.transducer;
    return Math.round(lowCounts + ((mmhg - lowMmhg) * (highCounts - lowCounts)) / (highMmhg - lowMmhg));
  }

  /** One tick at pressure `mmhg`. */
  tick(mmhg: number, dtMs = 10): TickOutput {
    this.#mmhg = mmhg;
    this.nowMs = (this.nowMs + dtMs) | 0;
    this.#ticks++;
    this.input.samples.push(this.nowMs, this.countsAt(mmhg) + (this.#ticks % 2));
    return this.#turn();
  }

  /** One tick without a sample. */
  tickBlind(dtMs = 10): TickOutput {
    this.nowMs = (this.nowMs + dtMs) | 0;
    return this.#turn();
  }

  /** Ticks for `ms`, the pressure moving in a straight line to `mmhg`. */
  glide(mmhg: number, ms: number): TickOutput {
    const from = this.#mmhg;
    let output = this.tick(from);
    for (let done = 20; done <= ms; done += 10) output = this.tick(from + ((mmhg - from) * done) / ms);
    return output;
  }

  /** Ticks for `ms`, or until `done`, the pressure following pump and valves as a perfect cuff would. */
  follow(ms: number, done: (output: TickOutput) => boolean = () => false): TickOutput {
    for (let spent = 0; spent < ms && !done(this.output); spent += 10) this.tick(this.#following());
    return this.output;
  }

  /** Presses the button for `ms`. */
  press(ms = PRESS_MS): TickOutput {
    this.input.buttonDown = true;
    this.follow(ms);
    this.input.buttonDown = false;
    return this.follow(50);
  }

  /** Presses the button and lets the cuff test itself. */
  arm(): TickOutput {
    this.press();
    this.follow(LONGEST_TEST_MS, ({ phase }) => phase !== Phase.testing);
    return this.follow(2000, ({ phase }) => phase !== Phase.releasing);
  }

  /** Enters a limb occlusion pressure. */
  enterLop(mmhg: number): void {
    const { lop, order } = this.input;
    Object.assign(lop.wearer, order.wearer);
    lop.mmhg = mmhg;
    lop.sequence++;
    this.tick(this.#mmhg);
  }

  /** Arms, enters a LOP of which `mmhg` is 60 %, asks for `mmhg` and brings the pressure there. */
  holdAt(mmhg: number, lopMmhg = mmhg / SHARE): TickOutput {
    if (this.output.phase !== Phase.armed) this.arm();
    this.enterLop(lopMmhg);
    this.input.wantedMmhg = mmhg;
    this.glide(mmhg, 4000);
    return this.glide(mmhg, 1000);
  }

  #turn(): TickOutput {
    this.output = this.cuff.tick(this.nowMs, this.input);
    if (this.output.clearTestTrip) this.input.deadManTripped = false;
    return this.output;
  }

  #following(): number {
    const { pumpDuty, bleedCoilDuty, dumpCoilDuty } = this.output;
    const plant = this.#plant;
    plant.lookUp(this.#mmhg);
    const { spinUpS, spinDownS, stallMmhg, stallDuty } = this.#config.pump;
    const speed = pumpDuty > 0 ? (pumpDuty - stallDuty) / (1 - stallDuty) : 0;
    this.#speed += ((speed - this.#speed) * 0.01) / (0.01 + (speed > this.#speed ? spinUpS : spinDownS));
    const back = this.#mmhg / stallMmhg;
    let rate = this.#speed > back ? (plant.pumpRateMmhgPerS * (this.#speed - back)) / (1 - back) : 0;
    if (dumpCoilDuty === 0) rate -= plant.ventRateMmhgPerS - plant.bleedRateMmhgPerS;
    if (bleedCoilDuty === 0) rate -= plant.bleedRateMmhgPerS;
    return Math.max(0, this.#mmhg + rate * 0.01);
  }
}

/** Pump off and both normally-open valves without current. */
export function isReleased(output: TickOutput): boolean {
  return output.pumpDuty === 0 && output.bleedCoilDuty === 0 && output.dumpCoilDuty === 0;
}
