import { expect } from "chai";
import "../support/sdk-names";
import { Esp32Board } from "../../firmware/board/esp32-board";
import { pins } from "../../firmware/board/pins";
import { transducers } from "../../firmware/parts/transducers";
import type { DeadMan } from "../../firmware/safety/dead-man";
import { Light } from "../../firmware/shared/light";
import { TickInput, TickOutput } from "../../firmware/shared/tick";
import { type Chip, powerUp } from "../../sim/io/chip";
import { abp2100kg, HoneywellDevice } from "../../sim/io/devices/honeywell";

const deadMan: DeadMan = { tripped: false, feed: () => {}, latchLimb: () => {}, clearTestTrip: () => false };
const outputs = [pins.pump, pins.bleedValve, pins.dumpValve, pins.railToggle, pins.buzzer];
const lights = [pins.red, pins.green, pins.blue];

describe("ESP32 board", () => {
  const keeper = { isFull: false, isTidying: false };
  const diary = { isTidying: false };
  let chip: Chip;
  let transducer: HoneywellDevice;
  let board: Esp32Board;
  let input: TickInput;

  /** One turn of reading, 10 ms after the one before; the samples that it brought. */
  function read(): [number, number][] {
    chip.advance(10);
    input.samples.clear();
    board.read(input);
    const { atMs, counts, length } = input.samples;
    return Array.from({ length }, (_, i) => [atMs[i] as number, counts[i] as number]);
  }

  beforeEach(() => {
    chip = powerUp();
    transducer = new HoneywellDevice(abp2100kg);
    chip.bus(pins.i2cData, pins.i2cClock).attach(transducer);
    Object.assign(keeper, { isFull: false, isTidying: false });
    diary.isTidying = false;
    board = new Esp32Board(deadMan, keeper, diary);
    input = new TickInput();
  });

  it("drives every output to 0 when it starts, and none to anything else on the way there", () => {
    for (const pin of [...outputs, ...lights]) expect(chip.pin(pin)).to.include({ isDriven: true, duty: 0 });
    expect(chip.changes.filter(({ duty }) => duty !== 0)).to.deep.equal([]);
  });

  it("drives the pump above hearing, the valves at 2 kHz, the buzzer within hearing, and nothing else by PWM", () => {
    const hz = new Map(chip.changes.map((change) => [change.pin, change.hz]));
    expect(hz.get(pins.pump)).to.equal(20_000);
    expect([hz.get(pins.bleedValve), hz.get(pins.dumpValve)]).to.deep.equal([2000, 2000]);
    expect(hz.get(pins.buzzer)).to.be.within(150, 1000);
    expect([...hz.values()].filter((each) => each > 0)).to.have.length(4);
  });

  it("puts each duty on its own gate", () => {
    const output = Object.assign(new TickOutput(), { pumpDuty: 0.25, bleedCoilDuty: 0.5, dumpCoilDuty: 1 });
    board.write(output);
    expect(chip.pin(pins.pump).duty).to.be.closeTo(0.25, 0.001);
    expect(chip.pin(pins.bleedValve).duty).to.be.closeTo(0.5, 0.001);
    expect(chip.pin(pins.dumpValve).duty).to.equal(1);
    board.write(new TickOutput());
    for (const pin of outputs) expect(chip.pin(pin).duty).to.equal(0);
  });

  it("toggles the rail once a call, and writing toggles nothing", () => {
    const levels = [1, 2, 3, 4].map(() => {
      board.toggleRail();
      board.write(new TickOutput());
      return chip.pin(pins.railToggle).duty;
    });
    expect(levels).to.deep.equal([1, 0, 1, 0]);
    expect(chip.changes.filter(({ pin }) => pin === pins.railToggle)).to.have.length(5);
  });

  it("shows every light by its own colours, and sounds the buzzer at half", () => {
    const shown = (light: Light): string => {
      board.write(Object.assign(new TickOutput(), { light, buzzerOn: light === Light.red }));
      return lights.map((pin) => chip.pin(pin).duty).join("");
    };
    expect(shown(Light.off)).to.equal("000");
    expect(shown(Light.red)).to.equal("100");
    expect(chip.pin(pins.buzzer).duty).to.be.closeTo(0.5, 0.001);
    expect(shown(Light.yellow)).to.equal("110");
    expect(shown(Light.cyan)).to.equal("011");
    expect(shown(Light.green)).to.equal("010");
    expect(chip.pin(pins.buzzer).duty).to.equal(0);
  });

  it("the button pulls its pin to ground, and one that is not connected is not pressed", () => {
    read();
    expect(input.buttonDown).to.equal(false);
    chip.pin(pins.button).setOutside(0);
    read();
    expect(input.buttonDown).to.equal(true);
    chip.pin(pins.button).setOutside(undefined);
    read();
    expect(input.buttonDown).to.equal(false);
  });

  it("brings one reading a tick, stamped with the tick that started it", () => {
    transducer.pressurePa = 20_000;
    expect(read()).to.deep.equal([]);
    for (let turn = 1; turn < 20; turn++) {
      const [[atMs, counts] = [0, 0], ...more] = read();
      expect(more).to.deep.equal([]);
      expect(atMs).to.equal(chip.nowMs - 10);
      const { lowCounts, highCounts } = transducers.abp2;
      expect(counts).to.be.closeTo(lowCounts + 0.2 * (highCounts - lowCounts), 1);
    }
  });

  it("stamps as the SDK's clock does, which wraps into the negative", () => {
    chip.advance(2 ** 31 - 15);
    read();
    expect(read()).to.have.nested.property("[0][0]", 2 ** 31 - 5);
    expect(read()).to.have.nested.property("[0][0]", 5 - 2 ** 31);
  });

  it("an error that the part reports is a reading that is no number; no answer is no reading", () => {
    read();
    transducer.hasMemoryError = true;
    expect(read()).to.deep.equal([[10, Number.NaN]]);
    transducer.hasMemoryError = false;
    transducer.isMute = true;
    for (let i = 0; i < 5; i++) expect(read()).to.deep.equal([]);
    transducer.isMute = false;
    read();
    expect(read()).to.have.length(1);
  });

  it("a shorted bus costs less than half a tick, and the transducer comes back when it is mended", () => {
    const bus = chip.bus(pins.i2cData, pins.i2cClock);
    read();
    bus.clockIsHeld = true;
    for (let i = 0; i < 50; i++) {
      const before = bus.spentMs;
      expect(read()).to.deep.equal([]);
      expect(bus.spentMs - before).to.be.below(5);
    }
    bus.clockIsHeld = false;
    read();
    expect(read()).to.have.length(1);
  });

  it("tells when the store is full, and when either store is being tidied", () => {
    read();
    expect(input).to.include({ canKeep: true, isTidying: false });
    keeper.isFull = true;
    diary.isTidying = true;
    read();
    expect(input).to.include({ canKeep: false, isTidying: true });
    diary.isTidying = false;
    keeper.isTidying = true;
    read();
    expect(input.isTidying).to.equal(true);
  });
});
