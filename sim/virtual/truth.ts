import { Light } from "../../firmware/shared/light";
import { phaseNames } from "../../firmware/shared/phase";
import { reasonTexts } from "../../firmware/shared/reason-texts";
import { Reason } from "../../firmware/shared/reasons";
import type { VirtualCuff } from "./virtual-cuff";

/** What is really the case, which no client of the cuff can know. */
export interface Truth {
  readonly type: "truth";
  readonly nowMs: number;
  readonly cuffMmhg: number;
  readonly manifoldMmhg: number;
  /** What really reaches the pump and the two coils, 0 … 1; 0 opens a valve. */
  readonly pump: number;
  readonly bleed: number;
  readonly dump: number;
  readonly isRailUp: boolean;
  readonly hasDeadManTripped: boolean;
  readonly phase: string;
  readonly setpointMmhg: number | null;
  readonly reason: string;
  readonly alarm: string;
  readonly light: string;
  readonly isBuzzing: boolean;
  readonly isButtonDown: boolean;
  readonly lopMmhg: number;
  readonly client: "none" | "connected" | "in control";
  readonly restarts: number;
  readonly states: Readonly<Record<string, boolean>>;
}

const lightNames = new Map<number, string>(Object.entries(Light).map(([name, light]) => [light, name]));

export function truthOf(cuff: VirtualCuff): Truth {
  const { world, service } = cuff;
  const { air, board, output } = world;
  return {
    type: "truth",
    nowMs: world.nowMs,
    cuffMmhg: tenths(air.cuffMmhg),
    manifoldMmhg: tenths(air.manifoldMmhg),
    pump: board.pumpDuty,
    bleed: board.bleedCoilDuty,
    dump: board.dumpCoilDuty,
    isRailUp: board.rail.up,
    hasDeadManTripped: board.deadMan.tripped,
    phase: output === undefined ? "off" : phaseNames[output.phase],
    setpointMmhg: output?.setpointMmhg === undefined ? null : tenths(output.setpointMmhg),
    reason: textOf(output?.reason),
    alarm: textOf(output?.alarm),
    light: lightNames.get(output?.light ?? Light.off) ?? "",
    isBuzzing: output?.buzzerOn === true,
    isButtonDown: board.buttonDown,
    lopMmhg: tenths(world.limb.lopMmhg),
    client: !service.isBusy ? "none" : service.isControlled ? "in control" : "connected",
    restarts: world.restarts,
    states: cuff.states,
  };
}

function textOf(reason: Reason | undefined): string {
  return reason === undefined || reason === Reason.none ? "" : reasonTexts[reason];
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
