import { expect } from "chai";
import fc from "fast-check";
import { SensorFault } from "../../firmware/board/drivers/one-shot-sensor";
import { ForeignChip } from "../../sim/io/devices/foreign-chip";
import Digital from "../../sim/io/digital";
import { DATA, kinds, Rig, rigOf } from "./rigs";

/** What a caller every 10 ms can spare, ms. */
const LONGEST_CALL_MS = 4;

for (const kind of kinds) {
  describe(`${kind.name} driver`, () => {
    it("reads every pressure of its range to a count", () => {
      const { rig, device } = rigOf(kind);
      const read = (pa: number): number => {
        kind.press(device, pa);
        rig.next();
        // The conversion that the last call has started is the first to have seen it.
        return rig.next()?.pressure ?? Number.NaN;
      };
      const holds = (pa: number): void => {
        expect(read(pa)).to.be.closeTo(pa, kind.countPa);
      };
      holds(0);
      holds(kind.maximumPa);
      fc.assert(fc.property(fc.double({ min: 0, max: kind.maximumPa, noNaN: true }), holds), { numRuns: 300 });
      expect(rig.faults).to.deep.equal([]);
    });

    it("waits for nothing: it starts a conversion, and collects it at a later call", () => {
      const { rig, device } = rigOf(kind);
      kind.press(device, 20_000);
      expect(rig.sensor.sample(0)).to.equal(undefined);
      rig.chip.advance(0.5);
      expect(rig.sensor.sample(0.5), "still busy").to.equal(undefined);
      expect(device.conversions, "not started again while busy").to.equal(1);
      const sample = rig.next();
      expect(sample?.pressure).to.be.closeTo(20_000, 1);
      expect(device.conversions, "the next one is under way").to.equal(2);
      expect(rig.bus.spentMs).to.be.below(LONGEST_CALL_MS);
    });

    it("gives the counts that the pressure comes from, always in the same object, rising with it", () => {
      const { rig, device } = rigOf(kind);
      kind.press(device, 10_000);
      const first = rig.next();
      const low = first?.counts ?? Number.NaN;
      kind.press(device, 20_000);
      rig.next();
      expect(rig.next()).to.equal(first);
      expect(first?.counts).to.be.above(low);
    });

    it("stamps a sample with the clock of the call that started its conversion", () => {
      const { rig } = rigOf(kind);
      rig.tick();
      const startedMs = rig.chip.nowMs;
      expect(rig.next()?.ticks).to.equal(startedMs);
      const nextMs = rig.chip.nowMs;
      expect(rig.next()?.ticks).to.equal(nextMs);
    });

    it("leaves out the stamp when it is told no time", () => {
      const { rig } = rigOf(kind);
      rig.sensor.sample();
      rig.chip.advance(50);
      expect(rig.sensor.sample()).to.have.property("ticks", undefined);
    });

    it("a part that is missing from the start is told once, and read as soon as it is there", () => {
      const { rig, device } = rigOf(kind);
      device.isMute = true;
      for (let i = 0; i < 50; i++) expect(rig.tick()).to.equal(undefined);
      expect(rig.faults).to.deep.equal([SensorFault.noAnswer]);
      device.isMute = false;
      kind.press(device, 10_000);
      expect(rig.next()?.pressure).to.be.closeTo(10_000, 1);
    });

    it("a part that goes away is told once each time, and what it had converted is not told late", () => {
      const { rig, device } = rigOf(kind);
      for (let outage = 1; outage <= 2; outage++) {
        kind.press(device, 10_000);
        rig.next();
        device.isMute = true;
        for (let i = 0; i < 20; i++) expect(rig.tick()).to.equal(undefined);
        expect(rig.faults).to.have.length(outage);
        device.isMute = false;
        kind.press(device, 30_000);
        const sample = rig.next();
        expect(sample?.pressure).to.be.closeTo(30_000, 1);
        expect(rig.chip.nowMs - (sample?.ticks ?? 0)).to.be.below(40);
      }
    });

    it("a transfer that breaks off at any byte gives no sample, and the next one does", () => {
      for (let byte = 0; byte < 4; byte++) {
        const { rig, device } = rigOf(kind);
        kind.press(device, 10_000);
        rig.next();
        kind.press(device, 30_000);
        rig.bus.breaksAfterBytes = byte;
        for (let i = 0; i < 20; i++) {
          const pa = rig.tick()?.pressure;
          if (pa !== undefined) expect(Math.min(Math.abs(pa - 10_000), Math.abs(pa - 30_000))).to.be.below(1);
        }
        expect(rig.next()?.pressure).to.be.closeTo(30_000, 1);
      }
    });

    it("a data line that a part holds in mid-byte is freed, and the driver reads on", () => {
      const { rig, device } = rigOf(kind);
      kind.press(device, 10_000);
      rig.next();
      rig.bus.dataHeldClocks = 12;
      expect(rig.tick(), "nine clocks are not enough").to.equal(undefined);
      expect(rig.faults).to.deep.equal([SensorFault.noAnswer]);
      expect(rig.next()?.pressure).to.be.closeTo(10_000, 1);
    });

    for (const line of ["data", "clock"] as const) {
      it(`a shorted ${line} line costs a call at most ${LONGEST_CALL_MS} ms, is told once, and may go away`, () => {
        const { rig, device } = rigOf(kind);
        kind.press(device, 10_000);
        rig.next();
        if (line === "data") rig.bus.dataHeldClocks = Number.POSITIVE_INFINITY;
        else rig.bus.clockIsHeld = true;
        for (let i = 0; i < 100; i++) {
          const before = rig.bus.spentMs;
          expect(rig.tick()).to.equal(undefined);
          expect(rig.bus.spentMs - before).to.be.below(LONGEST_CALL_MS);
        }
        expect(rig.faults).to.deep.equal([SensorFault.noAnswer]);
        rig.bus.dataHeldClocks = 0;
        rig.bus.clockIsHeld = false;
        expect(rig.next()?.pressure).to.be.closeTo(10_000, 1);
      });
    }

    it("another chip at its address is told and never believed", () => {
      const { address } = kind.newDevice();
      for (let byte = 0; byte <= 0xff; byte++) {
        if (byte === kind.likenessByte) continue;
        const rig = new Rig(new ForeignChip(address, byte), kind.newSensor);
        for (let i = 0; i < 110; i++) {
          const sample = rig.tick();
          expect(sample?.pressure, `byte ${byte}`).to.equal(undefined);
          expect(sample?.counts, `byte ${byte}`).to.equal(undefined);
        }
        expect(rig.faults, `byte ${byte}`).to.have.length(1);
        expect(rig.faults[0]).to.not.equal(SensorFault.noAnswer);
      }
    });

    it("a conversion that never ends is told once, and the next start may end it", () => {
      const { rig, device } = rigOf(kind);
      kind.press(device, 10_000);
      rig.next();
      device.neverFinishes = true;
      for (let i = 0; i < 250; i++) expect(rig.tick()).to.equal(undefined);
      expect(rig.faults).to.deep.equal([SensorFault.endless]);
      device.neverFinishes = false;
      expect(rig.next()?.pressure).to.be.closeTo(10_000, 1);
    });

    it("a part that is reset in mid-conversion gives no pressure, and the next conversion does", () => {
      const { rig, device } = rigOf(kind);
      kind.press(device, 10_000);
      rig.next();
      device.reset();
      const sample = rig.tick();
      expect(sample).to.include({ pressure: undefined, counts: undefined });
      expect(rig.faults).to.have.length(1);
      expect(rig.next()?.pressure).to.be.closeTo(10_000, 1);
    });

    it("gives its pins back when it is closed, once or twice, and samples no more", () => {
      const { rig } = rigOf(kind);
      expect(() => new Digital({ pin: DATA, mode: Digital.Input })).to.throw("in use");
      rig.sensor.close();
      rig.sensor.close();
      expect(() => rig.sensor.sample()).to.throw("closed");
      expect(new Digital({ pin: DATA, mode: Digital.Input }).read()).to.equal(0);
    });
  });
}
