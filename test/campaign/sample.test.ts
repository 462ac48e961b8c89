import { expect } from "chai";
import type { Summary } from "../../campaign/campaign";
import { faultsCampaign } from "../../campaign/faults/faults-campaign";
import type { FaultResult } from "../../campaign/faults/run";
import type { SessionResult } from "../../campaign/sessions/run";
import { sessionsCampaign } from "../../campaign/sessions/sessions-campaign";

/** Every so manieth trial of the fault campaign, from an odd place: all faults, moments and builds come round. */
const EVERY = 97;
const FIRST = 5;
/** Seeds that no campaign counts. */
const SESSIONS = Array.from({ length: 40 }, (_, i) => 1_000_000 + i);

function trials(): number[] {
  const count = faultsCampaign.jobCount({ n: undefined });
  return Array.from({ length: Math.floor((count - FIRST) / EVERY) }, (_, i) => FIRST + i * EVERY);
}

/** Every cell of a table under a head: a cell too many moves all that follow it. */
function expectWholeTables({ sections }: Summary): void {
  for (const { title, table } of sections) {
    const cells = table?.rows.map((row) => row.length) ?? [];
    expect(new Set(cells), title).to.deep.equal(new Set([table?.columns.length]));
  }
}

describe("a sample of the campaigns", () => {
  it("SR-002, SR-010, SR-031, SR-053: faults at any moment on any build break no rule, and nothing trips without one", () => {
    const noticed: string[] = [];
    const answers: { job: number; result: FaultResult }[] = [];
    for (const job of trials()) {
      const result = faultsCampaign.run(job);
      answers.push({ job, result });
      expect(faultsCampaign.finding?.(result), `job ${job}: ${result.fault}, ${result.moment}`).to.equal(null);
      if (result.noticedS !== null) noticed.push(result.fault);
    }
    expect(noticed).to.have.lengthOf.above(0.6 * trials().length);
    expectWholeTables(faultsCampaign.summarise(answers));
  }).timeout(120_000);

  it("SR-004, SR-033, SR-035, SR-037, SR-042, SR-050: random sessions break no rule", () => {
    let holds = 0;
    const answers: { job: number; result: SessionResult }[] = [];
    for (const seed of SESSIONS) {
      const result = sessionsCampaign.run(seed);
      answers.push({ job: seed, result });
      expect(sessionsCampaign.finding?.(result), `seed ${seed}`).to.equal(null);
      holds += result.holds;
    }
    expect(holds).to.be.above(SESSIONS.length / 2);
    expectWholeTables(sessionsCampaign.summarise(answers));
  }).timeout(120_000);
});
