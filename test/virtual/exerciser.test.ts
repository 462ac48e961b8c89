import { expect } from "chai";
import { Phase } from "../../firmware/shared/phase";
import { Part } from "../../firmware/shared/training";
import { Exerciser } from "../../sim/virtual/exerciser";
import type { World } from "../../sim/world";

/** How far the limb swells in three seconds of that, ml. */
function swelling(phase: Phase, part: Part, isWilling = true): number {
  const world = { limb: { squeezeMl: 0 }, output: { phase, training: { part } } };
  const exerciser = new Exerciser(world as unknown as World, "arm, 13 cm");
  exerciser.isWilling = isWilling;
  let most = 0;
  for (let ms = 0; ms < 3000; ms++) {
    exerciser.step(1);
    most = Math.max(most, world.limb.squeezeMl);
  }
  return most;
}

describe("the person in a virtual cuff", () => {
  it("works in a set and in a hold without a plan", () => {
    expect(swelling(Phase.holding, Part.working)).to.equal(15);
    expect(swelling(Phase.holding, Part.idle)).to.equal(15);
  });

  it("keeps still in rests, in searches and tests, and when told to", () => {
    for (const part of [Part.resting, Part.released, Part.paused, Part.over]) {
      expect(swelling(Phase.holding, part)).to.equal(0);
    }
    for (const phase of [Phase.searching, Phase.testing, Phase.vented, Phase.inflating]) {
      expect(swelling(phase, Part.idle)).to.equal(0);
    }
    expect(swelling(Phase.holding, Part.working, false)).to.equal(0);
  });
});
