import { z } from "zod";
import { pressureLimits, timeLimits } from "../../firmware/safety/limits";
import { planLimits } from "../../firmware/safety/prescription-check";
import { Mode } from "../../firmware/shared/order";
import { LONGEST_NAME, MOST_SETS, type Prescription } from "../../firmware/shared/prescription";

/** A search is no training. */
const { search: _, ...modes } = Mode;

export type ModeName = keyof typeof modes;

const DEFAULT_REST_S = 30;
const DEFAULT_FROM_PERCENT = 50;
const LONGEST_SET_S = timeLimits.aerobicLeg.value / 1000;

const set = z.strictObject({
  repetitions: z.int().min(0).max(planLimits.repetitions).default(0),
  durationS: z.number().min(0).max(LONGEST_SET_S).default(0),
  restS: z.number().min(0).max(planLimits.restS).default(DEFAULT_REST_S),
  cuffInRest: z.enum(["tight", "open"]).default("tight"),
});

const percent = z.number().min(pressureLimits.setpointLowest.value).max(100);

/** What a prescription file may say. The cuff has the last word: `flawOf` in the firmware. */
export const prescriptionSchema = z.strictObject({
  name: z.string().min(1).max(LONGEST_NAME),
  mode: z.enum(Object.keys(modes) as [ModeName, ...ModeName[]]),
  percentLop: percent,
  fromPercentLop: percent.optional(),
  percentPerSession: z.number().min(0).max(planLimits.percentPerSession).default(10),
  comfortRampS: z.number().min(0).max(planLimits.comfortRampS).default(0),
  cadenceS: z.number().min(0).max(planLimits.cadenceS).default(0),
  sets: z.array(set).min(1).max(MOST_SETS),
});

export type PrescriptionFile = z.infer<typeof prescriptionSchema>;

/** What the cuff understands, never to be changed. */
export function prescriptionOf(file: PrescriptionFile): Prescription {
  const { mode, sets, percentLop, fromPercentLop, ...rest } = file;
  return Object.freeze({
    ...rest,
    mode: Mode[mode],
    percentLop,
    fromPercentLop: fromPercentLop ?? Math.min(DEFAULT_FROM_PERCENT, percentLop),
    sets: Object.freeze(
      sets.map(({ cuffInRest, ...one }) => Object.freeze({ ...one, isReleased: cuffInRest === "open" })),
    ),
  });
}
