import { expect } from "chai";
import { Reason } from "../../firmware/shared/reasons";
import { times } from "./scene";
import { Supervised, TURNS } from "./supervised";

const ROUND_MS = 10 * TURNS;

describe("supervisor: what the limb has had", () => {
  it("SR-038: time is written down for as long as the pressure is up or unknown, and the inflation counts", () => {
    const cuff = new Supervised().hold();
    times(100, () => cuff.tick());
    expect(cuff.account.restricted.totalMs(0, 0)).to.be.within(1000, 1300);
    expect(cuff.supervisor.time.inflatedMs).to.be.within(1000, 1300);
    Object.assign(cuff.scene.situation, { valvesShut: false, setpointMmhg: undefined });
    cuff.mmhg = 0;
    cuff.scene.pressure.doubt = Reason.transducerStale;
    const before = cuff.account.restricted.totalMs(0, 0);
    times(100, () => cuff.tick());
    expect(cuff.account.restricted.totalMs(0, 0)).to.equal(before + 1000);
    const { owedMs } = cuff.account.reperfusion;
    expect(owedMs, "nobody knows that it rests").to.equal(60_000);
  });

  it("SR-004, SR-037, SR-038: an open and empty cuff rests, and ends the inflation after a minute", () => {
    const cuff = new Supervised().hold();
    Object.assign(cuff.scene.situation, { valvesShut: false, setpointMmhg: undefined });
    cuff.mmhg = 15;
    cuff.scene.actuation.ventRateAt = () => 500;
    times(100, () => cuff.tick());
    const before = cuff.account.restricted.totalMs(0, 0);
    expect(cuff.account.reperfusion.owedMs).to.equal(60_000);
    cuff.mmhg = 0;
    times(3000, () => cuff.tick());
    expect(cuff.account.restricted.totalMs(0, 0)).to.equal(before);
    expect(cuff.account.reperfusion.owedMs).to.be.closeTo(30_000, 2 * ROUND_MS);
    expect(cuff.supervisor.time.inflatedMs).to.be.above(30_000);
    times(3000, () => cuff.tick());
    expect(cuff.supervisor.time.inflatedMs).to.equal(0);
  });

  it("SR-004: an open cuff that stays above 15 mmHg is inflated, and a shut one is below it", () => {
    for (const [mmhg, valvesShut, ms] of [
      [40, false, 1000],
      [15, false, 0],
      [10, true, 1000],
    ] as const) {
      const cuff = new Supervised();
      cuff.scene.situation.valvesShut = valvesShut;
      cuff.mmhg = mmhg;
      times(100, () => cuff.tick());
      expect(cuff.supervisor.time.inflatedMs, `${mmhg}`).to.be.closeTo(ms, ms / 5);
    }
  });

  it("SR-036: caps and used-up time end a hold, and are no news without one", () => {
    const cuff = new Supervised();
    cuff.account.restricted.note(0, 0, 30 * 60_000);
    cuff.scene.situation.valvesShut = true;
    expect(cuff.first(700_000)[0]).to.equal(Reason.none);
  });

  it("SR-037: a cuff that is found tight when the power comes owes the longer rest: nobody kept account of it", () => {
    for (const [mmhg, known, isStarted, owedMs] of [
      [15.1, true, false, 180_000],
      [15, true, false, 0],
      [15.1, true, true, 0],
      [15.1, false, false, 0],
    ] as const) {
      const cuff = new Supervised();
      Object.assign(cuff.scene.situation, { isStarted, valvesShut: false });
      cuff.mmhg = mmhg;
      times(2 * TURNS, () => {
        cuff.scene.step(10);
        cuff.scene.read(mmhg, 10);
        cuff.scene.pressure.known = known;
        cuff.judge();
      });
      expect(cuff.account.reperfusion.owedMs, `${mmhg} ${known} ${isStarted}`).to.equal(owedMs);
    }
  });
});
