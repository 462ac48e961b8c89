import { BONDS_BYTES } from "./bonds";
import { LEDGER_BYTES } from "./ledger";
import { LIMITS_BYTES } from "./own-limits";
import { PEOPLE_BYTES } from "./people";
import { recordBytes } from "./record";
import { STOPS_BYTES } from "./stop-log";

/** The rules allow 30 min of restriction a limb; the ledger is saved once a minute of it. */
const LEDGER_SAVES = 30;
/** Stops, refusals and faults, each with the log and the ledger: more than a session's sets and rests have. */
const STOPS = 16;
/** Phones bonded and own limits changed. */
const SETTINGS = 3;
/** Kept once the cuff is disarmed: what was told of people, the LOP that was found, what was trained. A few, to be safe. */
const PERSON_SAVES = 4;

/** What one session may write, bytes in each copy: it has to be free before the cuff is armed. */
export const SESSION_BYTES =
  (LEDGER_SAVES + STOPS) * recordBytes(LEDGER_BYTES) +
  STOPS * recordBytes(STOPS_BYTES) +
  SETTINGS * (recordBytes(BONDS_BYTES) + recordBytes(LIMITS_BYTES)) +
  PERSON_SAVES * recordBytes(PEOPLE_BYTES);
