import { figureOf } from "../figure";
import { cell, type Section } from "../section";
import { CADENCES_HZ } from "./leg-press";
import { type Protocol, usualMovement, usualProtocol } from "./protocol";
import type { Disturb } from "./regulated";
import { measureSessions, type Sessions } from "./sessions";

const SEEDS = [11, 12];
/** A pump that is at speed within one tick. */
const AT_ONCE_S = 0.005;

const withoutHeartbeat: Disturb = (setup) => ({
  ...setup,
  person: { ...setup.person, diastolicMmhg: setup.person.systolicMmhg - 1 },
});
const withoutSpinUp: Disturb = (setup) => ({
  ...setup,
  config: { ...setup.config, pump: { ...setup.config.pump, spinUpS: AT_ONCE_S, spinDownS: AT_ONCE_S } },
});

/** What stands between the weakest pump and the optimum, taken away piece by piece. */
const worlds: readonly { readonly name: string; readonly disturb: Disturb }[] = [
  { name: "as it is", disturb: (setup) => setup },
  { name: "no spin-up", disturb: withoutSpinUp },
  { name: "no heartbeat", disturb: withoutHeartbeat },
  { name: "neither", disturb: (setup) => withoutSpinUp(withoutHeartbeat(setup)) },
];

const protocols: readonly Protocol[] = CADENCES_HZ.flatMap((cadenceHz) =>
  SEEDS.map((seed): Protocol => ({ ...usualProtocol, pump: "zr370", seed, movement: { ...usualMovement, cadenceHz } })),
);

/** Why the weakest pump stays below 95 % of the optimum on a thigh. */
export function shortfallSection(onProgress: (share: number) => void): Section {
  const runs = worlds.map(({ name, disturb }, i): { name: string; sessions: Sessions } => {
    onProgress(i / worlds.length);
    return { name, sessions: measureSessions(protocols, disturb) };
  });
  return {
    title: "Why the weakest pump falls short: zr370 and proportional40 on thigh11, swing 21 %, both cadences",
    table: {
      columns: ["world", "ours ±10 %", "optimum", "share"],
      rows: runs.map(({ name, sessions }) => [
        name,
        cell(sessions.exerciseInBandPercent),
        cell(sessions.optimumPercent),
        cell(sessions.sharePercent),
      ]),
    },
    tabled: runs.map(({ name, sessions }) =>
      figureOf(`weakest pump on thigh11, ${name}: share of the optimum`, sessions.sharePercent, "%"),
    ),
    figures: [],
  };
}
