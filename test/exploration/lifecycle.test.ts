import { expect } from "chai";
import { Stage } from "../../firmware/session/lifecycle";
import { isFault, Reason } from "../../firmware/shared/reasons";
import { RandomStream } from "../../sim/random";
import { type Explored, explore, strays, told } from "./explorer";
import { LifecycleSubject, type LifeInput, lifeInputs } from "./lifecycle-subject";

/** Says what is wrong with an edge. */
type Rule = (subject: LifecycleSubject, input: LifeInput) => boolean;

/** Every edge that breaks `rule`, shortest path first; `isGuarded` and `remembers` as the subject has them. */
function broken(rule: Rule, isGuarded: boolean, remembers = false): { explored: Explored<LifeInput>; edges: string[] } {
  const edges: string[] = [];
  const explored = explore({
    start: () => new LifecycleSubject(isGuarded, remembers),
    inputs: lifeInputs,
    look: (subject, path) => {
      const input = path.at(-1);
      if (input !== undefined && !rule(subject, input))
        edges.push(JSON.stringify([subject.before, input, subject.after]));
    },
  });
  return { explored, edges: edges.slice(0, 3) };
}

/** Where the permit may say anything, a rule that holds needs no permit. */
function holdsWhateverThePermitSays(rule: Rule): void {
  for (const isGuarded of [true, false]) expect(broken(rule, isGuarded).edges).to.deep.equal([]);
}

describe("the lifecycle, every state and every input", () => {
  it("SR-052: is finite, explored to the end, and nothing hidden decides anything", () => {
    for (const [isGuarded, name] of [
      [true, "lifecycle, permit as in the firmware"],
      [false, "lifecycle, permit says anything"],
    ] as const) {
      const { explored } = broken(() => true, isGuarded);
      const chance = new RandomStream(1, "walk");
      const choose = (): LifeInput => lifeInputs[Math.floor(chance.between(0, lifeInputs.length))] as LifeInput;
      expect(explored.isComplete).to.equal(true);
      expect(new Set([...explored.places.keys()].map((key) => key[0])).size, "stages").to.equal(6);
      expect(strays(() => new LifecycleSubject(isGuarded), explored, choose, 20_000, 20)).to.equal(undefined);
      console.log(told(name, explored));
    }
  });

  it("SR-001, SR-052: from every state a withdrawn order releases in one step, and so does any stop", () => {
    holdsWhateverThePermitSays(
      ({ after }, { wanted, stop }) =>
        after.setpoint === undefined || (wanted === after.setpoint && stop === Reason.none),
    );
  });

  it("SR-008, SR-052: from every state a fault leads to faulted, and nothing leads away from it or inflates there", () => {
    holdsWhateverThePermitSays(({ before, after }, { stop }) => {
      if (before.stage !== Stage.faulted && !isFault(stop)) return true;
      return after.stage === Stage.faulted && after.setpoint === undefined && isFault(after.reason);
    });
  });

  it("SR-045: testing begins only in idle, by a press that the permit allows", () => {
    holdsWhateverThePermitSays(({ before, after }, { armPressed, mayArm, stop }) => {
      const begins = after.stage === Stage.testing && before.stage !== Stage.testing;
      return !begins || (before.stage === Stage.idle && armPressed && mayArm && stop === Reason.none);
    });
  });

  it("SR-045: a self-test that fails, a stop and a permit that objects end with the cuff disarmed", () => {
    holdsWhateverThePermitSays(({ before, after }, { test, stop }) => {
      const isFailed = before.stage === Stage.testing && test === "failed";
      const isArmed = after.stage === Stage.armed || after.stage === Stage.holding;
      return !((stop !== Reason.none && isArmed) || (isFailed && after.stage === Stage.armed));
    });
  });

  it("SR-045: no set-point without having been armed before it, given a permit that refuses before", () => {
    const { edges } = broken(({ before, after }) => {
      return after.setpoint === undefined || before.stage === Stage.armed || before.stage === Stage.holding;
    }, true);
    expect(edges).to.deep.equal([]);
  });

  it("SR-012, SR-046, SR-047: after a stop or power-on no set-point before withdrawal, press and passed test", () => {
    const { explored, edges } = broken(
      ({ after, history }) => after.setpoint === undefined || Object.values(history).every(Boolean),
      true,
      true,
    );
    expect(edges).to.deep.equal([]);
    console.log(told("lifecycle with its history", explored));
  });

  it("SR-017: every set-point that ends and every order that is refused has a reason", () => {
    holdsWhateverThePermitSays(({ before, after }, { wanted }) => {
      const ends = before.setpoint !== undefined && after.setpoint === undefined;
      const isRefused = before.standing === Reason.none && after.standing !== Reason.none && wanted !== undefined;
      return !(ends || isRefused) || after.reason !== Reason.none;
    });
  });
});
