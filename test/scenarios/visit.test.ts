import { expect } from "chai";
import { parseOptions } from "../../sim/cli/options";
import { summaryJson, summaryText } from "../../sim/cli/summary";
import { outcomeOf } from "../../sim/report/outcome";
import { reportHtml } from "../../sim/report/report";
import { trainingWords } from "../../sim/report/words";
import { loadScenario, UsageError } from "../../sim/scenario/load";
import { runScenario, Session, type SessionResult } from "../../sim/scenario/run";

const complete = /^The session is complete\./;

function figureOf({ figures }: SessionResult, name: string): number {
  return figures.find((figure) => figure.name === name)?.value ?? Number.NaN;
}

function textsOf({ events }: SessionResult): string[] {
  return events.map(({ text }) => text);
}

describe("a whole visit", () => {
  const name = parseOptions([])?.scenario ?? "";
  const visit = runScenario(loadScenario(name), 1);

  it("is what npm start plays: the LOP is found, trained by and told, and the session ends by itself", () => {
    expect(name).to.equal("visit-thigh");
    const { tone, text } = outcomeOf(visit);
    expect(tone).to.equal("good");
    expect(text)
      .to.match(complete)
      .and.match(/LOP \d+ ± \d+ mmHg\.$/);
    const found = figureOf(visit, "LOP found");
    expect(Math.abs(found - visit.lopMmhg)).to.be.below(figureOf(visit, "margin of the LOP found, 19 in 20"));
    // By the LOP that was found, not the true one.
    for (const { targetMmhg } of visit.sets) expect(targetMmhg).to.be.closeTo(0.8 * found, 0.01);
    expect(visit.trace.columns.cuff_mmhg.at(-1)).to.be.below(15);
  });

  it("counts 30-15-15-15, exactly what was made, and keeps the pressure in its bands", () => {
    expect(visit.sets.map(({ counted }) => counted)).to.deep.equal([30, 15, 15, 15]);
    expect(visit.sets.map(({ made }) => made)).to.deep.equal([30, 15, 15, 15]);
    expect(visit.sets.map(({ restS, cuffInRest }) => `${restS} ${cuffInRest}`)).to.deep.equal([
      "30 tight",
      "30 tight",
      "30 tight",
      "0 tight",
    ]);
    expect(figureOf(visit, "time within ±10 % of the target, in sets")).to.be.at.least(98);
    expect(figureOf(visit, "time within ±5 % of the target, in tight rests")).to.be.at.least(93);
  });

  it("is told in the summary, the JSON and the report, without the figures of a plain hold", () => {
    const text = summaryText(visit, []);
    expect(text)
      .to.match(/^ {2}1 {2,}1:\d\d {2}30 of 30 {2}30/m)
      .and.match(/set 4 of 4: 15 repetitions/)
      .and.not.match(/overshoot/);
    const json = JSON.parse(summaryJson(name, visit)) as Pick<SessionResult, "sets" | "found">;
    expect(json.sets).to.have.lengthOf(4);
    expect(json.found?.lopMmhg).to.equal(figureOf(visit, "LOP found"));
    expect(reportHtml(visit))
      .to.match(/<h2 id="sets-title">Sets/)
      .and.match(/<td>30 of 30<\/td>/);
  });

  it("goes the same way on an arm", () => {
    const arm = runScenario(loadScenario("visit-arm"), 2);
    expect(outcomeOf(arm).text).to.match(complete);
    expect(arm.sets.map(({ counted, made }) => [counted, made])).to.deep.equal([
      [30, 30],
      [15, 15],
      [15, 15],
      [15, 15],
    ]);
    expect(figureOf(arm, "time within ±10 % of the target, in sets")).to.be.at.least(96);
  });

  it("has no session where the search has found nothing", () => {
    const scenario = loadScenario("visit-thigh", [
      "durationS=200",
      "person.systolicMmhg=220",
      "steps.0.highestMmhg=160",
    ]);
    const result = runScenario(scenario, 1);
    expect(result.sets).to.deep.equal([]);
    expect(outcomeOf(result).text).to.match(/^(Not found|Disarmed)/);
  });
});

