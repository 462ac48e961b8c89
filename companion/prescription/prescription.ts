import { z } from "zod";
import { Flaw, flawOf } from "../../firmware/safety/prescription-check";
import type { Limb } from "../../firmware/shared/limb";
import { Mode } from "../../firmware/shared/order";
import type { PrescribedSet, Prescription } from "../../firmware/shared/prescription";
import { mistakeIn } from "../json/mistake";
import { parseJson } from "../json/parse-json";
import type { Shape } from "../json/shape";
import { UsageError } from "../json/usage-error";
import { prescriptionOf, prescriptionSchema } from "./schema";

const shape = z.toJSONSchema(prescriptionSchema, { io: "input" }) as Shape;

/**
 * Reads what a professional has written. Throws a `UsageError` whose one line says what is wrong and what would be
 * right: in the file, or because no limb may be trained so.
 * @param file what to call it in that line
 */
export function parsePrescription(text: string, file = "the prescription"): Prescription {
  const json = parseJson(text, file);
  const { data, error } = prescriptionSchema.safeParse(json);
  if (error) throw new UsageError(`${file}: ${mistakeIn(error.issues, shape, json, "it").text}`);
  const prescription = prescriptionOf(data);
  const { arm, leg } = flawsOf(prescription);
  if (arm === Flaw.none || leg === Flaw.none) return prescription;
  throw new UsageError(`${file}: the cuff would refuse it for ${arm === leg ? arm : `${arm} (arm); ${leg} (leg)`}`);
}

/** The first thing that speaks against it on each limb; `Flaw.none` where it may be trained. */
export function flawsOf(prescription: Prescription): Readonly<Record<Limb, Flaw>> {
  return { arm: flawOf(prescription, "arm"), leg: flawOf(prescription, "leg") };
}

/** As a file to hand over: every field, one line a set. */
export function formatPrescription(prescription: Prescription): string {
  const { name, percentLop, fromPercentLop, percentPerSession, comfortRampS, cadenceS, sets } = prescription;
  const fields = {
    name,
    mode: modeName(prescription.mode),
    percentLop,
    fromPercentLop,
    percentPerSession,
    comfortRampS,
    cadenceS,
  };
  const lines = Object.entries(fields).map(([key, value]) => `  "${key}": ${JSON.stringify(value)},\n`);
  return `{\n${lines.join("")}  "sets": [\n${sets.map((set) => `    ${setLine(set)}`).join(",\n")}\n  ]\n}\n`;
}

function setLine({ repetitions, durationS, restS, isReleased }: PrescribedSet): string {
  const ends = { ...(repetitions > 0 && { repetitions }), ...(durationS > 0 && { durationS }) };
  const fields = Object.entries({ ...ends, restS, cuffInRest: isReleased ? "open" : "tight" });
  return `{ ${fields.map(([key, value]) => `"${key}": ${JSON.stringify(value)}`).join(", ")} }`;
}

function modeName(mode: Mode): string {
  return Object.entries(Mode).find(([, code]) => code === mode)?.[0] ?? "";
}
