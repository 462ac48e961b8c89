import { expect } from "chai";
import { type Phase, phaseNames } from "../../firmware/shared/phase";
import { type Explored, explore, told } from "./explorer";
import { LiveCuff, type Macro } from "./live-cuff";
import { macros, toArmed, toHold } from "./macros";

/** About ten seconds of computing. `EXPLORE_EDGES=20000 npm test` comes to the end of all states, in about a minute. */
const MOST_EDGES = Number(process.env.EXPLORE_EDGES ?? 4000);

describe("the whole cuff, breadth-first", function () {
  this.timeout(0);
  /** What was broken, by the shortest way to it. */
  const broken = new Map<string, string>();
  const phases = new Set<Phase>();
  let explored: Explored<Macro>;

  before(() => {
    let ticks = 0;
    explored = explore({
      start: () => new LiveCuff(),
      inputs: macros,
      // Most of what can go wrong begins with an armed cuff or a hold: from there, too, everything is tried.
      roots: [toArmed, toHold],
      mostEdges: MOST_EDGES,
      look: (cuff, path) => {
        ticks += cuff.ticks;
        phases.add(cuff.output.phase);
        for (const rule of cuff.broken)
          if (!broken.has(rule)) broken.set(rule, `${rule}: ${path.map(({ name }) => name).join(", ")}`);
      },
    });
    console.log(told(`cuff, ${macros.length} deeds, ${Math.round(ticks / 1e6)} million ticks`, explored));
  });

  /** Each of these was judged at every tick of every path. */
  function expectKept(...rules: readonly string[]): void {
    expect(rules.map((rule) => broken.get(rule)).filter((told) => told !== undefined)).to.deep.equal([]);
  }

  it("SR-052: comes through every phase, and from every state nearer than three deeds everything is tried", () => {
    expect([...phases].map((phase) => phaseNames[phase])).to.have.members(Object.values(phaseNames));
    expect(explored.finished).to.be.at.least(3);
  });

  it("SR-013: with the button down nothing is driven, in any state", () => {
    expectKept("driven with the button down");
  });

  it("SR-008, SR-052: with a latched fault nothing is driven and the rail is not alive, until a restart", () => {
    expectKept("driven with a latched fault", "rail alive with a latched fault", "a fault was forgotten");
  });

  it("SR-001: a withdrawn order releases in the same tick, from every state; only the self-test drives without one", () => {
    expectKept(
      "a withdrawn order is still followed",
      "driven without a set-point",
      "another set-point than was asked for",
    );
  });

  it("SR-012, SR-045, SR-046, SR-047: nothing inflates before withdrawal, press and self-test since stop or restart", () => {
    expectKept(
      "inflates without press and self-test since the last stop or restart",
      "inflates although the stopped order was not withdrawn",
      "a self-test without a short press",
    );
  });

  it("SR-017: every release has a reason, and every fault", () => {
    expectKept("released without a reason", "faulted without a reason");
  });

  it("SR-052: nothing else was broken either", () => {
    expect([...broken.values()]).to.deep.equal([]);
  });
});
