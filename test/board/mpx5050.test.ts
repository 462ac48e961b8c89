import { expect } from "chai";
import fc from "fast-check";
import { Mpx5050 } from "../../firmware/board/drivers/mpx5050";
import { SensorFault } from "../../firmware/board/drivers/one-shot-sensor";
import { transducers } from "../../firmware/parts/transducers";
import { Ads1115Device } from "../../sim/io/devices/ads1115";
import { mpx5050Volts } from "../../sim/io/devices/mpx5050";
import I2C from "../../sim/io/i2c";
import { CLOCK, DATA, Rig } from "./rigs";

function newRig(): { rig: Rig<Mpx5050>; device: Ads1115Device } {
  const device = new Ads1115Device();
  return { device, rig: new Rig(device, (options) => new Mpx5050(options)) };
}

describe("MPX5050 through an ADS1115", () => {
  it("reads whichever input and supply it is told", () => {
    const truth = fc.record({
      input: fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3),
      supplyVolts: fc.double({ min: 4.75, max: 5.25, noNaN: true }),
      pressurePa: fc.double({ min: 0, max: 50_000, noNaN: true }),
    });
    fc.assert(
      fc.property(truth, ({ input, supplyVolts, pressurePa }) => {
        const { rig, device } = newRig();
        rig.sensor.configure({ input, supplyVolts });
        device.volts.fill(1);
        device.volts[input] = mpx5050Volts(pressurePa, supplyVolts);
        const countPa = 6.144 / 0x8000 / supplyVolts / 0.018e-3;
        expect(rig.next()?.pressure).to.be.closeTo(pressurePa, 0.501 * countPa);
      }),
    );
  });

  it("a voltage that no working transducer gives is no pressure: wire off, shorted to ground or to the supply", () => {
    for (const volts of [0, 0.05, -0.2, 4.9, 5, 7]) {
      const { rig, device } = newRig();
      device.volts[0] = volts;
      expect(rig.next(), `${volts} V`).to.include({ pressure: undefined, counts: undefined });
      expect(rig.faults, `${volts} V`).to.deep.equal([SensorFault.outOfRange]);
    }
  });

  it("offsets and full scales of any part within the data sheet are believed", () => {
    for (const volts of [0.088, 0.313, 4.587, 4.813]) {
      const { rig, device } = newRig();
      device.volts[0] = volts;
      expect(rig.next()?.pressure, `${volts} V`).to.be.a("number");
    }
  });

  it("a converter at its end is no pressure whatever the supply", () => {
    const { rig, device } = newRig();
    rig.sensor.configure({ input: 0, supplyVolts: 6.4 });
    device.volts[0] = 6.2;
    expect(rig.next()).to.include({ pressure: undefined, counts: undefined });
    expect(rig.faults).to.deep.equal([SensorFault.outOfRange]);
  });

  it("a converter that somebody else has set to another input is not believed, and set right again", () => {
    const { rig, device } = newRig();
    device.volts[0] = mpx5050Volts(10_000, 5);
    device.volts[1] = mpx5050Volts(40_000, 5);
    rig.next();
    rig.chip.advance(5);
    rig.bus.transfer(0x48, Uint8Array.of(1, 0xd1, 0xe3), false, 400_000, 1, rig.chip.nowMs);
    expect(rig.tick()).to.include({ pressure: undefined, counts: undefined });
    expect(rig.faults).to.deep.equal([SensorFault.unexpectedSensor]);
    expect(rig.next()?.pressure).to.be.closeTo(10_000, 2);
  });

  it("two of them share a bus, each at its own address", () => {
    const { rig, device } = newRig();
    const second = new Ads1115Device(0x49);
    rig.bus.attach(second);
    const sensor = new Mpx5050({ sensor: { io: I2C, data: DATA, clock: CLOCK, address: 0x49 } });
    device.volts[0] = mpx5050Volts(10_000, 5);
    second.volts[0] = mpx5050Volts(30_000, 5);
    sensor.sample();
    expect(rig.next()?.pressure).to.be.closeTo(10_000, 2);
    expect(sensor.sample()?.pressure).to.be.closeTo(30_000, 2);
  });

  it("the counts are those of the firmware's parts table", () => {
    const { rig, device } = newRig();
    device.volts[0] = mpx5050Volts(50_000, 5);
    expect(rig.next()?.counts).to.be.closeTo(transducers.mpx5050.highCounts, 1);
    device.volts[0] = mpx5050Volts(0, 5);
    rig.next();
    expect(rig.next()?.counts).to.be.closeTo(transducers.mpx5050.lowCounts, 1);
  });
});
