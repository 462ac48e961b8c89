import { expect } from "chai";
import { firstBuild } from "../../firmware/parts/builds";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { typicalAir } from "../../sim/air/circuit";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { typicalTransducer } from "../../sim/hardware/transducer";
import { RandomStream } from "../../sim/random";
import { World } from "../../sim/world";
import { typicalPerson } from "../support/person";

const TARGET_MMHG = 90;

/** A cuff with a store, which may have been used before. */
function cuffWith(flash: SimulatedFlash): World {
  return new World({
    config: firstBuild,
    seed: 3,
    air: typicalAir,
    transducer: typicalTransducer,
    person: { ...typicalPerson, circumferenceCm: 31 },
    flash,
  });
}

function emptyFlash(): SimulatedFlash {
  return new SimulatedFlash({ sectorBytes: 4096, sectorCount: 32, chance: new RandomStream(1, "flash") });
}

function run(world: World, ms: number, watch: () => void = () => undefined): void {
  for (let i = 0; i < ms; i++) {
    world.step();
    watch();
  }
}

function hold(world: World): void {
  world.attendant.wishMmhg = TARGET_MMHG;
  for (let ms = 0; world.output?.phase !== Phase.holding; ms++) {
    if (ms > 240_000) throw new Error(`no hold: ${world.output?.reason}`);
    world.step();
  }
}

describe("restart", () => {
  it("SR-046, SR-012: a reset at any moment, however often, never inflates again by itself, though the app goes on asking", () => {
    const random = new RandomStream(7, "resets");
    for (let round = 0; round < 6; round++) {
      const world = cuffWith(emptyFlash());
      hold(world);
      run(world, random.between(10, 5000));
      let wasEmpty = false;
      for (let reset = 0; reset < 5; reset++) {
        world.restart(reset % 2 === 0);
        run(world, random.between(20, 12_000), () => {
          expect(world.output?.setpointMmhg).to.equal(undefined);
          if (world.air.cuffMmhg < 15) wasEmpty = true;
          expect(wasEmpty && world.air.cuffMmhg > 16, "filled again").to.equal(false);
        });
      }
      run(world, 30_000);
      expect(world.air.cuffMmhg).to.be.below(15);
    }
  });

  it("SR-037: after a reset in mid-hold the longer rest is owed: how long the cuff was held meanwhile, nobody knows", () => {
    const world = cuffWith(emptyFlash());
    hold(world);
    run(world, 1000);
    world.restart(true);
    run(world, 8000);
    expect(world.output?.reperfusionMs).to.be.within(170_000, 180_000);
    world.attendant.wishMmhg = undefined;
    world.attendant.wishMmhg = TARGET_MMHG;
    const before = world.nowMs;
    hold(world);
    expect(world.nowMs - before).to.be.above(170_000);
  });

  it("SR-046: three abnormal resets within ten powered minutes lock the cuff; ten seconds on the button and a restart free it", () => {
    const world = cuffWith(emptyFlash());
    for (let reset = 0; reset < 3; reset++) {
      run(world, 2000);
      expect(world.output?.reason).to.not.equal(Reason.lockedOut);
      world.restart(true);
    }
    run(world, 8000);
    expect(world.output?.phase).to.equal(Phase.faulted);
    expect(world.output?.alarm).to.equal(Reason.lockedOut);
    world.restart(false);
    run(world, 100);
    expect(world.output?.alarm, "a plain restart does not lift it").to.equal(Reason.lockedOut);
    world.board.buttonDown = true;
    run(world, 10_500);
    world.board.buttonDown = false;
    run(world, 200);
    world.restart(false);
    hold(world);
  });

  it("SR-046: resets that are normal, or far apart, lock nothing", () => {
    const normal = cuffWith(emptyFlash());
    for (let reset = 0; reset < 5; reset++) {
      run(normal, 1000);
      normal.restart(false);
    }
    run(normal, 500);
    expect(normal.output?.alarm).to.equal(Reason.none);
    const seldom = cuffWith(emptyFlash());
    for (let reset = 0; reset < 3; reset++) {
      run(seldom, 6 * 60_000);
      seldom.restart(true);
    }
    run(seldom, 500);
    expect(seldom.output?.alarm).to.equal(Reason.none);
  });

  it("SR-025: a full store is tidied at the start only, vented and before anything may be armed", () => {
    const flash = emptyFlash();
    const world = cuffWith(flash);
    let erases = 0;
    for (let day = 0; day < 40 && erases < 3; day++) {
      hold(world);
      // Stops and refusals are written down until the store is nearly full.
      for (let stop = 0; stop < 12; stop++) {
        world.board.buttonDown = true;
        run(world, 50);
        world.board.buttonDown = false;
        run(world, 100);
        expect(flash.eraseCount).to.equal(erases);
      }
      world.attendant.wishMmhg = undefined;
      run(world, 65_000);
      world.restart(false);
      run(world, 6000, () => {
        if (flash.eraseCount === erases) return;
        erases = flash.eraseCount;
        expect([Phase.starting, Phase.releasing]).to.include(world.output?.phase ?? Phase.starting);
        expect(world.air.cuffMmhg).to.be.below(15);
      });
    }
    expect(erases).to.be.at.least(3);
  });
});
