import { expect } from "chai";
import type { CuffConfig } from "../../firmware/parts/config";
import type { ValvePart } from "../../firmware/parts/valves";
import { releaseTimeMs } from "../../firmware/safety/configuration";
import { deadManLimits, releaseLimits, timeLimits } from "../../firmware/safety/limits";
import { isFault, Reason } from "../../firmware/shared/reasons";
import { typicalAir } from "../../sim/air/circuit";
import { typicalTransducer } from "../../sim/hardware/transducer";
import { TICK_MS, World } from "../../sim/world";
import { possibleConfigs } from "../support/configs";

const DEFLATED_MMHG = releaseLimits.deflated.value;
const TARGET_MMHG = 150;
/** Entered, so that the target is an ordinary 75 % of it on every limb. */
const LOP_MMHG = 200;

/** A cuff on a limb, brought to a hold of 150 mmHg. */
function holding(config: CuffConfig, seed: number): World {
  const world = new World({
    config,
    seed,
    air: typicalAir,
    transducer: typicalTransducer,
    person: {
      circumferenceCm: config.cuff.limb === "arm" ? 31 : 54,
      systolicMmhg: 118,
      diastolicMmhg: 72,
      heartRatePerMin: 70,
      posture: "supine",
      artery: "fitted",
    },
  });
  run(world, 7000);
  world.attendant.lopMmhg = LOP_MMHG;
  world.attendant.wishMmhg = TARGET_MMHG;
  runUntil(world, () => world.air.cuffMmhg >= TARGET_MMHG - 3, 240_000);
  run(world, 5000);
  return world;
}

function run(world: World, ms: number): void {
  for (let i = 0; i < ms; i++) world.step();
}

/** Milliseconds until `done`, at most `limitMs`. */
function runUntil(world: World, done: () => boolean, limitMs: number): number {
  for (let ms = 0; ms < limitMs; ms++) {
    if (done()) return ms;
    world.step();
  }
  throw new Error(`not done after ${limitMs} ms at ${world.air.cuffMmhg} mmHg`);
}

/** What the safety rules allow a release through `paths` to take in a test, ms. */
function allowedMs(config: CuffConfig, paths: readonly ValvePart[], fromMmhg: number): number {
  return releaseLimits.testFactor.value * releaseTimeMs(config, paths, fromMmhg) + releaseLimits.testAllowance.value;
}

function gatesAreSafe({ board }: World): boolean {
  const { pumpDuty, bleedCoilDuty, dumpCoilDuty } = board.gates;
  return pumpDuty === 0 && bleedCoilDuty === 0 && dumpCoilDuty === 0;
}

const nameOf = ({ cuff, pump, bleed }: CuffConfig): string => `${cuff.name}, ${pump.name}, ${bleed.name}`;

describe("release, at the cuff", () => {
  it("SR-005: hung in mid-hold: outputs safe within 250 ms of the last tick, cuff deflated in time, no line of firmware", () => {
    for (const [seed, config] of possibleConfigs.entries()) {
      const world = holding(config, seed);
      // The last tick was completed up to TICK_MS before the hang.
      world.firmware = "hung";
      const before = world.output;
      const safeMs = runUntil(world, () => gatesAreSafe(world), 1000);
      expect(safeMs + TICK_MS, nameOf(config)).to.be.at.most(deadManLimits.safeAfterTick.value);
      const from = world.air.cuffMmhg;
      const deflatedMs = runUntil(world, () => world.air.cuffMmhg < DEFLATED_MMHG, 60_000);
      expect(deflatedMs, nameOf(config)).to.be.at.most(allowedMs(config, [config.bleed, config.dump], from));
      expect(world.output).to.equal(before);
    }
  });

  it("SR-009: hung with a dead-man that fails to act, the rail alone releases within 300 ms", () => {
    for (const config of possibleConfigs.slice(0, 3)) {
      const world = holding(config, 5);
      world.firmware = "hung";
      world.board.deadMan.step = () => undefined;
      runUntil(
        world,
        () => world.board.dumpCoilDuty === 0 && world.board.bleedCoilDuty === 0,
        deadManLimits.rail.value,
      );
      runUntil(world, () => world.air.cuffMmhg < DEFLATED_MMHG, 30_000);
    }
  });

  it("SR-006: firmware that repeats itself and feeds on is released by the absolute limit of its limb", () => {
    for (const config of possibleConfigs.filter(({ pump }) => pump.stallMmhg === 500)) {
      const world = holding(config, 1);
      world.firmware = "babbling";
      const limitMs = config.cuff.limb === "arm" ? timeLimits.absoluteArm.value : timeLimits.absoluteLeg.value;
      runUntil(world, () => gatesAreSafe(world), limitMs);
      expect(world.nowMs).to.be.within(limitMs, limitMs + 9000);
      runUntil(world, () => world.air.cuffMmhg < DEFLATED_MMHG, 30_000);
    }
  });

  it("SR-010: a withdrawn set-point releases in time through both paths, and through either where the other sticks", () => {
    for (const [seed, config] of possibleConfigs.entries()) {
      for (const stuck of ["none", "bleed", "dump"] as const) {
        const world = holding(config, seed);
        if (stuck !== "none") world.air[stuck].stuck = true;
        world.attendant.wishMmhg = undefined;
        const from = world.air.cuffMmhg;
        const paths = [config.bleed, config.dump].filter((path) => stuck === "none" || path !== config[stuck]);
        const ms = runUntil(world, () => world.air.cuffMmhg < DEFLATED_MMHG, 60_000);
        expect(ms, `${nameOf(config)}, ${stuck} stuck`).to.be.at.most(allowedMs(config, paths, from));
      }
    }
  });

  it("SR-002, SR-008: a pump driver stuck on with the bleed valve stuck shut never takes the cuff above 330 mmHg", () => {
    for (const [seed, config] of possibleConfigs.entries()) {
      if (config.pump.stallMmhg <= 300) continue;
      const world = holding(config, seed);
      world.air.bleed.stuck = true;
      world.board.wiring.pumpStuckOn = true;
      let peak = 0;
      runUntil(
        world,
        () => {
          peak = Math.max(peak, world.air.cuffMmhg);
          return isFault(world.output?.reason ?? Reason.none) && world.air.cuffMmhg < DEFLATED_MMHG;
        },
        120_000,
      );
      expect(peak, nameOf(config)).to.be.within(TARGET_MMHG, 330);
      expect(world.board.rail.up).to.equal(false);
    }
  });

  it("SR-003: an unplugged transducer releases within 150 ms and gives its reason", () => {
    for (const config of possibleConfigs.slice(0, 4)) {
      const world = holding(config, 9);
      world.transducer.fault = "unplugged";
      expect(runUntil(world, () => gatesAreSafe(world), 1000)).to.be.at.most(150);
      run(world, 2 * TICK_MS);
      expect(world.output?.reason).to.equal(Reason.transducerStale);
    }
  });
});
