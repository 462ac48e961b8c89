import { Director } from "../sim/scenario/director";
import type { Figure } from "../sim/scenario/figures";
import { loadScenario } from "../sim/scenario/load";
import { setupOf } from "../sim/scenario/setup";
import { World } from "../sim/world";

const RUNS = 7;
const TARGET = 1000;

/** How many seconds of cuff time one second of this machine simulates: 1 ms plant steps, 100 Hz ticks, one core. */
export function measureSpeed(onProgress: (share: number) => void): Figure[] {
  const names = ["arm-hold", "leg-press"];
  return names.map((name, index) => {
    const speeds: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const speed = timesRealTime(name, run + 1);
      // The first run is the engine's warm-up.
      if (run > 0) speeds.push(speed);
      onProgress((index * (RUNS + 1) + run + 1) / (names.length * (RUNS + 1)));
    }
    speeds.sort((a, b) => a - b);
    const median = speeds[(RUNS - 1) / 2] ?? Number.NaN;
    return {
      name: `closed loop, ${name}, median of ${RUNS}`,
      value: Math.round(median),
      unit: "× real time",
      target: `at least ${TARGET}`,
      met: median >= TARGET,
      anchor: "MakAir simulator: at most 10 × real time",
    };
  });
}

function timesRealTime(name: string, seed: number): number {
  const scenario = loadScenario(name);
  const world = new World(setupOf(scenario, seed));
  const director = new Director(scenario, world);
  const started = process.hrtime.bigint();
  while (world.nowMs < scenario.durationS * 1000) {
    director.act(() => undefined);
    world.step();
  }
  return (scenario.durationS * 1e9) / Number(process.hrtime.bigint() - started);
}
