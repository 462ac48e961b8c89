import { expect } from "chai";
import fc from "fast-check";
import { Abp2, abp2Transfer } from "../../firmware/board/drivers/abp2";
import { Mpr, mprTransfer } from "../../firmware/board/drivers/mpr";
import { SensorFault } from "../../firmware/board/drivers/one-shot-sensor";
import { transducers } from "../../firmware/parts/transducers";
import { abp2100kg, HoneywellDevice, type HoneywellModel, mpr0060kg } from "../../sim/io/devices/honeywell";
import { Rig } from "./rigs";

const newMpr = (options: ConstructorParameters<typeof Mpr>[0]) => new Mpr(options);
const newAbp2 = (options: ConstructorParameters<typeof Abp2>[0]) => new Abp2(options);
const PA_PER_MMHG = 1000 / 7.50062;

describe("Honeywell status byte", () => {
  const makers = [
    ["MPR", mpr0060kg, newMpr],
    ["ABP2", abp2100kg, newAbp2],
  ] as const;
  for (const [name, model, newSensor] of makers) {
    it(`${name}: a memory error gives a sample without pressure, and is told once`, () => {
      const device = new HoneywellDevice(model);
      const rig = new Rig(device, newSensor);
      rig.next();
      device.hasMemoryError = true;
      for (let i = 0; i < 10; i++) {
        expect(rig.next()).to.include({ pressure: undefined, counts: undefined, temperature: undefined });
      }
      expect(rig.faults).to.deep.equal([SensorFault.memory]);
    });

    it(`${name}: math saturation, far above and far below the range, gives no pressure and passes`, () => {
      const device = new HoneywellDevice(model);
      const rig = new Rig(device, newSensor);
      for (const pa of [model.maximumPa * 1.2, model.maximumPa * -0.2]) {
        device.pressurePa = pa;
        rig.next();
        expect(rig.next()).to.include({ pressure: undefined, counts: undefined });
      }
      expect(rig.faults).to.deep.equal([SensorFault.saturated]);
      device.pressurePa = 30_000;
      rig.next();
      expect(rig.next()?.pressure).to.be.closeTo(30_000, 1);
    });

    it(`${name}: a count at either end is a bound and no pressure, saturated or not`, () => {
      for (const counts of [0, 0xff_ffff]) {
        const device = new HoneywellDevice(model);
        const rig = new Rig(device, newSensor);
        device.pressurePa = ((counts / 2 ** 24 - 0.1) / 0.8) * model.maximumPa;
        expect(rig.next(), `${counts}`).to.include({ pressure: undefined, counts: undefined });
        expect(rig.faults, `${counts}`).to.deep.equal([SensorFault.outOfRange]);
      }
    });

    it(`${name}: a bit that is always set or always clear in these parts gives another chip away`, () => {
      for (const bit of [7, 6, 4, 3, 1]) {
        const device = new HoneywellDevice(model);
        const rig = new Rig(device, newSensor);
        device.statusFlip = 1 << bit;
        expect(rig.next(), `bit ${bit}`).to.include({ pressure: undefined, counts: undefined });
        expect(rig.faults, `bit ${bit}`).to.deep.equal([SensorFault.unexpectedSensor]);
      }
    });

    it(`${name}: what the status byte says in mid-conversion is no verdict on the last one`, () => {
      const device = new HoneywellDevice(model);
      const rig = new Rig(device, newSensor);
      rig.sensor.sample();
      for (let i = 0; i < 4; i++) {
        rig.chip.advance(1);
        expect(rig.sensor.sample()).to.equal(undefined);
      }
      rig.chip.advance(1);
      expect(rig.sensor.sample()?.pressure, "5 ms after the start").to.be.closeTo(0, 1);
    });
  }

  it("a command while the part is busy is not sent: it would be ignored", () => {
    const device = new HoneywellDevice(abp2100kg);
    const rig = new Rig(device, newAbp2);
    rig.sensor.sample();
    const { transfers } = rig.bus;
    rig.chip.advance(1);
    rig.sensor.sample();
    expect(rig.bus.transfers - transfers, "one read, no command").to.equal(1);
  });
});

describe("Honeywell transfer functions", () => {
  const shares: readonly [string, HoneywellModel, "A" | "B" | "C", number, number][] = [
    ["MPR A", mpr0060kg, "A", 0.1, 0.9],
    ["MPR B", mpr0060kg, "B", 0.025, 0.225],
    ["MPR C", mpr0060kg, "C", 0.2, 0.8],
    ["ABP2 A", abp2100kg, "A", 0.1, 0.9],
    ["ABP2 B", abp2100kg, "B", 0.3, 0.7],
  ];
  for (const [name, base, letter, lowShare, highShare] of shares) {
    it(`${name}: every range and pressure comes back to a count and a half`, () => {
      const range = fc.record({
        minimumPa: fc.integer({ min: -40_000, max: 0 }),
        maximumPa: fc.integer({ min: 10_000, max: 200_000 }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      });
      fc.assert(
        fc.property(range, ({ minimumPa, maximumPa, share }) => {
          const device = new HoneywellDevice({ ...base, minimumPa, maximumPa, lowShare, highShare });
          const isMpr = base === mpr0060kg;
          const rig = new Rig(device, (options) => {
            const sensor = isMpr ? new Mpr(options) : new Abp2(options);
            const table = (isMpr ? mprTransfer : abp2Transfer) as typeof mprTransfer;
            sensor.configure({ minimumPa, maximumPa, transfer: table[letter] });
            return sensor;
          });
          device.pressurePa = minimumPa + share * (maximumPa - minimumPa);
          const countPa = (maximumPa - minimumPa) / ((highShare - lowShare) * 2 ** 24);
          expect(rig.next()?.pressure).to.be.closeTo(device.pressurePa, 1.5 * countPa);
        }),
      );
    });
  }

  it("the counts are those that the firmware's parts table turns into the same pressure", () => {
    const cases = [
      [new HoneywellDevice(abp2100kg), newAbp2, transducers.abp2],
      [new HoneywellDevice(mpr0060kg), newMpr, transducers.mpr],
    ] as const;
    for (const [device, newSensor, part] of cases) {
      const rig = new Rig(device, newSensor);
      device.pressurePa = 40_000;
      const sample = rig.next();
      const span = (part.highMmhg - part.lowMmhg) / (part.highCounts - part.lowCounts);
      const mmhg = part.lowMmhg + ((sample?.counts ?? 0) - part.lowCounts) * span;
      expect(mmhg * PA_PER_MMHG).to.be.closeTo(sample?.pressure ?? 0, 1);
    }
  });
});

describe("ABP2 temperature", () => {
  it("comes with every pressure, from -50 to 150 °C", () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 150, noNaN: true }), (temperatureC) => {
        const device = new HoneywellDevice(abp2100kg);
        const rig = new Rig(device, newAbp2);
        device.temperatureC = temperatureC;
        expect(rig.next()?.temperature).to.be.closeTo(temperatureC, 1e-5);
      }),
    );
  });

  it("is left out where the part has none", () => {
    const rig = new Rig(new HoneywellDevice(mpr0060kg), newMpr);
    expect(rig.next()).to.have.property("temperature", undefined);
  });
});
