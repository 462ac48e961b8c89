import { expect } from "chai";
import { worseIn } from "../../campaign/controls/compare";
import type { Control, Seen } from "../../campaign/controls/control";
import { controls } from "../../campaign/controls/controls";
import { controlsCampaign } from "../../campaign/controls/controls-campaign";
import { type ControlResult, findingOf, runControl } from "../../campaign/controls/run";
import { replace, without } from "../../campaign/controls/without";
import { LinkWatch } from "../../firmware/safety/link-watch";
import { Reason } from "../../firmware/shared/reasons";

function named(part: string): Control {
  const control = controls.find(({ name }) => name.includes(part));
  if (control === undefined) throw new Error(`no control is called ${part}`);
  return control;
}

function observers({ missed }: ControlResult): string[] {
  return [...new Set(missed.map(({ by }) => by))];
}

const quiet: Seen = {
  noticedS: 2,
  reason: Reason.noRise,
  otherReason: Reason.none,
  peakMmhg: 100,
  restrictedS: 2,
  broken: [],
  reached: true,
};

describe("controls that are taken away", () => {
  it("are more than twenty, each with a requirement, a name of its own and something that should miss it", () => {
    expect(controls.length).to.be.at.least(20);
    expect(new Set(controls.map(({ name }) => name)).size).to.equal(controls.length);
    for (const { requirement, probes } of controls) {
      expect(requirement).to.match(/^SR-0\d\d$/);
      expect(probes).to.not.have.lengthOf(0);
    }
  });

  it("SR-005: without the heartbeat the monitor sees outputs that nobody holds", () => {
    const result = runControl(named("the heartbeat"));
    expect(findingOf(result)).to.equal(null);
    expect(observers(result)).to.include.members(["monitor", "notice table"]);
  });

  it("SR-042: without the link's watch a hold goes on without a link, and nobody is told", () => {
    const result = runControl(named("LinkWatch"));
    expect(findingOf(result)).to.equal(null);
    expect(observers(result)).to.include.members(["monitor", "notice table"]);
  });

  it("SR-045: without permit and stage a restarted cuff inflates by itself, and the monitor sees it", () => {
    const { missed, cover } = runControl(named("no order before the cuff is armed"));
    expect(missed).to.deep.equal([]);
    const seen = cover?.missed.some(({ by, what }) => by === "monitor" && what.includes("without an arming press"));
    expect(seen).to.equal(true);
  });

  it("SR-012: what a second layer covers is missed once that is away, too", () => {
    const result = runControl(named("a stop stands until the order is withdrawn"));
    expect(result.missed).to.deep.equal([]);
    expect(result.cover?.name).to.equal("Lifecycle: a stop disarms");
    expect(result.cover?.missed.map(({ by }) => by)).to.include("monitor");
    const [section] = controlsCampaign.summarise([{ job: 0, result }]).sections;
    expect(section?.table?.rows[0]?.[2]).to.equal("covered by Lifecycle: a stop disarms");
  });

  it("come back, whatever happens without them", () => {
    const { judge } = LinkWatch.prototype;
    const away = (): void =>
      without(
        () => replace(LinkWatch.prototype, "judge", () => () => Reason.none),
        () => {
          expect(LinkWatch.prototype.judge).to.not.equal(judge);
          throw new Error("broken off");
        },
      );
    expect(away).to.throw("broken off");
    expect(LinkWatch.prototype.judge).to.equal(judge);
  });

  it("are a finding where nobody misses them", () => {
    const idle: Control = {
      name: "an idle one",
      requirement: "SR-000",
      remove: () => () => undefined,
      probes: [{ name: "a probe", run: () => quiet }],
    };
    expect(findingOf(runControl(idle))).to.equal("an idle one: nobody misses it");
    const cover = { name: "its cover", remove: idle.remove };
    expect(findingOf(runControl({ ...idle, cover }))).to.match(/nor with it its cover/);
  });

  it("are judged by rules, words, times and pressures, and not by small change", () => {
    const by = (change: Partial<Seen>): string[] => worseIn(quiet, { ...quiet, ...change }).map((worse) => worse.by);
    expect(by({ noticedS: 2.9, peakMmhg: 105, restrictedS: 4 })).to.deep.equal([]);
    expect(by({ broken: ["driven with the button down at 3.2 s"] })).to.deep.equal(["monitor"]);
    expect(by({ noticedS: null })).to.deep.equal(["notice table"]);
    expect(by({ noticedS: 30, reason: Reason.slackCuff })).to.deep.equal(["notice table"]);
    expect(by({ peakMmhg: 150 })).to.deep.equal(["peak"]);
    expect(by({ restrictedS: null })).to.deep.equal(["time above 15 mmHg"]);
    expect(by({ reached: false })).to.deep.equal(["the play"]);
  });
});
