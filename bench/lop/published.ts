import { cell, type Section } from "../section";
import { tallyOf } from "./agreement";
import type { SearchTrial } from "./search-trial";

/** How far a device's LOP lay from Doppler's, over people: `sd` is NaN where the source gives none, mmHg. */
interface PublishedDevice {
  readonly name: string;
  readonly limb: "arm" | "leg";
  readonly bias: number;
  readonly sd: number;
}

const devices: readonly PublishedDevice[] = [
  { name: "Masri 2016, same cuff, 252 pairs", limb: "arm", bias: 1, sd: 8 },
  { name: "AirBands, Keller 2023, n 49", limb: "arm", bias: -7, sd: 13 },
  { name: "SmartCuffs Pro 2022, n 48", limb: "arm", bias: 10, sd: Number.NaN },
  { name: "Masri 2016, same cuff, 252 pairs", limb: "leg", bias: 0, sd: 15 },
  { name: "AirBands 2024, n 92", limb: "leg", bias: 4.1, sd: 13.8 },
  { name: "SmartCuffs Pro 2022, n 48", limb: "leg", bias: 10, sd: Number.NaN },
];

/** The search beside devices on people. */
export function publishedSection(trials: readonly SearchTrial[]): Section {
  const ours = (["arm", "leg"] as const).map((limb) => {
    const { bias, sd, found } = tallyOf(trials.filter(({ subject }) => subject.config.cuff.limb === limb));
    return { name: `this search, simulated, n ${found}`, limb, bias, sd };
  });
  const rows = (["arm", "leg"] as const).flatMap((limb) =>
    [...ours, ...devices].filter((device) => device.limb === limb),
  );
  return {
    title: "Beside published devices",
    table: {
      columns: ["device", "limb", "bias", "SD"],
      rows: rows.map(({ name, limb, bias, sd }) => [name, limb, cell(bias), cell(sd)]),
    },
    notes: [
      "Theirs is the difference to Doppler on people, which has the error of Doppler in it (SD about 3 mmHg, Vehrs 2023);",
      "ours is the difference to the truth of a simulation, whose artery laws are those of published fits.",
      "Delfi's own search upright, where LOP is highest: 29–51 % of the attempts succeed (doi 10.3389/fspor.2025.1686040).",
    ],
    figures: [],
  };
}
