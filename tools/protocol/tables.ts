import { BitsField, type Field, FixedField, type NumberField } from "../../firmware/ble/fields";
import type { AnyFrame } from "../../firmware/ble/frame";

/** What one step is called, by the unit of the record and what makes up a step of it. */
const stepNames: Readonly<Record<string, string>> = {
  "ms 1000/1": "s",
  "ms 100/1": "0.1 s",
  "ms 60000/1": "min",
  "ms 86400000/1": "days",
};

/** A row of a Markdown table. */
export function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** "0 … 3", with a real minus sign. */
export function inWords(value: number): string {
  return `${value}`.replace("-", "−");
}

export function stepOf({ form: { unit }, factor, divisor }: NumberField): string {
  if (unit === undefined) return "";
  const named = stepNames[`${unit} ${factor}/${divisor}`];
  if (named !== undefined) return named;
  return factor === divisor ? unit : `${factor / divisor} ${unit}`;
}

/** The bytes of a frame as rows "at, type, field, step, what", counted from `from`. */
export function byteRows(frame: AnyFrame, from = 0): string[] {
  const rows: string[] = [];
  let at = from;
  for (const field of frame.fields) {
    rows.push(...fieldRows(field, at));
    at += field.bytes;
  }
  const { tail } = frame;
  if (tail !== undefined) {
    const range = tail.least === tail.most ? `${tail.least} bytes` : `${tail.least} … ${tail.most} bytes`;
    rows.push(row(at, tail.kind === "text" ? "text" : "bytes", tail.name, "", `${tail.meaning}; ${range}`));
  }
  return rows;
}

function fieldRows(field: Field, at: number): string[] {
  const type = `u${8 * field.bytes}`;
  if (field instanceof FixedField) return [row(at, type, field.name, "", `always ${field.value}: ${field.meaning}`)];
  if (!(field instanceof BitsField)) return [numberRow(field, at)];
  let bit = 0;
  return field.parts.map((part) => {
    const width = "flag" in part ? 1 : part.width;
    const place = width === 1 ? `bit ${bit}` : `bits ${bit}–${bit + width - 1}`;
    bit += width;
    const isNumber = !("flag" in part);
    const codes = isNumber && part.codes !== undefined ? `\`${part.codes}\`: ` : "";
    return row(at, `${type}, ${place}`, isNumber ? part.name : part.flag, "", codes + part.meaning);
  });
}

function numberRow(field: NumberField, at: number): string {
  const { form, isSigned, bytes, meaning, unknown, roundsUp, factor, divisor } = field;
  const told = [form.codes === undefined ? meaning : `\`${form.codes}\`: ${meaning}`];
  const onWire = (value: number): string => inWords((value * divisor) / factor);
  const isNarrow = (form.least ?? 0) !== 0 || (form.most ?? 255) !== 255;
  if (isNarrow)
    told.push(field.least === field.most ? "nothing else" : `${onWire(field.least)} … ${onWire(field.most)}`);
  if (roundsUp) told.push("rounded up");
  if (unknown !== undefined) told.push(`${inWords(unknown)}: none or unknown`);
  return row(at, `${isSigned ? "i" : "u"}${8 * bytes}`, field.name, stepOf(field), told.join("; "));
}
