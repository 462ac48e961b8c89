import type { Trace } from "../scenario/trace";
import { type StateName, stateName } from "./words";

/** A stretch of time over which something stayed the same. */
export interface Span<Value> {
  readonly fromS: number;
  toS: number;
  readonly value: Value;
}

/** What the cuff was doing, stretch by stretch. */
export function stateSpans(trace: Trace): Span<StateName>[] {
  return spansOf(trace, (row) => stateAt(trace, row));
}

/** The set-points, stretch by stretch, with nothing where the cuff was released or cut off. */
export function targetSpans(trace: Trace): Span<number>[] {
  const { setpoint_mmhg } = trace.columns;
  const spans = spansOf(trace, (row) => (stateAt(trace, row) === "cut off" ? Number.NaN : setpoint_mmhg[row]));
  return spans.flatMap(({ fromS, toS, value }) => (Number.isFinite(value) ? { fromS, toS, value: value ?? 0 } : []));
}

function stateAt({ columns }: Trace, row: number): StateName {
  return stateName(columns.phase[row], columns.rail_up[row] === 1, columns.dead_man_tripped[row] === 1);
}

function spansOf<Value>({ columns }: Trace, valueAt: (row: number) => Value): Span<Value>[] {
  const spans: Span<Value>[] = [];
  columns.time_s.forEach((timeS, row) => {
    const value = valueAt(row);
    const last = spans.at(-1);
    if (last) last.toS = timeS;
    if (!last || !Object.is(last.value, value)) spans.push({ fromS: timeS, toS: timeS, value });
  });
  return spans;
}
