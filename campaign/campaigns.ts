import type { Campaign } from "./campaign";
import { controlsCampaign } from "./controls/controls-campaign";
import { faultsCampaign } from "./faults/faults-campaign";
import { logCampaign } from "./log/log-campaign";
import { protocolCampaign } from "./protocol/protocol-campaign";
import { sessionsCampaign } from "./sessions/sessions-campaign";
import { smoke } from "./smoke";
import { visitsCampaign } from "./visits/visits-campaign";

/** Every campaign that `npm run campaign` knows. */
export const campaigns: readonly Campaign[] = [
  faultsCampaign,
  sessionsCampaign,
  controlsCampaign,
  logCampaign,
  visitsCampaign,
  protocolCampaign,
  smoke,
] as readonly Campaign[];
