import { expect } from "chai";
import fc from "fast-check";
import "../support/sdk-names";
import { Gate } from "../../firmware/board/gate";
import { type Chip, powerUp } from "../../sim/io/chip";

const PIN = 25;

describe("gate", () => {
  let chip: Chip;
  let gate: Gate;
  beforeEach(() => {
    chip = powerUp();
    gate = new Gate(PIN, 2000);
  });

  it("is driven at its frequency and off from the start", () => {
    expect(chip.changes).to.deep.equal([{ atMs: 0, pin: PIN, duty: 0, hz: 2000 }]);
  });

  it("drives every duty from 0 to 1 to a step of the PWM", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (duty) => {
        gate.write(duty);
        expect(chip.pin(PIN).duty).to.be.closeTo(duty, 1 / 1023);
      }),
    );
    gate.write(1);
    expect(chip.pin(PIN).duty).to.equal(1);
    gate.write(0);
    expect(chip.pin(PIN).duty).to.equal(0);
  });

  it("takes the nearest end outside that, and off for what is no number", () => {
    const cases = [
      [2, 1],
      [Number.POSITIVE_INFINITY, 1],
      [-1, 0],
      [Number.NEGATIVE_INFINITY, 0],
      [Number.NaN, 0],
    ];
    for (const [duty, expected] of cases as [number, number][]) {
      gate.write(0.5);
      gate.write(duty);
      expect(chip.pin(PIN).duty, `${duty}`).to.equal(expected);
    }
  });
});
