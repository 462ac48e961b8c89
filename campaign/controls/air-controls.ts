import { Zeroing } from "../../firmware/pressure/zeroing";
import { AirWatch } from "../../firmware/safety/air-watch";
import { Supervisor } from "../../firmware/safety/supervisor";
import { VolumeWatch } from "../../firmware/safety/volume-watch";
import { Reason } from "../../firmware/shared/reasons";
import { volumeOf } from "./air-plays";
import type { Control, Undo } from "./control";
import { fault } from "./fault-probe";
import { fall, flow, leak, zero } from "./layers";
import { all, fix, replace } from "./without";

/** Valves that stand open for 300 ms are called vented, whatever the pressure. */
function ventedByTime(): Undo {
  const openTicks = new WeakMap<AirWatch, number>();
  return all(
    replace(Supervisor.prototype, "gate", (original) => (self, stop, output) => {
      original(self, stop, output);
      const isOpen = output.bleedCoilDuty === 0 && output.dumpCoilDuty === 0;
      openTicks.set(self.air, isOpen ? (openTicks.get(self.air) ?? 0) + 1 : 0);
    }),
    fix(AirWatch.prototype, "isVented", (self) => (openTicks.get(self) ?? 0) > 30),
  );
}

/** What watches the air. */
export const airControls: readonly Control[] = [
  {
    ...flow,
    requirement: "SR-028",
    probes: [
      fault("hose off at the cuff", "holding"),
      fault("pump's wire off", "inflating"),
      fault("hose kinked shut", "inflating"),
      fault("pump driver stuck on", "holding"),
    ],
  },
  {
    ...leak,
    requirement: "SR-032",
    probes: [fault("leak, C' 3 ml/s", "holding"), fault("leak, C' 20 ml/s", "holding")],
  },
  {
    name: "VolumeWatch: the volume fits the preset",
    requirement: "SR-034",
    probes: [volumeOf(0.45), volumeOf(1.7)],
    remove: () => replace(VolumeWatch.prototype, "judge", () => () => Reason.none),
  },
  {
    ...fall,
    requirement: "SR-031",
    probes: [fault("both valves stuck shut", "holding"), fault("hose kinked shut", "holding")],
  },
  {
    name: "ReleaseWatch: vented means proven",
    requirement: "SR-031",
    probes: [fault("both valves stuck shut", "holding"), fault("hose kinked shut", "releasing")],
    remove: ventedByTime,
    cover: fall,
  },
  {
    ...zero,
    requirement: "SR-027",
    probes: [
      fault("zero off by 8 mmHg at power-on", "power-on"),
      fault("reading drifts by -1 mmHg/s, to -20", "vented"),
    ],
  },
  {
    name: "Zeroing: near the stored zero, and still",
    requirement: "SR-015",
    probes: [fault("zero off by 8 mmHg at power-on", "power-on")],
    remove: () =>
      replace(Zeroing.prototype, "update", () => (self, unzeroedMmhg) => {
        self.zeroMmhg = unzeroedMmhg;
        return true;
      }),
    cover: zero,
  },
];
