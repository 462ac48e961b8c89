import { firstBuild } from "../../firmware/parts/builds";
import { cuffs } from "../../firmware/parts/cuffs";
import { noOwnLimits, type OwnLimits } from "../../firmware/safety/caps";
import { LimbAccount } from "../../firmware/safety/limb-account";
import { Situation } from "../../firmware/safety/situation";
import { StartPermit } from "../../firmware/safety/start-permit";
import { Reason } from "../../firmware/shared/reasons";

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const LOP = 150;

/** Everything in order: 100 mmHg may be begun. */
export function ready(own: OwnLimits = noOwnLimits, limb: "arm" | "leg" = "arm") {
  const config = { ...firstBuild, cuff: limb === "arm" ? cuffs.arm : cuffs.thigh18 };
  const situation = new Situation();
  Object.assign(situation, { isStarted: true, hasZero: true, isArmed: true, isVented: true, isLimbConfirmed: true });
  const lop = { mmhg: LOP, reason: Reason.none as Reason, objection: () => lop.reason };
  const account = new LimbAccount(0, undefined);
  const inflation = { inflatedMs: 0 };
  const terms = { own, isDebugOnly: false };
  const permit = new StartPermit(config, terms, situation, lop, account, inflation);
  const { input } = permit;
  Object.assign(input, { linked: true, canKeep: true });
  Object.assign(input.screening, { ageMs: 30 * DAY, isAdult: true });
  input.order.wearer.limb = limb;
  return { terms, situation, lop, account, inflation, permit, input };
}

export type Ready = ReturnType<typeof ready>;
