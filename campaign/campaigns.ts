import type { Campaign } from "./campaign";
import { smoke } from "./smoke";

/** Every campaign that `npm run campaign` knows. */
export const campaigns: readonly Campaign[] = [smoke];
