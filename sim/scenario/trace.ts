import type { World } from "../world";

/** What a trace holds, one column each, in the order of the CSV file. */
export const traceColumns = [
  "time_s",
  "setpoint_mmhg",
  "cuff_mmhg",
  "manifold_mmhg",
  "sensed_mmhg",
  "pump_duty",
  "bleed_opening",
  "dump_opening",
  "phase",
  "reason",
  "part",
  "set",
  "repetitions",
  "rail_up",
  "dead_man_tripped",
] as const;

export type TraceColumn = (typeof traceColumns)[number];

/** A recorded session, column by column. NaN stands for "none", as in a set-point while released. */
export class Trace {
  readonly columns: Readonly<Record<TraceColumn, number[]>>;

  constructor() {
    this.columns = Object.fromEntries(traceColumns.map((name) => [name, []])) as unknown as Record<
      TraceColumn,
      number[]
    >;
  }

  get length(): number {
    return this.columns.time_s.length;
  }

  record(world: World): void {
    const { board, air, output } = world;
    const { columns } = this;
    columns.time_s.push(world.nowMs / 1000);
    columns.setpoint_mmhg.push(output?.setpointMmhg ?? Number.NaN);
    columns.cuff_mmhg.push(air.cuffMmhg);
    columns.manifold_mmhg.push(air.manifoldMmhg);
    columns.sensed_mmhg.push(output?.pressureValid ? output.pressureMmhg : Number.NaN);
    columns.pump_duty.push(board.pumpDuty);
    columns.bleed_opening.push(air.bleed.opening);
    columns.dump_opening.push(air.dump.opening);
    columns.phase.push(output?.phase ?? Number.NaN);
    columns.reason.push(output?.reason ?? Number.NaN);
    const training = output?.training;
    columns.part.push(training?.part ?? Number.NaN);
    columns.set.push(training?.set ?? Number.NaN);
    columns.repetitions.push(training?.repetitions[training.set] ?? Number.NaN);
    columns.rail_up.push(board.rail.up ? 1 : 0);
    columns.dead_man_tripped.push(board.deadMan.tripped ? 1 : 0);
  }

  /** The trace as CSV text, with a header line; an empty field stands for "none". */
  toCsv(): string {
    const lines = [traceColumns.join(",")];
    for (let row = 0; row < this.length; row++) {
      lines.push(traceColumns.map((name) => format(this.columns[name][row] as number)).join(","));
    }
    return `${lines.join("\n")}\n`;
  }
}

function format(value: number): string {
  return Number.isNaN(value) ? "" : String(Math.round(value * 1000) / 1000);
}
