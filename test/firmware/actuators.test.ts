import { expect } from "chai";
import fc from "fast-check";
import { firstBuild } from "../../firmware/parts/builds";
import { pumps } from "../../firmware/parts/pumps";
import { valves } from "../../firmware/parts/valves";
import { BleedDrive } from "../../firmware/valve/bleed-drive";
import { PulseModulator } from "../../firmware/valve/pulse-modulator";
import { PumpDrive } from "../../firmware/valve/pump-drive";
import { Solenoid } from "../../firmware/valve/solenoid";
import { SplitRange } from "../../firmware/valve/split-range";
import { AirCircuit, typicalAir } from "../../sim/air/circuit";
import { possibleConfigs } from "../support/configs";

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("pulse modulator", () => {
  it("delivers what is asked for on average, in pulses of at least the minimum length", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.14, noNaN: true }), (wanted) => {
        const pulses = new PulseModulator(0.15, 30);
        let sum = 0;
        let now = 0;
        let run = 0;
        const runs: number[] = [];
        for (let i = 0; i < 20_000; i++) {
          now = pulses.next(wanted, now, 10);
          sum += now;
          if (now > 0) run++;
          else if (run > 0) {
            runs.push(run);
            run = 0;
          }
        }
        expect(sum / 20_000).to.be.closeTo(wanted, 0.002);
        expect(Math.min(...runs)).to.be.at.least(3);
      }),
      { numRuns: 20 },
    );
  });
});

describe("minimum pulse", () => {
  it("is kept by pump and bleed valve under any rates, but never delays a release", () => {
    const step = fc.tuple(fc.double({ min: -40, max: 40, noNaN: true }), fc.integer({ min: 1, max: 30 }), fc.boolean());
    for (const config of possibleConfigs) {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
          const duties = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
          const actuators = new SplitRange(config, duties);
          let pumpMs = 0;
          let pumpedMs = 0;
          let bleedMs = 0;
          actuators.at(120);
          for (const [rate, turns, release] of steps) {
            for (let i = 0; i < turns; i++) {
              const bleeding = bleedMs > 0;
              const pumping = pumpMs > 0;
              actuators.drive(rate, 20);
              pumpMs = duties.pumpDuty > 0 ? pumpMs + 20 : 0;
              const isOpen = duties.bleedCoilDuty < config.bleed.closedDuty;
              if (bleeding && !isOpen) expect(bleedMs).to.be.at.least(config.bleed.minPulseMs);
              if (pumping && pumpMs === 0) expect(pumpedMs).to.be.at.least(100);
              bleedMs = isOpen ? bleedMs + 20 : 0;
              pumpedMs = pumpMs;
            }
            if (!release) continue;
            actuators.release(20);
            expect(Object.values(duties)).to.deep.equal([0, 0, 0]);
            pumpMs = 0;
            bleedMs = 0;
          }
        }),
        { numRuns: 30 },
      );
    }
  });
});

describe("pump drive", () => {
  it("never asks for a duty in the dead zone, and starts a standing pump with its starting duty", () => {
    for (const pump of Object.values(pumps)) {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(share, fc.double({ min: 0, max: 250, noNaN: true })), { maxLength: 50 }),
          (steps) => {
            const drive = new PumpDrive(pump);
            let last = 0;
            for (const [wanted, mmhg] of steps) {
              const duty = drive.dutyFor(wanted, mmhg, 10);
              expect(duty === 0 || (duty > pump.stallDuty && duty <= 1), `${duty}`).to.equal(true);
              if (last === 0 && duty > 0) expect(duty).to.be.at.least(pump.startDuty);
              last = duty;
            }
          },
        ),
      );
    }
  });

  it("asks for no more than full duty above its stall pressure, even while a shortest run is being finished", () => {
    const drive = new PumpDrive(pumps.zr370);
    drive.dutyFor(0.1, 0, 200);
    for (let i = 0; i < 20; i++) expect(drive.dutyFor(i < 5 ? 0.5 : 0, 340, 10)).to.be.within(0, 1);
  });

  it("makes up for back-pressure: half of the possible flow is half of the possible flow at any pressure", () => {
    const { kpm27c } = pumps;
    for (const mmhg of [0, 100, 200]) {
      const drive = new PumpDrive(kpm27c);
      let duty = 0;
      for (let i = 0; i < 100; i++) duty = drive.dutyFor(0.5, mmhg, 10);
      const speed = (duty - kpm27c.stallDuty) / (1 - kpm27c.stallDuty);
      const flow = speed - mmhg / kpm27c.stallMmhg;
      expect(flow / (1 - mmhg / kpm27c.stallMmhg)).to.be.closeTo(0.5, 1e-9);
    }
  });
});

