import type { CuffConfig } from "../parts/config";
import { absoluteLimitMs, pressureLimits } from "../safety/limits";
import { PERSON_SLOTS } from "../shared/order";
import { MOST_SETS } from "../shared/prescription";
import { capabilitiesFrame, LEAST_CLIENT_MAJOR, PROTOCOL_MAJOR, PROTOCOL_MINOR } from "./frames";

/** What stays the same as long as this firmware runs on this cuff. */
export interface Identity {
  readonly unitId: number;
  readonly isDebugBuild: boolean;
  readonly isBenchBuild: boolean;
}

/** Made once, at the start. */
export function capabilitiesOf({ cuff, cuffTransducer }: CuffConfig, identity: Identity): Uint8Array {
  const bytes = new Uint8Array(capabilitiesFrame.bytes);
  const isLegCuff = cuff.limb === "leg";
  const values = {
    protocolMajor: PROTOCOL_MAJOR,
    protocolMinor: PROTOCOL_MINOR,
    leastClientMajor: LEAST_CLIENT_MAJOR,
    isLegCuff,
    hasSecondTransducer: cuffTransducer !== undefined,
    isDebugBuild: identity.isDebugBuild,
    isBenchBuild: identity.isBenchBuild,
    canSearch: true,
    canTrain: true,
    canPassive: true,
    canPrecondition: true,
    hasLog: true,
    hasRaw: true,
    hasClock: true,
    hasPersons: true,
    unitId: identity.unitId,
    lowestMmhg: pressureLimits.setpointFloor.value,
    highestMmhg: pressureLimits.setpointOptIn.value,
    stepMmhg: 1,
    personSlots: PERSON_SLOTS,
    mostSets: MOST_SETS,
    longestHoldMs: absoluteLimitMs(cuff.limb),
    cuffWidthCm: cuff.widthCm,
  };
  capabilitiesFrame.encode(values, new DataView(bytes.buffer), 0);
  return bytes;
}
