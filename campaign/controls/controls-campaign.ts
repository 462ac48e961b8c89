import type { Campaign } from "../campaign";
import { controls } from "./controls";
import { type ControlResult, findingOf, runControl } from "./run";
import { summariseControls } from "./summary";

const [first] = controls;

/** Takes the controls away one by one: does anybody see it? */
export const controlsCampaign: Campaign<ControlResult> = {
  name: "controls",
  about: `${controls.length} controls, each taken away once: who notices?`,
  limitS: 300,

  jobCount: ({ n }) => Math.min(n ?? controls.length, controls.length),

  run(job) {
    const control = controls[job] ?? first;
    if (control === undefined) throw new Error("there are no controls");
    return runControl(control);
  },

  finding: findingOf,

  summarise: (results) => summariseControls(results),
};
