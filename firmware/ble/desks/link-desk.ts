import type { LimbAccount } from "../../safety/limb-account";
import { Reason } from "../../shared/reasons";
import { utf8At } from "../../storage/utf8";
import { type Door, door } from "../door";
import { PROTOCOL_MAJOR } from "../frames";
import { linkOperations as ops } from "../link-operations";
import type { Orders } from "../orders";
import { Result } from "../results";
import type { Rights } from "../rights";
import type { Wishes } from "../wishes";

/** The memory of the cuff, as far as its clock and its name go. */
export interface CuffMemory {
  tellTime(unixS: number, account: LimbAccount): boolean;
  readonly people: { nameCuff(name: string): void };
}

/** Who is there, and the cuff as a thing. */
export function linkDesk(
  rights: Rights,
  wishes: Wishes,
  orders: Orders,
  memory: CuffMemory,
  account: LimbAccount,
): readonly Door[] {
  return [
    door(ops.introduce, (_, adopted, reply, key) => {
      // Whoever introduces itself anew has no control any more.
      wishes.linked = false;
      adopted.protocolMajor = PROTOCOL_MAJOR;
      adopted.isNew = rights.introduce(key);
      if (!rights.isBonded) reply.result = Result.notBonded;
    }),
    door(ops.requestControl, (_asked, _adopted, reply) => {
      if (rights.takeControl(orders.isUnderWay)) wishes.linked = true;
      else reply.fail(Reason.controlHeld);
    }),
    door(ops.giveUpControl, () => {
      rights.hasControl = false;
      wishes.linked = false;
    }),
    door(ops.setClock, ({ unixS }, adopted, reply) => {
      adopted.unixS = unixS;
      if (!memory.tellTime(unixS, account)) reply.result = Result.invalidParameter;
    }),
    door(ops.nameCuff, (_asked, _adopted, reply, bytes) => {
      const name = utf8At(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length);
      if (name === undefined) reply.result = Result.invalidParameter;
      else memory.people.nameCuff(name);
    }),
    door(ops.identify, () => {
      wishes.identifies++;
    }),
    door(ops.silence, () => {
      wishes.silences++;
    }),
    door(ops.confirm, () => {
      wishes.order.confirmations++;
    }),
    door(ops.release, () => wishes.release()),
  ];
}
