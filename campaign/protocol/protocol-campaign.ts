import type { Campaign } from "../campaign";
import { type ProtocolResult, runProtocol, WRITES } from "./run";
import { summariseProtocol } from "./summary";

/** A million writes, which is what the project asks for before anything is claimed. */
const JOBS = 2000;

/** Random, broken and hostile writes in every state of a cuff: nothing throws, nothing happens unasked, no tick is missed. */
export const protocolCampaign: Campaign<ProtocolResult> = {
  name: "protocol",
  about: `hostile clients, ${JOBS} times ${WRITES} writes unless -n says otherwise: does anything happen unasked?`,
  limitS: 180,

  jobCount: ({ n }) => n ?? JOBS,

  run: (seed) => runProtocol(seed),

  finding: ({ broken }) => broken[0] ?? null,

  summarise: (results) => summariseProtocol(results),
};
