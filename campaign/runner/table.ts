import { quoted, UsageError } from "../../sim/scenario/usage-error";
import type { Campaign } from "../campaign";

/** Where campaigns come from. Main process and workers load them by these paths, each for itself. */
export interface Place {
  /** Path of a module that exports `campaigns`. */
  readonly table: string;
  /** Folder whose sources decide what comes out. */
  readonly root: string;
}

export function campaignsOf({ table }: Place): readonly Campaign[] {
  return (require(table) as { campaigns: readonly Campaign[] }).campaigns;
}

export function campaignNamed(name: string, place: Place): Campaign {
  const campaigns = campaignsOf(place);
  const campaign = campaigns.find((one) => one.name === name);
  if (campaign !== undefined) return campaign;
  throw new UsageError(`unknown campaign ${quoted(name)}: give one of ${campaigns.map((one) => one.name).join(", ")}`);
}
