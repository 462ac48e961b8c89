import { releaseLimits } from "../../firmware/safety/limits";
import type { SessionEvent, SessionResult } from "../scenario/run";
import { type Span, stateSpans, targetSpans } from "./spans";
import type { StateName } from "./words";

/** A column as whole numbers of `1 / scale`, each the difference to the one before; null where there is no value. */
export interface PackedColumn {
  readonly scale: number;
  readonly steps: readonly (number | null)[];
}

/** All that the page's script gets to see. */
export interface PageData {
  readonly durationS: number;
  readonly deflatedMmhg: number;
  readonly columns: Readonly<Record<"timeS" | "cuff" | "sensed" | "pump" | "bleed" | "dump", PackedColumn>>;
  readonly states: readonly Span<StateName>[];
  readonly targets: readonly Span<number>[];
  readonly events: readonly SessionEvent[];
}

export function pageData({ scenario, trace, events }: SessionResult): PageData {
  const { columns } = trace;
  return {
    durationS: scenario.durationS,
    deflatedMmhg: releaseLimits.deflated.value,
    columns: {
      timeS: pack(columns.time_s, 1000),
      cuff: pack(columns.cuff_mmhg, 10),
      sensed: pack(columns.sensed_mmhg, 10),
      pump: pack(columns.pump_duty, 100),
      bleed: pack(columns.bleed_opening, 100),
      dump: pack(columns.dump_opening, 100),
    },
    states: stateSpans(trace),
    targets: targetSpans(trace),
    events,
  };
}

/** Differences are mostly one digit long, which keeps 20 rows a second for 20 minutes below half a megabyte. */
function pack(values: readonly number[], scale: number): PackedColumn {
  let last = 0;
  const steps = values.map((value) => {
    if (!Number.isFinite(value)) return null;
    const rounded = Math.round(value * scale);
    const step = rounded - last;
    last = rounded;
    return step;
  });
  return { scale, steps };
}
