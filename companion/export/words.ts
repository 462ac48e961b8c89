import { EventKind } from "../../firmware/log/format";
import { Mode, Posture, Side } from "../../firmware/shared/order";
import { type Phase, phaseNames } from "../../firmware/shared/phase";
import { reasonTexts } from "../../firmware/shared/reason-texts";
import { Reason } from "../../firmware/shared/reasons";

/** The names that codes have in the firmware; a code that is unknown here is shown as its number. */
export const eventKindName = namer(EventKind);
export const reasonName = namer(Reason);
export const modeName = namer(Mode);
export const postureName = namer(Posture);
export const sideName = namer(Side);

export function phaseName(code: number): string {
  return code in phaseNames ? phaseNames[code as Phase] : String(code);
}

/** A sentence for people. */
export function reasonText(code: number): string {
  return code in reasonTexts ? reasonTexts[code as Reason] : `Reason ${code}.`;
}

function namer(codes: Readonly<Record<string, number>>): (code: number) => string {
  const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
  return (code) => names.get(code) ?? String(code);
}
