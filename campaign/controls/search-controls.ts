import { LimbAccount } from "../../firmware/safety/limb-account";
import { StartPermit } from "../../firmware/safety/start-permit";
import { Seeker } from "../../firmware/seeker";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import type { Control } from "./control";
import { endless, inVain, mixed, searchedTwice } from "./search-plays";
import { replace } from "./without";

/** What keeps a search short, low and apart from a hold. */
export const searchControls: readonly Control[] = [
  {
    name: "StartPermit: the ceiling of a search is no set-point",
    requirement: "SR-054",
    probes: [mixed],
    remove: () =>
      replace(StartPermit.prototype, "orderObjection", (original) => (self, wanted) => {
        const objection = original(self, wanted);
        return objection === Reason.searchMixed ? Reason.none : objection;
      }),
  },
  {
    name: "LopSearch: gives up",
    requirement: "SR-054",
    probes: [endless],
    remove: () =>
      replace(Seeker.prototype, "setpointFor", (original) => (self, granted, input, stepMs) => {
        const setpoint = original(self, granted, input, stepMs);
        if (inVain.includes(self.search.outcome)) self.search.begin(1, 130, 200);
        return setpoint;
      }),
  },
  {
    name: "LimbAccount: a rest before another search",
    requirement: "SR-056",
    probes: [searchedTwice],
    remove: () =>
      replace(
        LimbAccount.prototype,
        "owesRestBefore",
        (original) => (self, mode) => (mode === Mode.search ? false : original(self, mode)),
      ),
  },
];
