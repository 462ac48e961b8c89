import { builds } from "../faults/builds";
import { faults } from "../faults/faults";
import type { Moment } from "../faults/phases";
import { runTrial } from "../faults/run";
import type { Probe } from "./control";

/** A trial of the fault campaign. @param build its place among the builds @param seed picks the person */
export function fault(name: string, moment: Moment, build = 0, seed = 1): Probe {
  return {
    name: `${name}, ${moment}, build ${build}`,
    run() {
      const found = faults.find((one) => one.name === name);
      const parts = builds[build];
      if (found === undefined || parts === undefined) throw new Error(`there is no trial "${name}" on build ${build}`);
      return runTrial({ fault: found, moment, build: parts, seed });
    },
  };
}
