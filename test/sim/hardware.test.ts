import { expect } from "chai";
import fc from "fast-check";
import { transducers } from "../../firmware/parts/transducers";
import { type Gates, SimulatedDeadMan } from "../../sim/hardware/dead-man";
import { ActuatorRail } from "../../sim/hardware/rail";
import { Transducer, typicalTransducer } from "../../sim/hardware/transducer";
import { RandomStream } from "../../sim/random";

const MINUTE = 60_000;

function shut(): Gates {
  return { pumpDuty: 0, bleedCoilDuty: 0.9, dumpCoilDuty: 0.4 };
}

/** Steps of 1 ms for `ms`, fed every 10 ms. */
function run(deadMan: SimulatedDeadMan, ms: number): void {
  for (let i = 0; i < ms; i++) {
    if (i % 10 === 0) deadMan.feed();
    deadMan.step(1);
  }
}

describe("dead-man, as hardware", () => {
  it("SR-005: trips 200 ms after the last feed and pulls every gate low, whatever is written afterwards", () => {
    const gates = { ...shut(), pumpDuty: 1 };
    const deadMan = new SimulatedDeadMan(gates);
    deadMan.feed();
    for (let i = 0; i < 200; i++) deadMan.step(1);
    expect(deadMan.tripped).to.equal(false);
    deadMan.step(1);
    expect(deadMan.tripped).to.equal(true);
    Object.assign(gates, shut());
    deadMan.step(1);
    expect(gates).to.deep.equal({ pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 });
  });

  it("SR-006: no feed extends the absolute limit: 15 minutes, or 20 where a leg was latched before", () => {
    for (const [limb, limitMs] of [
      ["arm", 15 * MINUTE],
      ["leg", 20 * MINUTE],
    ] as const) {
      const gates = shut();
      const deadMan = new SimulatedDeadMan(gates);
      deadMan.latchLimb(limb);
      gates.pumpDuty = 0.5;
      run(deadMan, 10);
      gates.pumpDuty = 0;
      deadMan.latchLimb("leg");
      run(deadMan, limitMs - 11);
      expect(deadMan.tripped, limb).to.equal(false);
      run(deadMan, 1);
      expect(deadMan.tripped, limb).to.equal(true);
    }
  });

  it("SR-006: only 60 s with idle gates, without a break, clear the absolute limit", () => {
    const gates = shut();
    const deadMan = new SimulatedDeadMan(gates);
    const hold = (ms: number): void => {
      Object.assign(gates, { ...shut(), pumpDuty: 0.5 });
      run(deadMan, ms);
    };
    const vent = (ms: number): void => {
      Object.assign(gates, { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 });
      run(deadMan, ms);
    };
    hold(14 * MINUTE);
    vent(60_000);
    hold(14 * MINUTE);
    expect(deadMan.tripped).to.equal(false);
    vent(59_999);
    hold(10);
    expect(deadMan.tripped, "59.999 s are a break too few").to.equal(true);
  });

  it("SR-007: once tripped it stays so, whatever is fed, latched or written", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("feed", "latch", "step", "write"), { maxLength: 300 }), (acts) => {
        const gates = shut();
        const deadMan = new SimulatedDeadMan(gates);
        for (let i = 0; i < 201; i++) deadMan.step(1);
        for (const act of acts) {
          if (act === "feed") deadMan.feed();
          else if (act === "latch") deadMan.latchLimb("leg");
          else if (act === "write") Object.assign(gates, shut());
          else deadMan.step(1);
          expect(deadMan.tripped).to.equal(true);
        }
      }),
    );
  });
});

describe("actuator rail", () => {
  it("SR-009: is down until toggled, and drops 300 ms after the last toggle", () => {
    const rail = new ActuatorRail();
    expect(rail.up).to.equal(false);
    rail.toggle();
    for (let i = 0; i < 299; i++) rail.step(1);
    expect(rail.up).to.equal(true);
    rail.step(1);
    expect(rail.up).to.equal(false);
  });
});

describe("simulated transducer", () => {
  it("delivers a reading only when its conversion is complete, at its own interval", () => {
    for (const part of Object.values(transducers)) {
      const transducer = new Transducer(part, typicalTransducer, new RandomStream(1, "noise"));
      const seen: [number, number][] = [];
      for (let nowMs = 1; nowMs <= 400; nowMs++) {
        transducer.step(nowMs, 1, 100);
        transducer.drain(nowMs, (takenMs) => seen.push([takenMs, nowMs]));
      }
      expect(seen.length, part.name).to.be.closeTo(400 / part.intervalMs, 2);
      for (const [takenMs, nowMs] of seen) expect(nowMs - takenMs).to.be.at.least(part.conversionMs);
    }
  });

  it("saturates at the part's rails instead of inventing a pressure", () => {
    const part = transducers.mpx5050;
    const transducer = new Transducer(part, typicalTransducer, new RandomStream(1, "noise"));
    let last = 0;
    for (let nowMs = 1; nowMs <= 200; nowMs++) {
      transducer.step(nowMs, 1, 900);
      transducer.drain(nowMs, (_, counts) => {
        last = counts;
      });
    }
    expect(last).to.equal(part.maxCounts);
  });
});
