import { computedConsequences } from "./computed";
import { valveDump } from "./dump";
import { largestOscillation } from "./maximum";
import { sealedMovement } from "./movement";
import { limbOcclusion } from "./occlusion";
import { normalisedOscillogram, plateau } from "./oscillogram";
import { pumpInflation } from "./pump";
import type { Anchor } from "./row";

/** Everything that the simulated cuff is held against, in the order of the table. */
export const anchors: readonly Anchor[] = [
  pumpInflation,
  valveDump,
  normalisedOscillogram,
  plateau,
  limbOcclusion,
  sealedMovement,
  largestOscillation,
  computedConsequences,
];