describe("valve drives", () => {
  it("a solenoid is pulled shut with full current, then held with less", () => {
    const solenoid = new Solenoid(valves.dump97);
    const duties = Array.from({ length: 10 }, () => solenoid.coilDutyFor(true, 10));
    expect(duties).to.deep.equal([1, 1, 1, 1, 1, 1, 1, 1, 0.4, 0.4]);
    expect(solenoid.coilDutyFor(false, 10)).to.equal(0);
    expect(solenoid.coilDutyFor(true, 10)).to.equal(1);
  });

  it("an on/off bleed valve opens for at least its minimum pulse", () => {
    const drive = new BleedDrive(valves.onOff20);
    const open: boolean[] = [];
    for (let i = 0; i < 2000; i++) open.push(drive.coilDutyFor(0.07, 10) === 0);
    expect(open.filter(Boolean).length / open.length).to.be.closeTo(0.07, 0.005);
    const pulses = open.map((o) => (o ? "o" : ".")).join("");
    expect(pulses).to.not.match(/\.o\./);
  });

  it("a proportional bleed valve gets less current the more it is to open, and none to be fully open", () => {
    const drive = new BleedDrive(valves.proportional40);
    expect(drive.coilDutyFor(0, 10)).to.be.above(valves.proportional40.closedDuty);
    expect(drive.coilDutyFor(0.5, 10)).to.be.closeTo(0.6, 1e-9);
    expect(drive.coilDutyFor(1, 10)).to.equal(0);
  });
});

describe("split range", () => {
  it("SR-011: drives pump or bleed valve, never both, for any rates, pressures and steps", () => {
    const step = fc.tuple(
      fc.double({ min: -60, max: 60, noNaN: true }),
      fc.double({ min: -5, max: 350, noNaN: true }),
      fc.integer({ min: 0, max: 50 }),
      fc.boolean(),
    );
    for (const config of possibleConfigs) {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
          const duties = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
          const actuators = new SplitRange(config, duties);
          const shut = new BleedDrive(config.bleed).coilDutyFor(0, 0);
          for (const [rate, mmhg, dtMs, release] of steps) {
            actuators.at(mmhg);
            if (release) actuators.release(dtMs);
            else actuators.drive(rate, dtMs);
            for (const duty of Object.values(duties)) expect(duty).to.be.within(0, 1);
            const bleeds = duties.bleedCoilDuty < Math.min(shut, config.bleed.closedDuty);
            expect(duties.pumpDuty > 0 && bleeds).to.equal(false);
            if (release) expect(Object.values(duties)).to.deep.equal([0, 0, 0]);
          }
        }),
        { numRuns: 30 },
      );
    }
  });

  it("a late tick leaves neither the pump running nor full current on a coil", () => {
    for (const rate of [3, -3]) {
      for (const lateMs of [0, 20, 150, 2000, 60_000]) {
        const duties = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
        const actuators = new SplitRange(firstBuild, duties);
        actuators.at(120);
        // Until something has just begun to move.
        for (let i = 0; i < 50 && actuators.deliveredMmhgPerS === 0 && duties.pumpDuty === 0; i++)
          actuators.drive(rate, 20);
        for (let i = 0; i < 3; i++) actuators.drive(0, lateMs);
        for (let i = 0; i < 100; i++) actuators.drive(0, 20);
        expect(duties.pumpDuty, `${rate} ${lateMs}`).to.equal(0);
        expect(duties.bleedCoilDuty).to.be.above(firstBuild.bleed.closedDuty);
        expect(duties.dumpCoilDuty).to.equal(firstBuild.dump.closedDuty);
        expect(actuators.deliveredMmhgPerS).to.equal(0);
      }
    }
  });

  it("does nothing inside the dead band", () => {
    const duties = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
    const actuators = new SplitRange(firstBuild, duties);
    actuators.at(100);
    for (const rate of [0.29, -0.29, 0]) {
      actuators.drive(rate, 10);
      expect(duties.pumpDuty).to.equal(0);
      expect(duties.bleedCoilDuty).to.be.above(firstBuild.bleed.closedDuty);
    }
  });

  it("makes all cuffs and pumps alike: the simulated plant moves at the rate that was asked for", () => {
    for (const config of possibleConfigs) {
      const air = new AirCircuit(config, { ...typicalAir, creep: 0, leakMlPerS: 0, warmingK: 0 });
      const duties = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
      const actuators = new SplitRange(config, duties);
      const drive = (rate: number, ms: number): number => {
        const from = air.cuffMmhg;
        for (let i = 0; i < ms; i++) {
          if (i % 10 === 0) {
            actuators.at(air.cuffMmhg);
            actuators.drive(rate, 10);
          }
          air.step(1, duties.pumpDuty, duties.bleedCoilDuty, duties.dumpCoilDuty, 0);
        }
        return (1000 * (air.cuffMmhg - from)) / ms;
      };
      while (air.cuffMmhg < 110) drive(40, 100);
      drive(0, 1000);
      const name = `${config.cuff.name}, ${config.pump.name}, ${config.bleed.name}`;
      drive(3, 500);
      expect(drive(3, 4000), `${name} up`).to.be.closeTo(3, 0.6);
      drive(0, 1000);
      drive(-5, 500);
      expect(drive(-5, 4000), `${name} down`).to.be.closeTo(-5, 1.7);
    }
  });
});
