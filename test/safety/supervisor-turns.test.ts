import { expect } from "chai";
import { firstBuild } from "../../firmware/parts/builds";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import { times } from "./scene";
import { Supervised, TURNS } from "./supervised";

const { battery } = firstBuild;
const ROUND_MS = 10 * TURNS;

/** What goes wrong in a hold, how long it takes by its rule, and what is said then. */
const wrongs: readonly [Reason, number, (cuff: Supervised) => void][] = [
  [Reason.slackCuff, 30_000, (cuff) => Object.assign(cuff.scene.situation, { lopMmhg: 300 })],
  [Reason.excessPressure, 30_000, (cuff) => Object.assign(cuff.scene.situation, { setpointMmhg: 84 })],
  [Reason.noContraction, 135_000, (cuff) => Object.assign(cuff.scene.situation, { mode: Mode.resistance })],
  [Reason.batteryFalling, 200, (cuff) => Object.assign(cuff.input, { batteryMv: battery.releaseMv - 1 })],
  [Reason.overTemperature, 10_000, (cuff) => Object.assign(cuff.input, { temperatureC: 61 })],
  [Reason.linkLost, 30_000, (cuff) => Object.assign(cuff.input, { linked: false })],
  [Reason.transducersDisagree, 1500, (cuff) => Object.assign(cuff.scene.second, { isStale: true })],
  [
    Reason.volumeOutsidePreset,
    500,
    (cuff) => {
      cuff.supervisor.air.noteFall(0.5);
      cuff.scene.actuation.pumpFactor = 0.5;
      // A hold that still fills the cuff.
      cuff.scene.situation.setpointMmhg = undefined;
      times(TURNS, () => cuff.tick());
      Object.assign(cuff.scene.situation, { setpointMmhg: 100, reached: false });
    },
  ],
  [Reason.restrictedTimeReached, 0, (cuff) => cuff.account.restricted.note(0, 0, 30 * 60_000)],
  [Reason.inflationTimeCap, 300_000, (cuff) => Object.assign(cuff.scene.situation, { mode: Mode.passive })],
];

describe("supervisor: slow checks in turns", () => {
  it("SR-004, SR-027, SR-032, SR-033, SR-034, SR-035, SR-039, SR-042: all of them run, with all of the time", () => {
    for (const [reason, ms, spoil] of wrongs) {
      const cuff = new Supervised().hold();
      if (reason === Reason.slackCuff) times(300, () => cuff.tick());
      spoil(cuff);
      const [found, afterMs] = cuff.first(ms + 4 * ROUND_MS);
      expect(found, `${reason}`).to.equal(reason);
      expect(afterMs, `${reason}`).to.be.within(ms - 4 * ROUND_MS, ms + 2 * ROUND_MS);
    }
  });

  it("SR-027: the zero of an open cuff is looked at too", () => {
    const cuff = new Supervised();
    Object.assign(cuff.scene.pressure, { zeroMmhg: 4 });
    const [found, ms] = cuff.first(60_000);
    expect(found).to.equal(Reason.zeroDrifted);
    expect(ms).to.be.within(39_800, 41_000);
  });

  it("SR-017: a fault that a slow check finds outranks a release that a quick one finds, and the reverse", () => {
    const slow = new Supervised().hold();
    slow.input.temperatureC = 61;
    slow.first(900, () => {
      slow.mmhg -= 1;
    });
    slow.scene.situation.reached = true;
    const told = new Set<Reason>();
    times(1000, () => told.add(slow.tick()));
    expect([...told]).to.include.members([Reason.noRise, Reason.overTemperature]);
    expect(slow.tick()).to.equal(Reason.overTemperature);
    const quick = new Supervised().hold();
    quick.input.linked = false;
    expect(quick.first(31_000)[0]).to.equal(Reason.linkLost);
    times(TURNS - 1, () => expect(quick.tick()).to.equal(Reason.none));
    quick.mmhg = 330;
    expect(quick.tick(), "in the tick in which the link is lost again").to.equal(Reason.overPressure);
  });

  it("SR-037: a cap owes the longer rest, another release does not", () => {
    for (const [reason, , spoil] of wrongs) {
      const cuff = new Supervised().hold();
      spoil(cuff);
      if (reason === Reason.inflationTimeCap)
        Object.assign(cuff.scene.situation, { mode: Mode.resistance, limbMoves: true });
      cuff.first(605_000);
      const { owedMs } = cuff.account.reperfusion;
      const isCap = reason === Reason.restrictedTimeReached || reason === Reason.inflationTimeCap;
      expect(owedMs, `${reason}`).to.equal(isCap ? 180_000 : 60_000);
    }
    const high = new Supervised().hold();
    Object.assign(high.scene.situation, { setpointMmhg: 121, mode: Mode.aerobic });
    high.mmhg = 121;
    expect(high.first(400_000, () => Object.assign(high.scene.situation, { limbMoves: true }))[0]).to.equal(
      Reason.highPressureTimeCap,
    );
    expect(high.account.reperfusion.owedMs).to.equal(180_000);
  });

  it("SR-042: nobody has to be linked to a cuff that holds nothing, and a new hold begins anew", () => {
    const cuff = new Supervised().hold();
    cuff.input.linked = false;
    expect(cuff.first(29_000)[0]).to.equal(Reason.none);
    cuff.scene.situation.setpointMmhg = undefined;
    expect(cuff.first(60_000)[0]).to.equal(Reason.none);
    cuff.scene.situation.setpointMmhg = 100;
    expect(cuff.first(29_000)[0]).to.equal(Reason.none);
  });
});
