import type { Campaign } from "./campaign";
import { controlsCampaign } from "./controls/controls-campaign";
import { faultsCampaign } from "./faults/faults-campaign";
import { logCampaign } from "./log/log-campaign";
import { sessionsCampaign } from "./sessions/sessions-campaign";
import { smoke } from "./smoke";

/** Every campaign that `npm run campaign` knows. */
export const campaigns: readonly Campaign[] = [
  faultsCampaign,
  sessionsCampaign,
  controlsCampaign,
  logCampaign,
  smoke,
] as readonly Campaign[];
