import { PressureSense } from "../../firmware/pressure/pressure-sense";
import { ClockWatch } from "../../firmware/safety/clock-watch";
import { LinkWatch } from "../../firmware/safety/link-watch";
import { PowerWatch } from "../../firmware/safety/power-watch";
import { PressureWatch } from "../../firmware/safety/pressure-watch";
import { TimeWatch } from "../../firmware/safety/time-watch";
import { TransducerWatch } from "../../firmware/safety/transducer-watch";
import { Reason } from "../../firmware/shared/reasons";
import { slack, stoodUpon } from "./air-plays";
import type { Control } from "./control";
import { fault } from "./fault-probe";
import { flow, leak } from "./layers";
import { wholeCap } from "./time-plays";
import { all, fix, replace } from "./without";

const none = (): Reason => Reason.none;

/** What watches readings, time, people and power. */
export const watchControls: readonly Control[] = [
  {
    name: "PressureWatch: the trips",
    requirement: "SR-002",
    probes: [fault("pump driver stuck on + bleed valve stuck shut", "holding", 2), stoodUpon],
    remove: () => replace(PressureWatch.prototype, "trips", () => () => false),
    cover: flow,
  },
  {
    name: "PressureWatch: slack and excess",
    requirement: "SR-033",
    probes: [slack],
    remove: () => replace(PressureWatch.prototype, "judge", () => none),
    cover: { name: "FlowWatch and LeakWatch", remove: () => all(flow.remove(), leak.remove()) },
  },
  {
    name: "PressureSense: a reading that is missing or impossible",
    requirement: "SR-003",
    probes: [fault("transducer unplugged", "holding"), fault("transducer reports errors", "inflating")],
    remove: () =>
      replace(PressureSense.prototype, "sense", (original) => (self, nowMs, samples) => {
        original(self, nowMs, samples);
        if (self.known) self.doubt = Reason.none;
      }),
  },
  {
    name: "TransducerWatch: stuck, noisy, jumping",
    requirement: "SR-027",
    probes: [fault("transducer frozen", "holding"), fault("transducer noisy, 10 mmHg rms", "holding")],
    remove: () => replace(TransducerWatch.prototype, "judge", () => none),
  },
  {
    name: "TransducerWatch: the two agree",
    requirement: "SR-027",
    probes: [fault("second transducer 30 mmHg off", "holding", 4), fault("second transducer frozen", "releasing", 4)],
    remove: () => replace(TransducerWatch.prototype, "compare", () => none),
  },
  {
    name: "TimeWatch: the caps",
    requirement: "SR-004",
    probes: [wholeCap],
    remove: () => fix(TimeWatch.prototype, "isOver", () => false),
  },
  {
    name: "TimeWatch: somebody is there",
    requirement: "SR-035",
    probes: [fault("nobody confirms a free hold", "holding"), fault("fallen asleep in resistance training", "moving")],
    remove: () => replace(TimeWatch.prototype, "judge", () => none),
  },
  {
    name: "LinkWatch",
    requirement: "SR-042",
    probes: [fault("link lost for good", "holding"), fault("link comes and goes every second", "holding")],
    remove: () => replace(LinkWatch.prototype, "judge", () => none),
  },
  {
    name: "PowerWatch",
    requirement: "SR-039",
    probes: [
      fault("battery falls below its release voltage", "holding"),
      fault("electronics at 75 °C", "holding"),
      fault("bleed valve's wire off", "holding", 4),
    ],
    remove: () => replace(PowerWatch.prototype, "judge", () => none),
  },
  {
    name: "ClockWatch",
    requirement: "SR-041",
    probes: [fault("clock leaps by 10 s", "holding"), fault("every tick 70 to 110 ms late", "holding")],
    remove: () => replace(ClockWatch.prototype, "judge", () => none),
  },
];
