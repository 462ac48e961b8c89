import { expect } from "chai";
import { movingMean, settledAt } from "../../bench/control/settling";
import { atLeast, atMost, figureOf, worstOf } from "../../bench/figure";

/** `seconds` of `f`, one entry a millisecond. */
function series(seconds: number, f: (s: number) => number): Float64Array {
  return Float64Array.from({ length: seconds * 1000 }, (_, ms) => f(ms / 1000));
}

describe("settling time", () => {
  it("of a first-order rise is τ ln(target / band)", () => {
    const rise = series(30, (s) => 100 * (1 - Math.exp(-s / 2)));
    expect(settledAt(rise, 100, 3, 0, 20_000)).to.be.closeTo(2000 * Math.log(100 / 3), 1);
  });

  it("counts only the last time that the band was entered, and from the command on", () => {
    const visits = series(10, (s) => ((s > 1 && s < 3) || s >= 5 ? 100 : 0));
    expect(settledAt(visits, 100, 3, 0, 3000)).to.equal(5000);
    expect(settledAt(visits, 100, 3, 6000, 3000)).to.equal(6000);
    expect(settledAt(visits, 100, 3, 0, 1000)).to.equal(1001);
  });

  it("is unknown where the series ends too early, and where nothing was measured", () => {
    expect(
      settledAt(
        series(1, () => 100),
        100,
        3,
        0,
        1001,
      ),
    ).to.equal(null);
    expect(
      settledAt(
        series(1, () => Number.NaN),
        100,
        3,
        0,
        1,
      ),
    ).to.equal(null);
  });
});

describe("mean over a heart period", () => {
  it("removes a pulse of that period and comes neither early nor late on a ramp", () => {
    const pulse = movingMean(
      series(10, (s) => 40 * s + 5 * Math.sin((2 * Math.PI * s) / 0.857)),
      857,
    );
    for (const ms of [1000, 3333, 8500]) expect(pulse[ms]).to.be.closeTo(40 * (ms / 1000), 0.02);
  });
});

describe("figures", () => {
  it("miss their bound when there was nothing to measure", () => {
    expect(figureOf("a", Number.NaN, "s", atLeast(1))).to.include({ value: null, met: false, target: "at least 1" });
    expect(figureOf("b", 2, "s", atLeast(1))).to.include({ value: 2, met: true });
    expect(figureOf("c", 2, "s")).to.include({ target: null, met: null });
    expect(figureOf("d", 1.003, "s", atMost(1))).to.include({ value: 1.003, met: false });
    expect(figureOf("e", 1.003, "s")).to.include({ value: 1, met: null });
    expect(worstOf([1, null])).to.equal(null);
    expect(worstOf([1, 3, 2])).to.equal(3);
  });
});
