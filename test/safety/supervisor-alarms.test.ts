import { expect } from "chai";
import { firstBuild } from "../../firmware/parts/builds";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import { times } from "./scene";
import { Supervised } from "./supervised";

/** What is alarmed about in a hold, how soon, and what brings it about. */
const alarms: readonly [Reason, number, (cuff: Supervised) => void][] = [
  [Reason.noContractionAlarm, 121_000, ({ scene }) => Object.assign(scene.situation, { mode: Mode.resistance })],
  [Reason.limbOccluded, 2000, ({ scene }) => Object.assign(scene.situation, { isOccluded: true })],
  [Reason.leak, 60_000, pumpInShortPulses],
  [Reason.linkMissing, 2000, ({ input }) => Object.assign(input, { linked: false })],
  [Reason.buttonStuck, 200, ({ button }) => Object.assign(button, { isStuck: true })],
  [Reason.confirmationDue, 271_000, () => {}],
  [Reason.deviation, 2000, ({ scene }) => Object.assign(scene.situation, { setpointMmhg: 116 })],
  [
    Reason.batteryNearlyLow,
    3000,
    ({ input }) => Object.assign(input, { batteryMv: firstBuild.battery.lowestStartMv - 1 }),
  ],
];

/** 2 mmHg/s on average, with rests so long that no run of the pump is judged by itself. */
function pumpInShortPulses({ scene }: Supervised): void {
  Object.assign(scene.actuation, { pumpedMmhgPerS: scene.pressure.latestMs % 1000 < 100 ? 20 : 0 });
}

const brings = (reason: Reason) => alarms.find(([found]) => found === reason)?.[2] ?? (() => {});

describe("supervisor: alarms", () => {
  it("SR-026: nothing is alarmed about where all is well", () => {
    const cuff = new Supervised().hold();
    expect(cuff.first(60_000)[0]).to.equal(Reason.none);
    expect(cuff.supervisor.alarm(Reason.none)).to.equal(Reason.none);
  });

  it("SR-032, SR-035, SR-036, SR-039, SR-042, SR-043, SR-057: each is told, and stops nothing", () => {
    for (const [reason, ms, bring] of alarms) {
      const cuff = new Supervised().hold();
      expect(cuff.first(ms, () => bring(cuff))[0], `${reason}`).to.equal(Reason.none);
      expect(cuff.supervisor.alarm(Reason.none), `${reason}`).to.equal(reason);
    }
  });

  it("SR-026: the most urgent one is told", () => {
    const order = [
      Reason.noContractionAlarm,
      Reason.linkMissing,
      Reason.buttonStuck,
      Reason.deviation,
      Reason.batteryNearlyLow,
    ] as const;
    for (let from = 0; from < order.length; from++) {
      const cuff = new Supervised().hold();
      for (const reason of order.slice(from)) brings(reason)(cuff);
      // Away for the last moments only: 30 s would end the hold, and so would other things, each in its time.
      const { scene, input } = cuff;
      const isLast = order[from] === Reason.noContractionAlarm;
      if (isLast) {
        Object.assign(input, { linked: true });
        Object.assign(scene.situation, { setpointMmhg: 100 });
        expect(cuff.first(121_000)[0]).to.equal(Reason.none);
        for (const reason of order.slice(from + 1)) brings(reason)(cuff);
      }
      expect(cuff.first(5000)[0]).to.equal(Reason.none);
      expect(cuff.supervisor.alarm(Reason.none)).to.equal(order[from]);
    }
  });

  it("SR-026: of what was stopped and what is alarmed about, the more urgent is told; of equals, the stop", () => {
    const cuff = new Supervised().hold();
    brings(Reason.batteryNearlyLow)(cuff);
    cuff.first(5000);
    for (const [standing, told] of [
      [Reason.none, Reason.batteryNearlyLow],
      [Reason.buttonPressed, Reason.batteryNearlyLow],
      [Reason.setpointTooHigh, Reason.batteryNearlyLow],
      [Reason.deviation, Reason.deviation],
      [Reason.linkLost, Reason.linkLost],
    ] as const) {
      expect(cuff.supervisor.alarm(standing), `${standing}`).to.equal(told);
    }
    brings(Reason.linkMissing)(cuff);
    cuff.first(5000);
    for (const [standing, told] of [
      [Reason.deviation, Reason.linkMissing],
      [Reason.linkLost, Reason.linkLost],
      [Reason.inflationTimeCap, Reason.inflationTimeCap],
    ] as const) {
      expect(cuff.supervisor.alarm(standing), `${standing}`).to.equal(told);
    }
    cuff.mmhg = 330;
    cuff.tick();
    expect(cuff.supervisor.alarm(Reason.linkLost), "a fault before all").to.equal(Reason.overPressure);
  });

  it("SR-026: refusals and what a person asked for are no alarms", () => {
    const cuff = new Supervised();
    times(20, () => cuff.tick());
    for (const reason of [Reason.setpointTooHigh, Reason.buttonPressed, Reason.setpointWithdrawn]) {
      expect(cuff.supervisor.alarm(reason)).to.equal(Reason.none);
    }
  });
});
