import { figureOf } from "../../bench/figure";
import type { Campaign } from "../../campaign/campaign";
import { RandomStream } from "../../sim/random";

function wait(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

interface Draw {
  readonly value: number;
}

/** Jobs that take unequally long, and a figure that tells in which order their results came. */
const draws: Campaign<Draw> = {
  name: "draws",
  about: "numbers drawn by chance",
  jobCount: ({ n }) => n ?? 30,
  run(job) {
    const chance = new RandomStream(job, "toy");
    wait(chance.between(1, 40));
    return { value: chance.normal() };
  },
  summarise(results) {
    let chain = 0;
    let count = 0;
    for (const { result } of results) {
      chain = chain / 2 + result.value;
      count++;
    }
    const table = { columns: ["what", "how many"], rows: [["draws | all", String(count)]] };
    return { sections: [{ title: "Draws", table, figures: [] }], figures: [figureOf("chain", chain * 1e6, "1")] };
  },
};

/** Everything that can go wrong with a job. */
const troubled: Campaign<number> = {
  name: "troubled",
  about: "jobs that go wrong",
  limitS: 1,
  jobCount: () => 9,
  run(job) {
    if (job === 2) throw new Error("no\nluck");
    if (job === 3) process.exit(7);
    if (job === 5) for (;;);
    // Its worker dies when it has answered and nobody waits for it any more.
    if (job === 8) setTimeout(() => process.exit(8));
    return job;
  },
  finding: (result) => (result === 7 ? "is seven" : null),
  summarise: (results) => ({ sections: [], figures: [figureOf("answers", [...results].length, "count")] }),
};

export const campaigns: readonly Campaign[] = [draws, troubled];
