import { expect } from "chai";
import type { Undo } from "../../campaign/controls/control";
import { fix, replace, without } from "../../campaign/controls/without";
import { JOBS_PER_SEED, jobOf } from "../../campaign/visits/jobs";
import type { VisitJob, VisitResult } from "../../campaign/visits/result";
import { playVisit } from "../../campaign/visits/run";
import { visitsCampaign } from "../../campaign/visits/visits-campaign";
import { SessionRecorder } from "../../firmware/log/session-recorder";
import { Swings } from "../../firmware/pressure/swings";
import { Reperfusion } from "../../firmware/safety/reperfusion";
import { RestrictedTime } from "../../firmware/safety/restricted-time";
import { Trainer } from "../../firmware/session/trainer";
import { RecordStore } from "../../firmware/storage/record-store";

/** A seed that the campaign does not count. */
const SEED = 1001;

const all = Array.from({ length: JOBS_PER_SEED }, (_, number) => jobOf(number));

function visit(kind: VisitJob["kind"], name: string, plan: string, build: string): VisitJob {
  const job = all.find(
    (one) => one.kind === kind && one.name === name && one.plan.name === plan && one.build.name === build,
  );
  if (job === undefined) throw new Error(`there is no visit ${kind}, ${name}, ${plan}, ${build}`);
  return { ...job, seed: SEED };
}

const ARM = "arm, KPM27C";
const THIGH = "thigh 11, big pump";
const trained = visit("prescription", "LOP entered", "30-15-15-15 leg", THIGH);
const paused = visit("pause", "set 1, after 4 repetitions, then resume", "every part", ARM);
const pausedBout = visit("pause", "set 1, after 10 s, then resume", "two bouts", ARM);
const restarted = visit("restart", "set 4, after 2 repetitions, between writes", "every part", THIGH);
const inARow = visit("in a row", "left on", "walking 5 x 3", THIGH);

const sample = [
  trained,
  visit("prescription", "LOP found", "30-15-15-15 arm", "arm, ZR370, on/off bleed, MPX5050"),
  inARow,
  paused,
  visit("pause", "open rest before set 3, after 20 s, then nothing", "every part", THIGH),
  visit("pause", "filling for set 2, at 60 %, then stop", "two bouts", ARM),
  restarted,
  visit("restart", "filling for set 1, at 90 %, in a write", "every part", ARM),
  visit("restart", "open rest before set 2, after 100 s, in a write", "two bouts", THIGH),
];

describe("whole visits", () => {
  const results: VisitResult[] = [];

  it("SR-012, SR-037, SR-046, SR-058, SR-060: a sample of them breaks no rule, and keeps what a session promises", () => {
    for (const job of sample) {
      const result = playVisit(job);
      expect(visitsCampaign.finding?.(result), `${job.kind}, ${job.name}`).to.equal(null);
      results.push(result);
    }
    const sum = (of: (result: VisitResult) => number): number => results.reduce((total, one) => total + of(one), 0);
    expect(sum(({ sets }) => sets)).to.be.above(25);
    expect(sum(({ counted }) => counted)).to.be.above(200);
    expect(sum(({ miscounted }) => miscounted)).to.be.below(0.01 * sum(({ made }) => made));
    expect(results.map(({ pauses, restarts }) => [pauses, restarts].join(" "))).to.include.members(["1 0", "0 1"]);
    expect(results[2]?.refusals, "too early, and when nothing is left").to.be.at.least(2);
    expect(results[2]?.restrictedS).to.be.within(1780, 1820);
  }).timeout(60_000);

  it("are told in whole tables", () => {
    const answers = results.map((result, job) => ({ job, result }));
    answers.push({ job: 9, result: { ...(results[0] as VisitResult), broken: ["held 12.5 mmHg at 3.2 s"] } });
    const { sections, figures } = visitsCampaign.summarise(answers);
    for (const { table } of sections)
      for (const row of table?.rows ?? []) expect(row).to.have.length(table?.columns.length ?? 0);
    expect(sections[1]?.table?.rows).to.deep.equal([["held # mmHg", "1", "9"]]);
    expect(figures.find(({ name }) => name === "visits that broke a rule")).to.include({ value: 1, met: false });
  });

  it("cover every part of a session with every sequel, and are the same for the same number", () => {
    const of = (kind: VisitJob["kind"]): VisitJob[] => all.filter((job) => job.kind === kind);
    expect(of("pause").length).to.be.above(400);
    expect(of("restart").length).to.be.above(300);
    expect(new Set(of("prescription").map(({ plan }) => plan.name)).size).to.equal(6);
    expect(jobOf(JOBS_PER_SEED + 3)).to.deep.equal({ ...jobOf(3), seed: 2 });
    expect(playVisit(paused)).to.deep.equal(results[3]);
  });
});

/** What is taken away or spoilt, and what has to be said then. */
const sabotages: readonly (readonly [string, () => Undo, VisitJob, RegExp])[] = [
  [
    "a counter that adds one to every three repetitions",
    () =>
      replace(Swings.prototype, "judge", (judge) => (swings) => {
        judge(swings);
        swings.count = Math.floor((4 * swings.count) / 3);
      }),
    trained,
    /set 1: \d+ repetitions counted, \d+ wrong/,
  ],
  [
    "a session that holds on in a pause",
    () => fix(Trainer.prototype, "targetMmhg", ({ isRunning }) => (isRunning ? 80 : undefined)),
    paused,
    /held in a pause/,
  ],
  [
    "a rest that passes four times as fast",
    () => replace(Reperfusion.prototype, "rest", (rest) => (self, mmhg, stepMs) => rest(self, mmhg, 4 * stepMs)),
    pausedBout,
    /held again without the rest that was owed/,
  ],
  [
    "an account that notes twice the time",
    () =>
      replace(RestrictedTime.prototype, "note", (note) => (self, slot, side, stepMs) => {
        note(self, slot, side, 2 * stepMs);
      }),
    inARow,
    /used up after less than 30 min/,
  ],
  [
    "a store that keeps nothing",
    () => replace(RecordStore.prototype, "save", () => () => "saved"),
    restarted,
    /restricted time was forgotten/,
  ],
  [
    "a log that closes no session",
    () => replace(SessionRecorder.prototype, "close", () => () => false),
    paused,
    /log: session 1: not closed/,
  ],
  [
    "a log that writes other pressures down",
    () => replace(SessionRecorder.prototype, "sample", (sample) => (self, mmhg) => sample(self, mmhg + 1)),
    restarted,
    /log: session 1: other pressures/,
  ],
];

describe("whole visits see", () => {
  for (const [name, remove, job, words] of sabotages)
    it(name, () => expect(without(remove, () => playVisit(job).broken.join("; "))).to.match(words));
});
