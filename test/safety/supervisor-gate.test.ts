import { expect } from "chai";
import { Reason } from "../../firmware/shared/reasons";
import { Supervised } from "./supervised";

const isDriven = ({ pumpDuty, bleedCoilDuty, dumpCoilDuty }: ReturnType<Supervised["gate"]>) =>
  [pumpDuty, bleedCoilDuty, dumpCoilDuty].every((duty) => duty > 0);
const isOff = ({ pumpDuty, bleedCoilDuty, dumpCoilDuty }: ReturnType<Supervised["gate"]>) =>
  [pumpDuty, bleedCoilDuty, dumpCoilDuty].every((duty) => duty === 0);

describe("supervisor: the last word", () => {
  it("SR-001, SR-008: a stop leaves nothing driven, and drops the rail", () => {
    const cuff = new Supervised();
    cuff.tick();
    expect(cuff.gate(Reason.none)).to.satisfy(isDriven).and.include({ railAlive: true, proven: true });
    for (const stop of [Reason.linkLost, Reason.overPressure])
      expect(cuff.gate(stop)).to.satisfy(isOff).and.include({ railAlive: false, proven: true });
  });

  it("SR-008: the rail is up only while pump or a valve is driven", () => {
    const cuff = new Supervised();
    cuff.tick();
    const off = { pumpDuty: 0, bleedCoilDuty: 0, dumpCoilDuty: 0 };
    for (const [driven, railAlive] of [
      [{}, false],
      [{ pumpDuty: 0.1 }, true],
      [{ bleedCoilDuty: 0.1 }, true],
      [{ dumpCoilDuty: 0.1 }, true],
    ] as const) {
      Object.assign(cuff.output, off, driven);
      cuff.supervisor.gate(Reason.none, cuff.output);
      expect(cuff.output).to.include({ ...off, ...driven, railAlive, proven: true });
    }
  });

  it("SR-018: a tick proves something only where the clock advanced by no more than the heartbeat", () => {
    const cuff = new Supervised();
    for (const [ms, proven] of [
      [10, true],
      [1, true],
      [200, true],
      [201, false],
      [0, false],
      [-1, false],
    ] as const) {
      cuff.scene.step(ms);
      expect(cuff.gate(Reason.none), `${ms}`).to.include({ proven, railAlive: proven });
    }
  });

  it("SR-018: and only on a pressure that is known and believed", () => {
    const cuff = new Supervised();
    cuff.scene.pressure.known = false;
    expect(cuff.gate(Reason.none)).to.include({ proven: false, railAlive: false });
    Object.assign(cuff.scene.pressure, { known: true, doubt: Reason.transducerStale });
    expect(cuff.gate(Reason.none)).to.include({ proven: false, railAlive: false });
  });

  it("SR-007: nothing is proven before the dead-man is, and its one trip is forgiven on the way", () => {
    const cuff = new Supervised(Reason.none, false);
    cuff.tick();
    expect(cuff.supervisor.isProven).to.equal(false);
    expect(cuff.gate(Reason.none)).to.include({ proven: false, railAlive: false, clearTestTrip: false });
    cuff.input.deadManTripped = true;
    cuff.tick();
    expect(cuff.gate(Reason.none)).to.include({ proven: false, clearTestTrip: true });
    cuff.input.deadManTripped = false;
    cuff.tick();
    expect(cuff.supervisor.isProven).to.equal(true);
    expect(cuff.gate(Reason.none)).to.include({ proven: true, clearTestTrip: false });
    cuff.input.deadManTripped = true;
    expect(cuff.tick()).to.equal(Reason.deadManTripped);
  });
});
