import { expect } from "chai";
import { firstBuild } from "../../firmware/parts/builds";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { typicalAir } from "../../sim/air/circuit";
import { typicalTransducer } from "../../sim/hardware/transducer";
import { World } from "../../sim/world";
import { typicalPerson } from "../support/person";

const CEILING_MMHG = 280;

/** A cuff on an arm, armed by somebody. */
function armed(): World {
  const world = new World({
    config: firstBuild,
    seed: 5,
    air: typicalAir,
    transducer: typicalTransducer,
    person: { ...typicalPerson, circumferenceCm: 31 },
  });
  world.board.order.mode = Mode.search;
  world.attendant.wishMmhg = CEILING_MMHG;
  return world;
}

/** Steps until `done`; fails after `limitMs`. */
function until(world: World, limitMs: number, done: () => boolean): void {
  const endMs = world.nowMs + limitMs;
  while (!done()) {
    if (world.nowMs >= endMs) throw new Error(`phase ${world.output?.phase}, reason ${world.output?.reason}`);
    world.step();
  }
}

function run(world: World, ms: number, watch: () => void = () => undefined): void {
  for (let i = 0; i < ms; i++) {
    world.step();
    watch();
  }
}

/** Finds the LOP, and then holds `share` of it. */
function heldAt(share: number): World {
  const world = armed();
  until(world, 200_000, () => world.output?.reason === Reason.lopFound);
  world.attendant.wishMmhg = undefined;
  run(world, 20);
  world.board.order.mode = Mode.free;
  world.attendant.helps = false;
  world.attendant.wishMmhg = Math.floor(share * (world.output?.lopFoundMmhg ?? Number.NaN));
  until(world, 30_000, () => world.output?.phase === Phase.holding);
  return world;
}

describe("a search, and what follows", () => {
  it("SR-055, SR-056: finds the LOP of a healthy arm, lets go, and a hold by that value may follow at once", () => {
    const world = armed();
    until(world, 200_000, () => world.output?.reason === Reason.lopFound);
    expect(world.output?.lopFoundMmhg).to.be.closeTo(world.limb.lopMmhg, 12);
    expect(world.output?.heartRatePerMin).to.be.closeTo(typicalPerson.heartRatePerMin, 4);
    expect(heldAt(0.6).output?.setpointMmhg).to.be.above(60);
  });

  it("SR-056: another search is refused before the limb has rested for a minute", () => {
    const world = armed();
    until(world, 200_000, () => world.output?.reason === Reason.lopFound);
    const ask = () => {
      world.attendant.wishMmhg = undefined;
      run(world, 50);
      world.attendant.helps = false;
      world.attendant.wishMmhg = CEILING_MMHG;
      run(world, 200);
    };
    ask();
    expect(world.output).to.include({ phase: Phase.releasing, reason: Reason.reperfusionOwed });
    until(world, 90_000, () => world.output?.reperfusionMs === 0);
    ask();
    expect(world.output?.phase).to.equal(Phase.searching);
  });

  it("SR-054: the ceiling of a search never becomes the set-point of a hold", () => {
    const hold = heldAt(0.6);
    const target = hold.output?.setpointMmhg ?? Number.NaN;
    hold.board.order.mode = Mode.search;
    hold.board.wantedMmhg = CEILING_MMHG;
    run(hold, 3000, () => expect(hold.output?.setpointMmhg ?? 0).to.be.at.most(target));
    expect(hold.output?.reason).to.equal(Reason.searchMixed);

    const search = armed();
    until(search, 60_000, () => search.output?.phase === Phase.searching);
    search.board.order.mode = Mode.free;
    let highest = 0;
    run(search, 10_000, () => {
      highest = Math.max(highest, search.output?.setpointMmhg ?? 0);
      if (search.output?.setpointMmhg !== undefined) expect(search.output.phase).to.equal(Phase.searching);
    });
    expect(highest, "a step of the search").to.be.within(40, 120);
    search.board.wantedMmhg = 150;
    run(search, 1000);
    expect(search.output?.reason).to.equal(Reason.searchMixed);
    expect(search.output?.setpointMmhg).to.equal(undefined);
  });

  it("SR-057: a limb that is occluded after all is told after 10 s, held 10 mmHg lower, and then let go", () => {
    const world = heldAt(0.8);
    const target = world.output?.setpointMmhg ?? Number.NaN;
    run(world, 120_000, () => expect(world.output?.alarm).to.not.equal(Reason.limbOccluded));
    world.limb.heart.fallMmhg = 60;
    until(world, 20_000, () => world.output?.alarm === Reason.limbOccluded);
    expect(world.output?.setpointMmhg).to.equal(target - 10);
    until(world, 25_000, () => world.output?.reason === Reason.staysOccluded);
    until(world, 15_000, () => world.air.cuffMmhg < 15);
  });

  it("SR-057: what the search of an earlier arming has heard says nothing about a hold by an entered LOP", () => {
    const world = heldAt(0.6);
    world.attendant.wishMmhg = undefined;
    run(world, 70_000);
    expect(world.output?.lopFoundMmhg, "still told").to.be.above(60);
    world.attendant.helps = true;
    world.attendant.wishMmhg = 0.8 * world.limb.lopMmhg;
    until(world, 60_000, () => world.output?.phase === Phase.holding);
    const target = world.output?.setpointMmhg;
    // Somebody else's limb, with hardly a pulse, as far as this cuff can hear.
    world.limb.heart.fallMmhg = 60;
    run(world, 40_000, () => expect(world.output).to.deep.include({ setpointMmhg: target, phase: Phase.holding }));
    expect(world.output?.alarm).to.not.equal(Reason.limbOccluded);
  });

  it("SR-057: where the lower pressure lets the pulse through, the hold goes on", () => {
    const world = heldAt(0.8);
    const target = world.output?.setpointMmhg ?? Number.NaN;
    world.limb.heart.fallMmhg = 60;
    until(world, 20_000, () => world.output?.alarm === Reason.limbOccluded);
    world.limb.heart.fallMmhg = 0;
    until(world, 10_000, () => world.output?.alarm !== Reason.limbOccluded);
    run(world, 30_000);
    expect(world.output).to.include({ phase: Phase.holding, setpointMmhg: target - 10 });
  });
});
