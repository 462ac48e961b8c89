import { expect } from "chai";
import fc from "fast-check";
import { Button } from "../../firmware/safety/button";
import { Gesture } from "../../firmware/shared/gesture";
import { times } from "./scene";

const STEP_MS = 10;

/** Down for `ms` from the first tick that sees it to the last, then up until it counts; the gestures of all ticks. */
function press(button: Button, ms: number, releases = false): Gesture[] {
  const gestures: Gesture[] = [];
  const tick = (down: boolean) => {
    button.update(down, releases, STEP_MS);
    gestures.push(button.gesture);
  };
  times(ms / STEP_MS + 1, () => tick(true));
  times(10, () => tick(false));
  return gestures;
}

/** What came of it: nothing, or one gesture for one tick. */
function meant(gestures: readonly Gesture[]): Gesture {
  const some = gestures.filter((gesture) => gesture !== Gesture.none);
  expect(some).to.have.length.at.most(1);
  return some[0] ?? Gesture.none;
}

describe("button", () => {
  it("SR-048: under 1 s arms, 3 to 9 s open the bonding window, 10 s and more forget; between them is nothing", () => {
    for (const [ms, gesture] of [
      [0, Gesture.arm],
      [990, Gesture.arm],
      [1000, Gesture.none],
      [2990, Gesture.none],
      [3000, Gesture.openBondingWindow],
      [9000, Gesture.openBondingWindow],
      [9010, Gesture.none],
      [9990, Gesture.none],
      [10_000, Gesture.forgetBonds],
      [60_000, Gesture.forgetBonds],
    ] as const) {
      expect(meant(press(new Button(), ms)), `${ms}`).to.equal(gesture);
    }
  });

  it("SR-013: down counts at once, up after 30 ms", () => {
    const button = new Button();
    button.update(false, false, STEP_MS);
    expect(button.isDown).to.equal(false);
    button.update(true, false, STEP_MS);
    expect(button.isDown).to.equal(true);
    times(2, () => button.update(false, false, STEP_MS));
    expect(button.isDown).to.equal(true);
    button.update(false, false, STEP_MS);
    expect(button.isDown).to.equal(false);
    expect(button.gesture).to.equal(Gesture.arm);
    button.update(false, false, STEP_MS);
    expect(button.gesture).to.equal(Gesture.none);
  });

  it("SR-048: contacts that bounce are one press", () => {
    const button = new Button();
    const gestures: Gesture[] = [];
    const tick = (down: boolean) => {
      button.update(down, false, STEP_MS);
      gestures.push(button.gesture);
    };
    times(300, () => {
      tick(true);
      times(2, () => tick(false));
    });
    tick(true);
    expect(button.isDown).to.equal(true);
    times(5, () => tick(false));
    expect(meant(gestures), "9 s").to.equal(Gesture.openBondingWindow);
  });

  it("SR-048: a press that released something does nothing more; the next one does", () => {
    const button = new Button();
    for (const ms of [100, 5000, 12_000]) expect(meant(press(button, ms, true))).to.equal(Gesture.none);
    expect(meant(press(button, 100))).to.equal(Gesture.arm);
    button.update(true, true, STEP_MS);
    expect(meant(press(button, 100)), "only its first tick released").to.equal(Gesture.none);
  });

  it("SR-043: down for a minute is stuck, until it is up", () => {
    const button = new Button();
    for (let round = 0; round < 2; round++) {
      times(5999, () => button.update(true, false, STEP_MS));
      expect(button.isStuck).to.equal(false);
      button.update(true, false, STEP_MS);
      expect(button.isStuck).to.equal(true);
      times(3, () => button.update(false, false, STEP_MS));
      expect(button.isStuck).to.equal(false);
    }
  });

  it("SR-013: whatever the contact does, a closed one is down", () => {
    const contacts = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 300 })));
    fc.assert(
      fc.property(contacts, (list) => {
        const button = new Button();
        for (const [down, releases, ms] of list) {
          button.update(down, releases, ms);
          if (down) expect(button.isDown).to.equal(true);
          if (button.isDown) expect(button.gesture).to.equal(Gesture.none);
        }
      }),
    );
  });
});
