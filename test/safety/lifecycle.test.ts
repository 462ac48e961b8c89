import { expect } from "chai";
import { type Events, Stage } from "../../firmware/session/lifecycle";
import { Reason } from "../../firmware/shared/reasons";
import { living, stages, WANTED } from "./living";

describe("lifecycle", () => {
  it("SR-045: only these events move it on, each in its own stage", () => {
    const moves: readonly [Partial<Events>, Stage, Stage][] = [
      [{ started: true }, Stage.starting, Stage.idle],
      [{ armPressed: true }, Stage.idle, Stage.testing],
      [{ testEnded: true }, Stage.testing, Stage.armed],
      [{ testEnded: true, testFailure: Reason.testLeaks }, Stage.testing, Stage.idle],
      [{ unused: true }, Stage.armed, Stage.idle],
    ];
    for (const [events, from, to] of moves) {
      for (const stage of stages) {
        const { life, step } = living(stage);
        step(events, stage === Stage.holding ? WANTED : undefined);
        expect(life.stage, JSON.stringify(events)).to.equal(stage === from ? to : stage);
      }
    }
  });

  it("SR-045, SR-047: says why it is not armed, or not any more", () => {
    const refused = living(Stage.idle);
    refused.permit.arm = Reason.notZeroed;
    refused.step({ armPressed: true });
    expect(refused.life).to.include({ stage: Stage.idle, reason: Reason.notZeroed });
    refused.permit.arm = Reason.none;
    refused.step({ armPressed: true });
    expect(refused.life).to.include({ stage: Stage.testing, reason: Reason.none });
    refused.step({ testEnded: true, testFailure: Reason.testLeaks });
    expect(refused.life.reason).to.equal(Reason.testLeaks);
    const unused = living(Stage.armed);
    unused.step({ unused: true });
    expect(unused.life.reason).to.equal(Reason.armingUnused);
  });

  it("SR-001: an order that is granted is followed until it is withdrawn, and then it is disarmed", () => {
    const { life, step } = living(Stage.armed);
    expect(step({}, WANTED)).to.equal(WANTED);
    expect(life).to.include({ stage: Stage.holding, reason: Reason.none, standing: Reason.none });
    expect(step({}, WANTED)).to.equal(WANTED);
    expect(step({}, 90), "another set-point").to.equal(90);
    expect(step()).to.equal(undefined);
    expect(life).to.include({ stage: Stage.idle, reason: Reason.setpointWithdrawn, standing: Reason.none });
    step();
    expect(life.reason).to.equal(Reason.setpointWithdrawn);
  });

  it("SR-012: a refusal stands until the order was withdrawn, and ends a hold", () => {
    const { life, permit, step } = living(Stage.armed);
    permit.order = Reason.setpointTooHigh;
    expect(step({}, WANTED)).to.equal(undefined);
    expect(life).to.include({ stage: Stage.armed, reason: Reason.setpointTooHigh, standing: Reason.setpointTooHigh });
    permit.order = Reason.none;
    expect(step({}, WANTED)).to.equal(undefined);
    expect(step({}, 90)).to.equal(undefined);
    step();
    expect(life.standing).to.equal(Reason.none);
    expect(step({}, WANTED)).to.equal(WANTED);
    permit.order = Reason.setpointTooLow;
    expect(step({}, WANTED), "asked once").to.equal(WANTED);
    expect(step({}, 10)).to.equal(undefined);
    expect(life).to.include({ stage: Stage.idle, reason: Reason.setpointTooLow, standing: Reason.setpointTooLow });
    expect(step({}, WANTED)).to.equal(undefined);
  });

  it("SR-012, SR-017: a press does not arm while an order stands that would be ignored, and says why", () => {
    const { life, step } = living(Stage.holding);
    step({ stop: Reason.linkLost }, WANTED);
    step({ armPressed: true }, WANTED);
    expect(life).to.include({ stage: Stage.idle, reason: Reason.linkLost });
    step();
    step({ armPressed: true });
    expect(life.stage).to.equal(Stage.testing);
  });

  it("SR-045: not armed is not armed, whatever the permit says", () => {
    for (const stage of [Stage.starting, Stage.idle, Stage.testing]) {
      const { life, step } = living(stage);
      expect(step({}, WANTED)).to.equal(undefined);
      expect(life).to.include({ stage, reason: Reason.notArmed, standing: Reason.notArmed });
    }
    const { life, permit, step } = living(Stage.idle);
    permit.order = Reason.notZeroed;
    step({}, WANTED);
    expect(life.reason).to.equal(Reason.notZeroed);
  });

  it("SR-012: an order that is complete releases, stays armed, and is not begun again before it was withdrawn", () => {
    const { life, step } = living(Stage.holding);
    expect(step({ ended: Reason.lopFound }, WANTED)).to.equal(undefined);
    expect(life).to.include({ stage: Stage.armed, reason: Reason.lopFound, standing: Reason.lopFound });
    for (const wanted of [WANTED, 90, WANTED]) expect(step({}, wanted), `${wanted}`).to.equal(undefined);
    expect(life).to.include({ stage: Stage.armed, reason: Reason.lopFound });
    expect(step()).to.equal(undefined);
    expect(life).to.include({ stage: Stage.armed, reason: Reason.lopFound, standing: Reason.none });
    expect(step({}, 90), "without being armed anew").to.equal(90);
    expect(life).to.include({ stage: Stage.holding, reason: Reason.none });
  });

  it("SR-012: what follows a complete order is asked of the permit again, and its reason is told", () => {
    const { life, permit, step } = living(Stage.holding);
    step({ ended: Reason.searchUnclear }, WANTED);
    step();
    permit.order = Reason.reperfusionOwed;
    expect(step({}, WANTED)).to.equal(undefined);
    expect(life).to.include({ stage: Stage.armed, reason: Reason.reperfusionOwed });
  });

  it("SR-045: an end of nothing changes nothing, in any other stage", () => {
    for (const stage of stages) {
      if (stage === Stage.holding) continue;
      for (const wanted of [undefined, WANTED]) {
        const ended = living(stage);
        const same = living(stage);
        expect(ended.step({ ended: Reason.lopFound }, wanted)).to.equal(same.step({}, wanted));
        const { reason, standing } = same.life;
        expect(ended.life).to.include({ stage: same.life.stage, reason, standing });
      }
    }
  });

  it("SR-012: an order that is withdrawn in the very tick in which it is complete leaves the cuff armed", () => {
    const { life, step } = living(Stage.holding);
    expect(step({ ended: Reason.lopFound })).to.equal(undefined);
    expect(life).to.include({ stage: Stage.armed, reason: Reason.lopFound, standing: Reason.none });
    expect(step({}, WANTED)).to.equal(WANTED);
  });

  it("SR-012: a stop at its end disarms all the same", () => {
    const { life, step } = living(Stage.holding);
    expect(step({ ended: Reason.lopFound, stop: Reason.linkLost }, WANTED)).to.equal(undefined);
    expect(life).to.include({ stage: Stage.idle, reason: Reason.linkLost, standing: Reason.linkLost });
  });
});
