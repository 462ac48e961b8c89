import { Reason } from "../../firmware/shared/reasons";
import type { Fault } from "./fault";

export const controllerFaults: readonly Fault[] = [
  {
    name: "firmware hangs",
    tells: [],
    byDeadMan: true,
    inject: (world) => {
      world.firmware = "hung";
    },
  },
  {
    name: "firmware repeats itself and feeds on",
    tells: [],
    byDeadMan: true,
    watchS: 1300,
    inject: (world) => {
      world.firmware = "babbling";
    },
  },
  {
    name: "stall of 400 ms, as by a flash erase",
    tells: [Reason.deadManTripped, Reason.ticksLate],
    byDeadMan: true,
    inject: (world) => world.stall(400),
  },
  {
    name: "every tick 70 to 110 ms late",
    tells: [Reason.ticksLate, Reason.transducerStale, Reason.deadManTripped],
    inject: (world, random) => {
      world.tickDelayMs = () => Math.round(random.between(70, 110));
    },
  },
  {
    name: "clock leaps by 10 s",
    tells: [Reason.clockJumped, Reason.transducerStale],
    inject: (world) => {
      world.clockSkewMs = 10_000;
    },
  },
  {
    name: "clock goes back by 1 s",
    tells: [Reason.clockJumped, Reason.transducerStale],
    inject: (world) => {
      world.clockSkewMs = -1000;
    },
  },
  {
    name: "battery falls below its release voltage",
    tells: [Reason.batteryFalling, Reason.batteryLow, Reason.batteryNearlyLow],
    goOn: ({ board }, sinceMs) => {
      board.supply = Math.max(0.7, 1 - sinceMs / 40_000);
    },
  },
  {
    name: "electronics at 75 °C",
    tells: [Reason.overTemperature],
    inject: ({ board }) => {
      board.temperatureC = 75;
    },
  },
  {
    name: "dead-man does not trip",
    tells: [Reason.deadManUnproven],
    before: (setup) => ({ ...setup, deadManIsMute: true }),
  },
  {
    name: "button stuck down",
    tells: [Reason.buttonPressed, Reason.buttonStuck],
    watchS: 90,
    inject: ({ board, attendant }) => {
      attendant.mayPress = false;
      board.buttonDown = true;
    },
  },
];

export const personFaults: readonly Fault[] = [
  {
    name: "link lost for good",
    tells: [Reason.linkLost, Reason.linkMissing, Reason.unlinked],
    watchS: 80,
    inject: ({ board }) => {
      board.linked = false;
    },
  },
  {
    name: "link comes and goes every second",
    tells: [Reason.linkLost, Reason.linkMissing, Reason.unlinked],
    watchS: 200,
    goOn: ({ board }, sinceMs) => {
      board.linked = sinceMs % 3000 > 2000;
    },
  },
  {
    name: "nobody confirms a free hold",
    tells: [Reason.holdUnconfirmed, Reason.confirmationDue],
    watchS: 700,
    inject: ({ attendant }) => {
      attendant.confirms = false;
    },
  },
  {
    name: "fallen asleep in resistance training",
    tells: [Reason.noContraction, Reason.noContractionAlarm],
    watchS: 360,
    before: (setup) => ({ ...setup, mode: 1 }),
    inject: ({ limb }) => limb.muscle.stop(),
  },
];
