import { encoded } from "../../companion/protocol/frame-bytes";
import { PROTOCOL_MAJOR, statusFrame } from "../../firmware/ble/frames";
import { KEY_BYTES } from "../../firmware/ble/link-operations";
import { answerHead, type Operation, outOfOrderAnswer, requestHead } from "../../firmware/ble/operation";
import { operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { Mode, Posture, Side } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { hexOf } from "./hex";
import { row } from "./tables";

const NOTHING = new Uint8Array();
const key = Uint8Array.from({ length: KEY_BYTES }, (_, i) => (0x51 + 29 * i) & 0xff);
const setpoint = { setpointMmhg: 93.5 };

/** One visit to the control point, in rows "from, bytes, what it says". */
export function exampleRows(): string[] {
  const { introduce, requestControl, enterLop, hold, confirm } = operations;
  const wearer = { personSlot: 0, side: Side.left, posture: Posture.seated };
  const lop = { lopMmhg: 187 };
  const held = encoded(hold.request, { ...wearer, mode: Mode.free, isOptIn: false, ...setpoint });
  const due = encoded(outOfOrderAnswer, { dueSequence: 11 });
  return [
    asked(introduce, 7, key, "introduces itself with its key"),
    answered(introduce, 7, Result.success, Reason.none, introduced(), `known; protocol ${PROTOCOL_MAJOR}`),
    asked(requestControl, 8, NOTHING, "asks for control"),
    answered(requestControl, 8, Result.success, Reason.none, NOTHING, "has it"),
    asked(enterLop, 9, encoded(enterLop.request, { ...wearer, ...lop }), "person 0, left, seated: LOP 187 mmHg"),
    answered(enterLop, 9, Result.success, Reason.none, encoded(enterLop.answer, lop), "187 mmHg taken"),
    asked(hold, 10, held, "hold 93.5 mmHg"),
    answered(hold, 10, Result.failed, Reason.notArmed, NOTHING, "failed: notArmed"),
    row("", "", "somebody presses the button on the cuff; it tests itself"),
    asked(hold, 12, held, "again, with a wrong number"),
    answered(hold, 12, Result.outOfOrder, Reason.none, due, "out of order: 11 is due"),
    asked(hold, 11, held, "again"),
    answered(hold, 11, Result.success, Reason.none, encoded(hold.answer, setpoint), "93.5 mmHg adopted"),
    row("cuff, status", `\`${spaced(hexOf(encoded(statusFrame, status())))}\``, "inflating, 41.2 mmHg"),
    asked(confirm, 12, NOTHING, "all is well"),
    answered(confirm, 12, Result.success, Reason.none, NOTHING, "heard"),
    row("app, release", "`00`", "let go"),
  ];
}

function introduced(): Uint8Array {
  return encoded(operations.introduce.answer, { protocolMajor: PROTOCOL_MAJOR, isNew: false });
}

function asked({ code, name }: Operation, sequence: number, rest: Uint8Array, says: string): string {
  const head = encoded(requestHead, { operation: code, sequence });
  return row("app", `\`${spaced(hexOf(head) + hexOf(rest))}\``, `\`${name}\`, number ${sequence}: ${says}`);
}

function answered(
  { code }: Operation,
  sequence: number,
  result: number,
  reason: number,
  rest: Uint8Array,
  says: string,
): string {
  const head = encoded(answerHead, { operation: code, sequence, result, reason });
  return row("cuff", `\`${spaced(hexOf(head) + hexOf(rest))}\``, says);
}

function status() {
  const values = statusFrame.blank();
  values.sequence = 200;
  values.uptimeMs = 93_480;
  values.pressureMmhg = 41.2;
  values.setpointMmhg = setpoint.setpointMmhg;
  values.phase = Phase.inflating;
  values.isControlled = true;
  values.isArmed = true;
  values.inflatedMs = 2600;
  values.batteryPercent = 83;
  values.isClockSet = true;
  return values;
}

function spaced(hex: string): string {
  return hex.replace(/(..)(?=.)/g, "$1 ");
}
