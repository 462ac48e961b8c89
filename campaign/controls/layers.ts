import { FlowWatch } from "../../firmware/safety/flow-watch";
import { LeakWatch } from "../../firmware/safety/leak-watch";
import { ReleaseWatch } from "../../firmware/safety/release-watch";
import { SelfTest } from "../../firmware/safety/self-test";
import { StartPermit } from "../../firmware/safety/start-permit";
import { Lifecycle, Stage } from "../../firmware/session/lifecycle";
import { isFault, Reason } from "../../firmware/shared/reasons";
import type { Removable } from "./control";
import { replace } from "./without";

// Controls that also stand behind others.

export const heeding: Removable = {
  name: "Lifecycle: heeds a stop",
  remove: () =>
    replace(Lifecycle.prototype, "decide", (original) => (self, wanted, events) => {
      events.stop = Reason.none;
      return original(self, wanted, events);
    }),
};

export const standing: Removable = {
  name: "Lifecycle: a stop stands until the order is withdrawn",
  remove: () =>
    replace(Lifecycle.prototype, "decide", (original) => (self, wanted, events) => {
      const setpoint = original(self, wanted, events);
      if (events.stop === Reason.none || isFault(events.stop)) return setpoint;
      // As if the order had been withdrawn for a moment.
      const { stop } = events;
      events.stop = Reason.none;
      original(self, undefined, events);
      events.stop = stop;
      return setpoint;
    }),
};

export const disarming: Removable = {
  name: "Lifecycle: a stop disarms",
  remove: () =>
    replace(Lifecycle.prototype, "decide", (original) => (self, wanted, events) => {
      const wasArmed = self.stage === Stage.armed || self.stage === Stage.holding;
      const setpoint = original(self, wanted, events);
      if (wasArmed && events.stop !== Reason.none && !isFault(events.stop)) self.stage = Stage.armed;
      return setpoint;
    }),
};

export const armObjection: Removable = {
  name: "StartPermit: objects to an arming press",
  remove: () => replace(StartPermit.prototype, "armObjection", () => () => Reason.none),
};

export const selfTest: Removable = {
  name: "SelfTest: drives and judges anything at all",
  remove: () =>
    replace(SelfTest.prototype, "begin", () => (self) => {
      self.failure = Reason.none;
    }),
};

export const flow: Removable = {
  name: "FlowWatch: pump and pressure fit",
  remove: () => replace(FlowWatch.prototype, "judge", () => () => Reason.none),
};

export const leak: Removable = {
  name: "LeakWatch",
  remove: () => replace(LeakWatch.prototype, "judge", () => () => Reason.none),
};

export const fall: Removable = {
  name: "ReleaseWatch: the fall of the pressure",
  remove: () =>
    replace(ReleaseWatch.prototype, "judge", (original) => (self) => {
      original(self);
      return Reason.none;
    }),
};

export const zero: Removable = {
  name: "ReleaseWatch: the zero of the open cuff",
  remove: () => replace(ReleaseWatch.prototype, "judgeZero", () => () => Reason.none),
};

/** The lifecycle's own look at the stage: whatever the permit says, only an armed cuff follows an order. */
export const armedFirst: Removable = {
  name: "Lifecycle: not armed is not armed",
  remove: () =>
    replace(Lifecycle.prototype, "decide", (original) => (self, wanted, events) => {
      const mayPretend = self.stage === Stage.starting || self.stage === Stage.idle;
      if (wanted !== undefined && mayPretend && self.standing === Reason.none) self.stage = Stage.armed;
      return original(self, wanted, events);
    }),
};
