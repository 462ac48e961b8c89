import { Esp32Board } from "../../firmware/board/esp32-board";
import { pins } from "../../firmware/board/pins";
import { Light } from "../../firmware/shared/light";
import { TickInput, TickOutput } from "../../firmware/shared/tick";
import { powerUp } from "../../sim/io/chip";
import { abp2100kg, HoneywellDevice } from "../../sim/io/devices/honeywell";
import { CLOCK, DATA, kinds, rigOf } from "./rigs";

/** The drivers and the board on their simulated IO, driven by text messages: the same on Node and in the XS worker. */
declare const resetMeter: ((limit: number, units: number) => number) | undefined;
declare global {
  var onMessage: (message: string) => string;
}

const TICKS = 400;
const rigs = kinds.map((kind) => ({ kind, ...rigOf(kind) }));

/** Every driver through pressures, an absent part, a broken transfer and a held line: all that it said. */
function drive(): string {
  const said: unknown[] = [];
  for (const { kind, rig, device } of rigs) {
    rig.faults.length = 0;
    for (let i = 0; i < TICKS; i++) {
      kind.press(device, (kind.maximumPa * ((i * 37) % 101)) / 100);
      device.isMute = i > 100 && i < 120;
      if (i === 200) rig.bus.breaksAfterBytes = 1;
      if (i === 300) rig.bus.dataHeldClocks = 12;
      const sample = rig.tick();
      said.push(sample?.pressure, sample?.temperature, sample?.counts);
    }
    said.push(...rig.faults);
  }
  return said.join();
}

/** The board through some turns: every change of every pin, and every reading. */
function turn(): string {
  const chip = powerUp();
  const transducer = new HoneywellDevice(abp2100kg);
  chip.bus(pins.i2cData, pins.i2cClock).attach(transducer);
  const idle = { isFull: false, isTidying: false };
  const deadMan = { tripped: false, feed: () => {}, latchLimb: () => {}, clearTestTrip: () => false };
  const board = new Esp32Board(deadMan, idle, idle);
  const input = new TickInput();
  const output = new TickOutput();
  const said: unknown[] = [];
  for (let i = 0; i < TICKS; i++) {
    chip.advance(10);
    transducer.pressurePa = 200 * i;
    chip.pin(pins.button).setOutside(i % 50 < 20 ? 0 : undefined);
    board.read(input);
    said.push(input.buttonDown, input.samples.atMs[0], input.samples.counts[0]);
    input.samples.clear();
    output.pumpDuty = (i % 11) / 10;
    output.dumpCoilDuty = i % 3 === 0 ? 1 : 0.4;
    output.light = i % 2 === 0 ? Light.red : Light.cyan;
    board.write(output);
    board.toggleRail();
  }
  return said.join() + JSON.stringify(chip.changes);
}

/** What a call of `sample` costs by itself, on a bus that costs nothing; Honeywell's and CFSensor's see it as good. */
class InstantBus {
  read(into: Uint8Array): void {
    into[0] = into.length === 1 ? 0x02 : 0x40;
    into[1] = 0x40;
  }
  write(): void {}
  close(): void {}
}

function cost(): string {
  const units = (): number => (typeof resetMeter === "undefined" ? 0 : resetMeter(0, 0));
  const costs = kinds.map((kind) => {
    const sensor = kind.newSensor({ sensor: { io: InstantBus, data: DATA, clock: CLOCK } });
    units();
    for (let i = 0; i < TICKS; i++) sensor.sample(i);
    return Math.round(units() / TICKS);
  });
  return costs.join();
}

globalThis.onMessage = (message) => (message === "drive" ? drive() : message === "turn" ? turn() : cost());
