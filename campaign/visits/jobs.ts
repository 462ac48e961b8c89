import { presets } from "../../firmware/session/presets";
import { builds } from "../faults/builds";
import { playInARow, type Row } from "./in-a-row";
import { moments, restartMoments } from "./moments";
import { playPaused, sequels } from "./paused";
import { playPrescription } from "./prescription";
import { cuts, playRestarted } from "./restarted";
import type { VisitJob } from "./result";

/** What makes a job but its seed. */
type Kind = Omit<VisitJob, "seed">;

const fits = presets.flatMap(({ prescription: plan, limbs }) =>
  builds.filter(({ config }) => limbs.includes(config.cuff.limb)).map((build) => ({ plan, build })),
);

const prescriptions: readonly Kind[] = fits.flatMap((fit) =>
  [true, false].map((searches) => ({
    ...fit,
    kind: "prescription",
    name: searches ? "LOP found" : "LOP entered",
    play: (visit, plan) => playPrescription(visit, plan, searches),
  })),
);

const rows: readonly (Row & { readonly name: string })[] = [
  { name: "left on", restarts: false, isHasty: false },
  { name: "switched off in between", restarts: true, isHasty: false },
  { name: "in haste", restarts: false, isHasty: true },
  { name: "switched off in between, in haste", restarts: true, isHasty: true },
];

const inARow: readonly Kind[] = fits.flatMap((fit) =>
  rows.map((row) => ({
    ...fit,
    kind: "in a row",
    name: row.name,
    play: (visit, plan) => playInARow(visit, plan, row),
  })),
);

const pauses: readonly Kind[] = moments.flatMap((moment) =>
  sequels.flatMap((sequel) =>
    builds.map((build) => ({
      kind: "pause",
      name: `${moment.name}, then ${sequel}`,
      plan: moment.plan,
      build,
      play: (visit) => playPaused(visit, moment, sequel),
    })),
  ),
);

const restarts: readonly Kind[] = restartMoments.flatMap((moment) =>
  cuts.flatMap((cut) =>
    builds.map((build) => ({
      kind: "restart",
      name: `${moment.name}, ${cut}`,
      plan: moment.plan,
      build,
      play: (visit) => playRestarted(visit, moment, cut),
    })),
  ),
);

const kinds: readonly Kind[] = [...prescriptions, ...inARow, ...pauses, ...restarts];

/** Jobs of one seed: every kind of visit once. */
export const JOBS_PER_SEED = kinds.length;

export function jobOf(number: number): VisitJob {
  const kind = kinds[number % kinds.length] as Kind;
  return { ...kind, seed: 1 + Math.floor(number / kinds.length) };
}
