import type { MeasuredPoint, Spread } from "./measured";

/**
 * Where the simulated value comes from. `fitted`: constants of the model were chosen with this datum in sight.
 * `predicted`: they were not. `computed`: held against a separate calculation, not against a measurement.
 * `information`: printed, never judged.
 */
export type Standing = "fitted" | "predicted" | "computed" | "information";

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly measured: string;
  /** `null` when the simulated cuff never got there. */
  readonly simulated: number | null;
  /** Accepted range, both ends included. */
  readonly low: number;
  readonly high: number;
  readonly tolerance: string;
  readonly standing: Standing;
}

/** A set of rows held against one source. */
export interface Anchor {
  readonly id: string;
  readonly title: string;
  /** What is simulated, and what was fitted. */
  readonly note: string;
  rows(): readonly Row[];
}

/** Whether the row meets its tolerance; `null` where nothing is judged. */
export function isMet(row: Row): boolean | null {
  if (row.standing === "information") return null;
  return row.simulated !== null && row.simulated >= row.low && row.simulated <= row.high;
}

/** The measured value with its unit, where it is a number. */
export function measuredText({ measured, unit }: Row): string {
  return unit === "share" || !/^\d/.test(measured) ? measured : `${measured} ${unit}`;
}

type Named = Pick<Row, "name" | "unit" | "standing" | "simulated">;

/** Accepted within two standard deviations of the measurement. */
export function withinTwoSd(row: Named, { mean, sd }: Spread | MeasuredPoint): Row {
  return {
    ...row,
    measured: `${mean} ± ${sd}`,
    low: mean - 2 * sd,
    high: mean + 2 * sd,
    tolerance: "2 SD",
  };
}

/** Accepted within `percent` of a reference value. */
export function withinPercent(row: Named, measured: string, reference: number, percent: number): Row {
  const margin = (Math.abs(reference) * percent) / 100;
  return { ...row, measured, low: reference - margin, high: reference + margin, tolerance: `${percent} %` };
}

/** Accepted within `margin`, in the row's own unit. */
export function withinMargin(row: Named, measured: string, reference: number, margin: number): Row {
  return {
    ...row,
    measured,
    low: reference - margin,
    high: reference + margin,
    tolerance: `±${margin} ${row.unit}`,
  };
}

/** Accepted between two bounds. */
export function between(row: Named, measured: string, low: number, high: number): Row {
  const tolerance = high === Number.POSITIVE_INFINITY ? `> ${low}` : `${round(low)}–${round(high)}`;
  return { ...row, measured, low, high, tolerance };
}

/** Without the noise of binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(6));
}
