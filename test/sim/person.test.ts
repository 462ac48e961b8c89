import { expect } from "chai";
import fc from "fast-check";
import { type CuffPart, cuffs } from "../../firmware/parts/cuffs";
import { Artery, type ArteryTraits, arteryLaw, ordinaryArtery } from "../../sim/limb/artery";
import { Limb, type Person } from "../../sim/limb/limb";
import { lopOf } from "../../sim/limb/person";
import { RandomStream } from "../../sim/random";

const person: Person = {
  circumferenceCm: 31,
  systolicMmhg: 122,
  diastolicMmhg: 76,
  heartRatePerMin: 66,
  posture: "supine",
  artery: "fitted",
};
const plan = {
  startS: 5,
  sets: [5],
  restS: 5,
  periodS: 2,
  periodScatter: 0.1,
  heldShare: 0.1,
  volumeMl: 9,
  scatter: 0.2,
  swellingMl: 1,
};

function limbOf(who: Person, cuff: CuffPart = cuffs.arm, exercise: typeof plan | undefined = undefined): Limb {
  const stream = (name: string) => new RandomStream(7, name);
  return new Limb(cuff, who, exercise, stream("heartbeat"), stream("movement"), stream);
}

/** Growth of every millisecond of half a minute in a cuff that goes from 50 to 200 mmHg, ml. */
function growthOf(limb: Limb): number[] {
  return Array.from({ length: 30_000 }, (_, ms) => {
    if (ms === 20_000) limb.squeezeMl = 3;
    return limb.step(ms / 1000, 0.001, 50 + ms / 200);
  });
}

/** Peak to trough of the volume in a cuff at this pressure, over ten seconds, ml. */
function beatMl(limb: Limb, cuffMmhg: number): number {
  for (let ms = 0; ms < 1000; ms++) limb.step(ms / 1000, 0.001, cuffMmhg);
  let [volume, low, high] = [0, 0, 0];
  for (let ms = 1000; ms < 11_000; ms++) {
    volume += limb.step(ms / 1000, 0.001, cuffMmhg);
    low = Math.min(low, volume);
    high = Math.max(high, volume);
  }
  return high - low;
}

describe("a simulated person", () => {
  it("with nothing special said moves a limb as in the table of earlier runs", () => {
    const total = (who: Person, cuff: CuffPart) =>
      growthOf(limbOf(who, cuff, plan)).reduce((sum, ml) => sum + Math.abs(ml), 0);
    const thigh: Person = { ...person, circumferenceCm: 55, posture: "seated" };
    expect(total(person, cuffs.arm)).to.be.closeTo(137.36765079, 1e-6);
    expect(total({ ...person, artery: "drzewiecki" }, cuffs.arm)).to.be.closeTo(129.36644051, 1e-6);
    expect(total(thigh, cuffs.thigh11)).to.be.closeTo(169.4297538, 1e-6);
  });

  it("described as typical in every respect is the same as with nothing said, to the last bit", () => {
    const typical: Person = {
      ...person,
      ratioFactor: 1,
      arteryTraits: ordinaryArtery,
      rhythm: "sinus",
      intervalSd: 0.03,
      restlessness: "still",
      noPulse: false,
    };
    for (const artery of ["fitted", "babbs", "drzewiecki"] as const) {
      const plain = limbOf({ ...person, artery }, cuffs.arm, plan);
      const said = limbOf({ ...typical, artery }, cuffs.arm, plan);
      expect(said.lopMmhg).to.equal(plain.lopMmhg);
      expect(growthOf(said)).to.deep.equal(growthOf(plain));
    }
  });

  it("who needs no chance beyond heartbeat and movement needs no further stream, and others say so", () => {
    const stream = () => new RandomStream(7, "any");
    const build = (who: Person) => () => new Limb(cuffs.arm, who, undefined, stream(), stream());
    expect(build(person)).to.not.throw();
    expect(build({ ...person, restlessness: "walking" })).to.throw('"unrest"');
    expect(build({ ...person, rhythm: "fibrillation" })).to.throw('"rhythm"');
  });

  it("has an occlusion pressure in proportion to their own ratio, in the artery as in the truth", () => {
    for (const ratioFactor of [0.85, 1.2]) {
      const own: Person = { ...person, ratioFactor };
      expect(limbOf(own).lopMmhg).to.be.closeTo(ratioFactor * limbOf(person).lopMmhg, 1e-9);
      expect(beatMl(limbOf(own), 110 * ratioFactor)).to.be.closeTo(beatMl(limbOf(person), 110), 1e-9);
    }
  });

  it("with a larger or shallower artery sends the cuff a larger beat", () => {
    const beat = (traits: Partial<ArteryTraits>) =>
      beatMl(limbOf({ ...person, arteryTraits: { ...ordinaryArtery, ...traits } }), 90);
    const usual = beat({});
    expect(beat({ volumeFactor: 1.5 })).to.be.closeTo(1.5 * usual, 1e-9);
    expect(beat({ depthFactor: 0.7 })).to.be.closeTo(0.7 * usual, 1e-9);
  });

  it("whose cuff fades out over a wider edge has a larger beat left above their occlusion pressure", () => {
    const left = (edgeTaper: number) =>
      beatMl(limbOf({ ...person, arteryTraits: { ...ordinaryArtery, edgeTaper } }), 170);
    expect(left(0.45)).to.be.above(1.2 * left(0.25));
  });

  it("has an artery that collapses faster when steep, holds less when stiff, and grows with pressure in any case", () => {
    const factor = fc.double({ min: 0.6, max: 1.6, noNaN: true });
    const mmhg = fc.double({ min: -150, max: 200, noNaN: true });
    for (const name of ["fitted", "babbs", "drzewiecki"] as const) {
      const volume = (traits: Partial<ArteryTraits>, at: number) =>
        arteryLaw(name, { ...ordinaryArtery, ...traits }).relativeVolume(at);
      expect(volume({ steepness: 1.3 }, -20)).to.be.below(volume({}, -20));
      expect(volume({ stiffness: 1.3 }, 80)).to.be.below(volume({}, 80));
      expect(volume({ steepness: 1.3, stiffness: 0.8 }, 0)).to.be.closeTo(1, 1e-12);
      fc.assert(
        fc.property(
          factor,
          factor,
          mmhg,
          fc.double({ min: 0, max: 30, noNaN: true }),
          (steepness, stiffness, at, more) => {
            const own = { steepness, stiffness };
            expect(volume(own, at)).to.be.at.least(0);
            expect(volume(own, at + more)).to.be.at.least(volume(own, at) - 1e-12);
          },
        ),
      );
    }
    expect(new Artery(arteryLaw("fitted"), 1, 1).volumeMl(0, 0)).to.be.closeTo(1, 1e-9);
  });
});

describe("a towel in the cuff", () => {
  const towel: Person = { ...person, noPulse: true };

  it("has no pulse at any pressure and nothing to occlude", () => {
    for (const mmhg of [0, 60, 100, 200]) expect(beatMl(limbOf(towel), mmhg)).to.equal(0);
    expect(limbOf(towel).lopMmhg).to.be.NaN;
    expect(lopOf(towel, cuffs.thigh11)).to.be.NaN;
  });

  it("still gives way to somebody who presses it", () => {
    const grown = growthOf(limbOf(towel)).reduce((sum, ml) => sum + ml, 0);
    expect(grown).to.be.closeTo(3, 1e-6);
  });
});
