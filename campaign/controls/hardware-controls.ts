import { StartUp } from "../../firmware/safety/start-up";
import { Supervisor } from "../../firmware/safety/supervisor";
import { Reason } from "../../firmware/shared/reasons";
import { SimulatedBoard } from "../../sim/hardware/board";
import { SimulatedDeadMan } from "../../sim/hardware/dead-man";
import { ActuatorRail } from "../../sim/hardware/rail";
import type { Control, Undo } from "./control";
import { fault } from "./fault-probe";
import { heeding } from "./layers";
import { heldPress } from "./press-plays";
import { all, fix, replace } from "./without";

/** Feeds the dead-man by itself, once it has shown at power-on that it trips. */
function withoutHeartbeat(): Undo {
  const proven = new WeakSet<SimulatedDeadMan>();
  return all(
    replace(SimulatedDeadMan.prototype, "clearTestTrip", (original) => (self) => {
      proven.add(self);
      return original(self);
    }),
    replace(SimulatedDeadMan.prototype, "step", (original) => (self, dtMs) => {
      if (proven.has(self)) self.feed();
      original(self, dtMs);
    }),
  );
}

/** The dead-man never sees the pump's gate. */
function withoutAbsoluteLimit(): Undo {
  return replace(SimulatedBoard.prototype, "step", (original) => (self, dtMs) => {
    const { gates } = self;
    const { pumpDuty } = gates;
    gates.pumpDuty = 0;
    original(self, dtMs);
    if (!self.deadMan.tripped) gates.pumpDuty = pumpDuty;
  });
}

/** The last word of the supervisor, and what works without it. */
export const hardwareControls: readonly Control[] = [
  {
    name: "Supervisor.gate: a stop leaves nothing driven",
    requirement: "SR-001",
    probes: [fault("transducer unplugged", "holding"), heldPress],
    remove: () =>
      replace(Supervisor.prototype, "gate", (original) => (self, stop, output) => {
        const { pumpDuty, bleedCoilDuty, dumpCoilDuty } = output;
        original(self, stop, output);
        Object.assign(output, { pumpDuty, bleedCoilDuty, dumpCoilDuty });
      }),
    cover: heeding,
  },
  {
    name: "Supervisor.gate: what drives nothing has no rail",
    requirement: "SR-008",
    probes: [fault("pump driver stuck on", "holding", 2), fault("transducer frozen", "holding")],
    remove: () =>
      replace(Supervisor.prototype, "gate", (original) => (self, stop, output) => {
        original(self, stop, output);
        output.railAlive = output.proven;
      }),
  },
  {
    name: "Supervisor.gate: a tick proves itself before the dead-man is fed",
    requirement: "SR-018",
    probes: [fault("transducer unplugged", "holding"), fault("clock goes back by 1 s", "holding")],
    remove: () =>
      replace(Supervisor.prototype, "gate", (original) => (self, stop, output) => {
        original(self, stop, output);
        output.proven = self.isProven;
        output.railAlive = self.isProven && stop === Reason.none;
      }),
    // What proves nothing is a fault in its own right: the supervisor releases.
    cover: {
      name: "Supervisor.judge: heeds what cannot be believed",
      remove: () =>
        replace(Supervisor.prototype, "judge", (original) => (self, ...args) => {
          const reason = original(self, ...args);
          return reason === Reason.transducerStale || reason === Reason.clockJumped ? Reason.none : reason;
        }),
    },
  },
  {
    name: "StartUp: the dead-man proves that it trips",
    requirement: "SR-045",
    probes: [fault("dead-man does not trip", "power-on")],
    remove: () =>
      all(
        fix(StartUp.prototype, "isProven", () => true),
        fix(StartUp.prototype, "clearTestTrip", () => false),
        replace(StartUp.prototype, "judge", () => (_, tripped) => (tripped ? Reason.deadManTripped : Reason.none)),
      ),
  },
  {
    name: "dead-man: the heartbeat",
    requirement: "SR-005",
    probes: [fault("firmware hangs", "holding"), fault("stall of 400 ms, as by a flash erase", "holding")],
    remove: withoutHeartbeat,
  },
  {
    name: "dead-man: the absolute limit",
    requirement: "SR-006",
    probes: [fault("firmware repeats itself and feeds on", "holding")],
    remove: withoutAbsoluteLimit,
  },
  {
    name: "dead-man: a leg's limit only for a leg",
    requirement: "SR-006",
    probes: [fault("firmware repeats itself and feeds on", "holding")],
    remove: () => replace(SimulatedDeadMan.prototype, "latchLimb", (original) => (self) => original(self, "leg")),
  },
  {
    name: "rail: drops when it is not toggled",
    requirement: "SR-009",
    probes: [fault("pump driver stuck on", "holding", 2)],
    remove: () => fix(ActuatorRail.prototype, "up", () => true),
  },
];
