import { pressureLimits } from "../../safety/limits";
import { isPlausibleLop } from "../../session/lop-record";
import { Mode } from "../../shared/order";
import { Reason } from "../../shared/reasons";
import type { TickOutput } from "../../shared/tick";
import { type Door, door } from "../door";
import type { Orders } from "../orders";
import { pressureOperations as ops } from "../pressure-operations";
import { Result } from "../results";
import type { Wishes } from "../wishes";

/** Limb occlusion pressure, and holds without a plan. */
export function pressureDesk(
  wishes: Wishes,
  orders: Orders,
  clock: { readonly nowS: number },
  output: () => TickOutput,
): readonly Door[] {
  return [
    door(ops.enterLop, (asked, adopted, reply) => {
      if (!isPlausibleLop(asked.lopMmhg)) reply.result = Result.invalidParameter;
      else if (orders.isUnderWay) reply.fail(Reason.otherUnderWay);
      else if (!output().isArmed) reply.fail(Reason.notArmed);
      if (reply.result !== Result.success) return;
      const { lop } = wishes;
      orders.aim(asked, lop.wearer);
      lop.mmhg = asked.lopMmhg;
      lop.sequence++;
      adopted.lopMmhg = asked.lopMmhg;
    }),
    door(ops.search, (asked, adopted, reply) => {
      const objection = orders.present(asked, Mode.search, false, clock.nowS);
      if (objection !== Reason.none) {
        reply.fail(objection);
        return;
      }
      const ceilingMmhg = asked.ceilingMmhg === 0 ? pressureLimits.searchCeiling.value : asked.ceilingMmhg;
      adopted.ceilingMmhg = ceilingMmhg;
      orders.ask(ceilingMmhg, undefined, reply, () => undefined);
    }),
    door(ops.hold, (asked, adopted, reply) => {
      const { setpointMmhg } = asked;
      if (Number.isNaN(setpointMmhg)) reply.result = Result.invalidParameter;
      if (reply.result !== Result.success) return;
      const objection = orders.present(asked, asked.mode as Mode, asked.isOptIn, clock.nowS);
      if (objection !== Reason.none) reply.fail(objection);
      else
        orders.ask(setpointMmhg, undefined, reply, () => {
          adopted.setpointMmhg = setpointMmhg;
        });
    }),
    door(ops.adjust, ({ setpointMmhg }, adopted, reply) => {
      adopted.setpointMmhg = setpointMmhg;
      orders.adjust(setpointMmhg, reply);
    }),
    door(ops.expectRest, ({ restMs }, adopted) => {
      wishes.order.plannedRestMs = restMs;
      adopted.restMs = restMs;
    }),
  ];
}
