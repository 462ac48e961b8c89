import { expect } from "chai";
import { firstBuild } from "../../firmware/parts/builds";
import type { Limb as LimbName } from "../../firmware/shared/limb";
import { typicalAir } from "../../sim/air/circuit";
import { typicalTransducer } from "../../sim/hardware/transducer";
import { type Restlessness, type Unrest, unrestOf } from "../../sim/limb/unrest";
import { RandomStream } from "../../sim/random";
import { World } from "../../sim/world";
import { typicalPerson } from "../support/person";

const seeds = [1, 2, 3, 4, 5, 6];

function unrest(kind: Restlessness, limb: LimbName, seed: number): Unrest {
  const found = unrestOf(kind, limb, () => new RandomStream(seed, "unrest"));
  if (found === undefined) throw new Error(`${kind} does not move`);
  return found;
}

/** Volume at every millisecond, ml. */
function volumesOf(kind: Restlessness, limb: LimbName, seed: number, seconds: number): number[] {
  const source = unrest(kind, limb, seed);
  return Array.from({ length: seconds * 1000 }, () => {
    source.step(0.001);
    return source.volumeMl;
  });
}

/** Upward crossings of `level` per second. */
function rateOf(volumes: readonly number[], level: number): number {
  const ups = volumes.filter((ml, i) => i > 0 && ml > level && (volumes[i - 1] ?? 0) <= level);
  return (1000 * ups.length) / volumes.length;
}

interface MovementSeen {
  readonly startS: number;
  readonly lastsS: number;
  /** How far the limb went from where it lay, ml. */
  readonly ml: number;
}

/** Spells in which the volume changes, one after the other. */
function movementsIn(volumes: readonly number[]): MovementSeen[] {
  const seen: MovementSeen[] = [];
  let start = -1;
  for (let i = 1; i < volumes.length; i++) {
    const changes = volumes[i] !== volumes[i - 1];
    if (changes && start < 0) start = i - 1;
    if (!changes && start >= 0) {
      const from = volumes[start] ?? 0;
      const way = volumes.slice(start, i).map((ml) => Math.abs(ml - from));
      seen.push({ startS: start / 1000, lastsS: (i - start) / 1000, ml: Math.max(...way) });
      start = -1;
    }
  }
  return seen;
}

function expectMovements(
  kind: "talking" | "fidgeting",
  limb: LimbName,
  size: readonly [number, number],
  lasts: readonly [number, number],
  apart: readonly [number, number],
): void {
  const seen = seeds.flatMap((seed) => movementsIn(volumesOf(kind, limb, seed, 300)));
  expect(seen.length).to.be.above(60);
  for (const { ml, lastsS } of seen) {
    expect(ml).to.be.within(...size);
    expect(lastsS).to.be.within(...lasts);
  }
  for (let i = 1; i < seen.length; i++) {
    const sinceS = (seen[i]?.startS ?? 0) - (seen[i - 1]?.startS ?? 0) - (seen[i - 1]?.lastsS ?? 0);
    if (sinceS > 0) expect(sinceS).to.be.within(...apart);
  }
}

describe("a restless limb", () => {
  it("of somebody who talks moves in small bursts, twice as large in a leg", () => {
    expectMovements("talking", "arm", [0.09, 0.31], [0.28, 2.02], [1.98, 6.02]);
    expectMovements("talking", "leg", [0.19, 0.61], [0.28, 2.02], [1.98, 6.02]);
  });

  it("of somebody who fidgets moves every 8 to 20 s by some ml, three times as much in a leg", () => {
    expectMovements("fidgeting", "arm", [1.9, 8.9], [0.48, 2.02], [7.98, 20.02]);
    expectMovements("fidgeting", "leg", [5.7, 26.5], [0.48, 2.02], [7.98, 20.02]);
  });

  it("comes to lie a little elsewhere after each fidget, and never drifts away", () => {
    const volumes = volumesOf("fidgeting", "arm", 3, 3600);
    const lying = volumes.filter((ml, i) => ml === volumes[i - 1] && ml !== volumes[i - 2]);
    expect(lying.length).to.be.above(100);
    expect(Math.max(...lying.map(Math.abs))).to.be.within(0.3, 0.8);
  });

  it("walks at 1.7 to 2 steps a second, each by 4 to 10 ml in an arm and three times that in a leg", () => {
    for (const seed of seeds) {
      const volumes = volumesOf("walking", "arm", seed, 120);
      const top = Math.max(...volumes);
      expect(top).to.be.within(4, 11);
      expect(Math.min(...volumes)).to.be.at.least(0);
      expect(rateOf(volumes, top / 2)).to.be.within(1.68, 2.02);
      expect(Math.max(...volumesOf("walking", "leg", seed, 120))).to.be.closeTo(3 * top, 1e-9);
    }
  });

  it("trembles at 4 to 8 Hz by about a tenth of a ml, more and less in turns", () => {
    for (const seed of seeds) {
      const volumes = volumesOf("tremor", "arm", seed, 120);
      expect(rateOf(volumes, 0)).to.be.within(3.95, 8.05);
      const tops = Array.from({ length: 120 }, (_, s) => Math.max(...volumes.slice(1000 * s, 1000 * (s + 1))));
      expect(Math.max(...tops)).to.be.within(0.1, 0.151);
      expect(Math.min(...tops)).to.be.within(0.049, 0.09);
      expect(Math.max(...volumesOf("tremor", "leg", seed, 120))).to.be.closeTo(2.5 * Math.max(...tops), 1e-9);
    }
  });

  it("that is still asks for no chance at all", () => {
    const none = unrestOf("still", "arm", () => {
      throw new Error("asked");
    });
    expect(none).to.equal(undefined);
  });

  it("is felt as a squeeze while it fidgets or walks, not while it talks or trembles", () => {
    const shareMoving = (kind: Restlessness) => {
      const source = unrest(kind, "arm", 2);
      let moving = 0;
      for (let ms = 0; ms < 300_000; ms++) {
        source.step(0.001);
        if (source.isMoving) moving++;
      }
      return moving / 300_000;
    };
    expect(shareMoving("walking")).to.equal(1);
    expect(shareMoving("fidgeting")).to.be.within(0.04, 0.15);
    expect(shareMoving("talking")).to.equal(0);
    expect(shareMoving("tremor")).to.equal(0);
  });

  it("repeats by seed in a whole world, and leaves the heart as it beats", () => {
    const play = (restlessness: Restlessness, seed: number) => {
      const person = { ...typicalPerson, restlessness };
      const world = new World({ config: firstBuild, air: typicalAir, transducer: typicalTransducer, person, seed });
      const arterial: number[] = [];
      const growth: number[] = [];
      for (let ms = 0; ms < 5000; ms++) {
        growth.push(world.limb.step(ms / 1000, 0.001, 100));
        arterial.push(world.limb.heart.mmhg);
      }
      return { arterial, growth };
    };
    expect(play("walking", 1)).to.deep.equal(play("walking", 1));
    expect(play("walking", 1).growth).to.not.deep.equal(play("walking", 2).growth);
    expect(play("walking", 1).growth).to.not.deep.equal(play("still", 1).growth);
    expect(play("walking", 1).arterial).to.deep.equal(play("still", 1).arterial);
  });
});
