import { expect } from "chai";
import fc from "fast-check";
import { Events, Lifecycle, Stage } from "../../firmware/session/lifecycle";
import { isFault, Reason } from "../../firmware/shared/reasons";
import { living, stages, WANTED } from "./living";

describe("lifecycle: stops", () => {
  it("SR-012, SR-047: a stop releases, disarms and stands until the order was withdrawn", () => {
    for (const stage of stages) {
      const { life, step } = living(stage);
      expect(step({ stop: Reason.linkLost }, WANTED)).to.equal(undefined);
      const ended = stage === Stage.starting || stage === Stage.faulted ? stage : Stage.idle;
      const reason = stage === Stage.faulted ? Reason.overPressure : Reason.linkLost;
      expect(life).to.include({ stage: ended, reason, standing: reason });
      expect(step({}, WANTED)).to.equal(undefined);
      step();
      expect(life.standing).to.equal(stage === Stage.faulted ? Reason.overPressure : Reason.none);
    }
  });

  it("SR-008: a fault stands until a restart", () => {
    for (const stage of stages) {
      const { life, step } = living(stage);
      expect(step({ stop: Reason.ventBlocked })).to.equal(undefined);
      step();
      step({ started: true, armPressed: true, testEnded: true, unused: true });
      const reason = stage === Stage.faulted ? Reason.overPressure : Reason.ventBlocked;
      expect(life).to.include({ stage: Stage.faulted, reason, standing: reason });
    }
  });

  it("SR-017: the first cause is told; a fault outranks it, and nothing outranks the first fault", () => {
    const { life, step } = living(Stage.holding);
    for (const [stop, reason] of [
      [Reason.buttonPressed, Reason.buttonPressed],
      [Reason.linkLost, Reason.buttonPressed],
      [Reason.overPressure, Reason.overPressure],
      [Reason.ventBlocked, Reason.overPressure],
      [Reason.linkLost, Reason.overPressure],
    ] as const) {
      step({ stop }, WANTED);
      expect(life.reason).to.equal(reason);
    }
  });

  it("SR-017: a stop of nothing is no news, but one of the self-test is", () => {
    for (const [stage, reason] of [
      [Stage.idle, Reason.none],
      [Stage.armed, Reason.none],
      [Stage.testing, Reason.buttonPressed],
    ] as const) {
      const { life, step } = living(stage);
      step({ stop: Reason.buttonPressed });
      expect(life, "and does not stand, for nothing was ordered").to.include({
        stage: Stage.idle,
        reason,
        standing: Reason.none,
      });
    }
    const withdrawn = living(Stage.holding);
    withdrawn.step({ stop: Reason.linkLost });
    expect(withdrawn.life).to.include({ reason: Reason.linkLost, standing: Reason.none });
  });

  it("SR-001, SR-008, SR-012, SR-052: whatever happens, nothing is driven without a grant or after a fault", () => {
    const happening = fc.record({
      stop: fc.constantFrom(Reason.none, Reason.none, Reason.none, Reason.linkLost, Reason.overPressure),
      started: fc.boolean(),
      armPressed: fc.boolean(),
      testEnded: fc.boolean(),
      unused: fc.boolean(),
    });
    const wanted = fc.constantFrom(undefined, 80, WANTED);
    const objection = fc.constantFrom(Reason.none, Reason.none, Reason.notArmed);
    fc.assert(
      fc.property(fc.array(fc.tuple(happening, wanted, objection)), (list) => {
        const permit = { order: Reason.none as Reason };
        const life = new Lifecycle({ armObjection: () => Reason.none, orderObjection: () => permit.order });
        let faulted = false;
        let standing = false;
        for (const [events, mmhg, order] of list) {
          permit.order = order;
          const setpoint = life.decide(mmhg, Object.assign(new Events(), events));
          faulted ||= isFault(events.stop);
          standing = mmhg !== undefined && (standing || events.stop !== Reason.none);
          if (setpoint === undefined) expect(life.stage).to.not.equal(Stage.holding);
          else expect([setpoint, life.stage, faulted, standing]).to.deep.equal([mmhg, Stage.holding, false, false]);
          if (faulted) expect(life.stage).to.equal(Stage.faulted);
        }
      }),
    );
  });
});