describe("a session that does not go as planned", () => {
  it("lowers, pauses, goes on and refuses as asked, and says so", () => {
    const result = runScenario(loadScenario("symptoms"), 1);
    const texts = textsOf(result);
    for (const text of [
      "target is 55 mmHg now",
      "pause asked for",
      "not done: That makes no sense at this point of the session.",
    ])
      expect(texts).to.include(text);
    expect(texts.filter((text) => /^set 1 of 4: .*of them done$/.test(text))).to.have.lengthOf(1);
    expect(outcomeOf(result).text).to.match(complete);
    const [first, second] = result.sets;
    expect(first).to.include({ counted: 30, restS: 30 });
    expect(second?.counted, "skipped").to.be.below(15);
    // A repetition that a pause or a skip cuts short does not count.
    for (const { counted, made } of result.sets) expect(made - counted).to.be.within(0, 1);
  });

  it("lets go in open rests and fills again by itself", () => {
    const plan = {
      name: "short",
      mode: "aerobic",
      percentLop: 50,
      sets: [{ durationS: 40, restS: 60, cuffInRest: "open" }],
    };
    const twice = JSON.stringify({ ...plan, sets: [...plan.sets, { durationS: 20 }] });
    const scenario = loadScenario("walking", ["durationS=190", `steps.0.plan=${twice}`]);
    const session = new Session(scenario, 1);
    const lines = new Set<string>();
    while (!session.over) {
      session.play(session.world.nowMs + 1000);
      if (session.world.output) lines.add(trainingWords(session.world.output.training).replace(/\d+/g, "#"));
    }
    expect([...lines]).to.have.members(["", "set #/#  rep #  #:# left", "rest #:#, then set #/#"]);
    const result = session.result();
    expect(outcomeOf(result).text).to.match(complete);
    expect(result.sets.map(({ cuffInRest }) => cuffInRest)).to.deep.equal(["open", "tight"]);
    expect(result.sets[0]?.restS).to.be.within(60, 75);
  });

  it("is refused by the cuff where the plan breaks a rule", () => {
    const scenario = loadScenario("visit-thigh", ["durationS=30"]);
    const steps = [{ atS: 8, do: "train" as const, plan: "cycling 15 min", sessionsBefore: 5 }];
    const arm = runScenario({ ...scenario, cuff: "arm", steps }, 1);
    expect(textsOf(arm)).to.include(
      "Refused: this plan breaks a safety rule: too long, too tight, or rests that are too short to let go in.",
    );
    expect(arm.sets).to.deep.equal([]);
  });
});

describe("a scenario file with a session", () => {
  function refused(words: RegExp, ...overrides: string[]): void {
    expect(() => loadScenario("visit-thigh", overrides)).to.throw(UsageError, words);
  }

  it("is refused in one line that says what would be right", () => {
    refused(/steps\.1\.plan is "30-15".*30-15-15-15 arm/, "steps.1.plan=30-15");
    refused(/steps\.1\.plan is 5.*30-15-15-15 arm.* or an object made of name/, "steps.1.plan=5");
    refused(
      /steps\.1\.plan\.mode.*"x".*resistance/,
      'steps.1.plan={"name":"a","mode":"x","percentLop":50,"sets":[{}]}',
    );
    refused(/exercise\.volumeMl.*from 0 to 200/, "exercise.volumeMl=-3");
    refused(/exercise has no field "onCues".*onCue/, "exercise.onCues=true");
    refused(/steps\.0\.do.*"serch".*search, train, request/, "steps.0.do=serch");
  });
});

describe("a search alone", () => {
  it("shows what it found, and no figures of a hold", () => {
    const result = runScenario(loadScenario("find-lop"), 1);
    expect(outcomeOf(result)).to.include({ tone: "good" });
    expect(outcomeOf(result).text).to.match(/found\. LOP \d+ ± \d+ mmHg\.$/);
    expect(result.figures.map(({ name }) => name))
      .to.include("LOP found")
      .and.not.include("time to reach the target");
  });
});

describe("a plan that breaks a rule", () => {
  it("SR-061: is refused by the cuff before anything is inflated, and the report says what is wrong with it", () => {
    const plan = '{"name":"x","mode":"resistance","percentLop":95,"sets":[{"repetitions":5}]}';
    const steps = `steps=[{"atS":8,"do":"train","plan":${plan}}]`;
    const { events, trace } = runScenario(loadScenario("visit-thigh", ["durationS=30", steps]), 1);
    const told = events.map(({ text }) => text).join(". ");
    expect(told).to.include("40 to 80 % of LOP").and.include("this plan breaks a safety rule");
    // The self-test is all that was pumped.
    expect(Math.max(...trace.columns.cuff_mmhg)).to.be.below(15);
  });
});
