import { expect } from "chai";
import fc from "fast-check";
import { SensorFault } from "../../firmware/board/drivers/one-shot-sensor";
import { Xgzp68xxd } from "../../firmware/board/drivers/xgzp68xxd";
import { transducers } from "../../firmware/parts/transducers";
import { XgzpDevice } from "../../sim/io/devices/xgzp68xxd";
import { Rig } from "./rigs";

function rigWith(countsPerPa: number): { rig: Rig<Xgzp68xxd>; device: XgzpDevice } {
  const device = new XgzpDevice(countsPerPa);
  const rig = new Rig(device, (options) => new Xgzp68xxd(options));
  rig.sensor.configure({ countsPerPa });
  return { rig, device };
}

describe("XGZP68xxD", () => {
  it("reads pressures below and above ambient with every K, and temperatures below zero", () => {
    const truth = fc.record({
      countsPerPa: fc.constantFrom(32, 64, 128, 256),
      share: fc.double({ min: -0.95, max: 0.95, noNaN: true }),
      temperatureC: fc.double({ min: -40, max: 125, noNaN: true }),
    });
    fc.assert(
      fc.property(truth, ({ countsPerPa, share, temperatureC }) => {
        const { rig, device } = rigWith(countsPerPa);
        device.pressurePa = (share * 2 ** 23) / countsPerPa;
        device.temperatureC = temperatureC;
        const sample = rig.next();
        expect(sample?.pressure).to.be.closeTo(device.pressurePa, 0.5001 / countsPerPa);
        expect(sample?.temperature).to.be.closeTo(temperatureC, 0.5001 / 256);
      }),
    );
  });

  it("a count at either end is no pressure, and is told", () => {
    for (const pa of [1e6, -1e6]) {
      const { rig, device } = rigWith(64);
      device.pressurePa = pa;
      expect(rig.next()).to.include({ pressure: undefined, counts: undefined, temperature: undefined });
      expect(rig.faults).to.deep.equal([SensorFault.outOfRange]);
    }
  });

  it("a caller every 10 ms gets a sample every 20 ms from a part that takes that long", () => {
    const { rig } = rigWith(64);
    const atMs: number[] = [];
    for (let i = 0; i < 20; i++) {
      const sample = rig.tick();
      if (sample !== undefined) atMs.push(rig.chip.nowMs);
    }
    expect(atMs.slice(1).map((ms, i) => ms - (atMs[i] as number))).to.deep.equal(Array(atMs.length - 1).fill(20));
    expect(atMs).to.have.length.above(8);
  });

  it("the counts are those of the firmware's parts table", () => {
    const { rig, device } = rigWith(64);
    device.pressurePa = 100_000;
    expect(rig.next()?.counts).to.equal(transducers.xgzp.highCounts);
  });
});
