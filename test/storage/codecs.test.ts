import { expect } from "chai";
import fc from "fast-check";
import { firstBuild } from "../../firmware/parts/builds";
import { isPossible } from "../../firmware/safety/configuration";
import { pressureLimits, timeLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { bondsCodec } from "../../firmware/storage/bonds";
import { calibrationCodec } from "../../firmware/storage/calibration";
import { ownLimitsCodec, type StoredLimits } from "../../firmware/storage/own-limits";
import { MOST_STOPS, StopLog } from "../../firmware/storage/stop-log";
import { stopLogCodec } from "../../firmware/storage/stop-log-codec";
import { expectRefused, expectRobust, through } from "./round-trip";

describe("stored calibration", () => {
  const good = { storedZeroMmhg: -1.25, gain: 1.003 };

  it("SR-024: comes back exactly, for one transducer or two", () => {
    for (const value of [[good], [good, { storedZeroMmhg: 10, gain: 0.9 }]]) {
      expect(through(calibrationCodec, value)).to.deep.equal({ state: "found", value, fellBack: false });
    }
    expectRobust(calibrationCodec);
  });

  const values = [-10.01, -10, 0, 10, 10.01, Number.NaN, Number.POSITIVE_INFINITY];
  const gains = [0.899, 0.9, 1, 1.1, 1.101, Number.NaN, Number.NEGATIVE_INFINITY];
  it("SR-024: is plausible exactly where the configuration is possible", () => {
    for (const storedZeroMmhg of values) {
      for (const gain of gains) {
        const expected = isPossible({ ...firstBuild, storedZeroMmhg, gain });
        expect(calibrationCodec.isPlausible([{ storedZeroMmhg, gain }])).to.equal(expected);
        if (!expected) expectRefused(calibrationCodec, [good, { storedZeroMmhg, gain }], `${storedZeroMmhg}, ${gain}`);
      }
    }
    expectRefused(calibrationCodec, [], "none");
    expectRefused(calibrationCodec, [good, good, good], "three");
  });
});

describe("stored own limits", () => {
  const none = { setpointMmhg: Number.POSITIVE_INFINITY, inflationMs: Number.POSITIVE_INFINITY };
  const codec = ownLimitsCodec("arm");
  const filled = (first: { setpointMmhg: number; inflationMs: number }): StoredLimits => [first, none, none, none];

  it("SR-024: come back exactly, lowered or not", () => {
    const value = filled({ setpointMmhg: 133.3, inflationMs: 240_000 });
    expect(through(codec, value)).to.deep.equal({ state: "found", value, fellBack: false });
    expectRobust(codec);
  });

  it("SR-024: one that would raise a limit is refused", () => {
    const arm = pressureLimits.setpointArm.value;
    expect(codec.isPlausible(filled({ ...none, setpointMmhg: arm }))).to.equal(true);
    expectRefused(codec, filled({ ...none, setpointMmhg: arm + 0.1 }), "above the arm's");
    expect(ownLimitsCodec("leg").isPlausible(filled({ ...none, setpointMmhg: arm + 0.1 }))).to.equal(true);
    const leg = pressureLimits.setpointLeg.value;
    expectRefused(ownLimitsCodec("leg"), filled({ ...none, setpointMmhg: leg + 0.1 }), "above the leg's");
    expectRefused(codec, filled({ ...none, inflationMs: timeLimits.aerobicArm.value + 1 }), "too long");
    for (const setpointMmhg of [19.9, 0, -50, Number.NaN, Number.NEGATIVE_INFINITY]) {
      expectRefused(codec, filled({ ...none, setpointMmhg }), `${setpointMmhg} mmHg`);
    }
    for (const inflationMs of [0, -1, Number.NaN]) expectRefused(codec, filled({ ...none, inflationMs }), "no time");
    expectRefused(codec, [none, none, none], "a slot too few");
  });
});

describe("stored bonds", () => {
  it("SR-024: come back exactly, none to three", () => {
    const bond = fc.uint8Array({ minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(fc.array(bond, { maxLength: 3 }), (value) => {
        expect(through(bondsCodec, value)).to.deep.equal({ state: "found", value, fellBack: false });
      }),
    );
    expectRobust(bondsCodec);
  });

  it("SR-024: a fourth, an empty and an oversized one are refused", () => {
    const bond = Uint8Array.of(1);
    expectRefused(bondsCodec, [bond, bond, bond, bond], "four");
    expectRefused(bondsCodec, [new Uint8Array(0)], "empty");
    expectRefused(bondsCodec, [new Uint8Array(81)], "81 bytes");
  });
});

describe("stored stops", () => {
  it("SR-024: the last 32 come back, oldest first", () => {
    const log = new StopLog();
    for (let i = 0; i < MOST_STOPS + 5; i++) log.add(Reason.buttonPressed, Phase.holding, i, i === 20 ? undefined : i);
    expect(log.length).to.equal(MOST_STOPS);
    expect([log.poweredMinutes[0], log.pressureMmhg(0), log.pressureMmhg(15)]).to.deep.equal([5, 5, undefined]);
    expect(through(stopLogCodec, log)).to.deep.equal({ state: "found", value: log, fellBack: false });
    expectRobust(stopLogCodec);
  });

  it("SR-024: keeps tenths of mmHg, and no pressure is out of range", () => {
    const log = new StopLog();
    for (const mmhg of [123.45, -0.04, 1e9, -1e9]) log.add(Reason.overPressure, Phase.faulted, 1, mmhg);
    expect([0, 1, 2, 3].map((i) => log.pressureMmhg(i))).to.deep.equal([123.5, 0, 500, -100]);
    expect(stopLogCodec.isPlausible(log)).to.equal(true);
  });

  it("SR-024: unknown reasons, unknown phases and impossible pressures are refused", () => {
    const spoilt = (spoil: (log: StopLog) => void): StopLog => {
      const log = new StopLog();
      log.add(Reason.buttonPressed, Phase.holding, 1, 100);
      spoil(log);
      return log;
    };
    expectRefused(
      stopLogCodec,
      spoilt((log) => log.reasons.fill(Reason.none)),
      "no reason",
    );
    expectRefused(
      stopLogCodec,
      spoilt((log) => log.reasons.fill(251)),
      "unknown reason",
    );
    expectRefused(
      stopLogCodec,
      spoilt((log) => log.phases.fill(99)),
      "unknown phase",
    );
    expectRefused(
      stopLogCodec,
      spoilt((log) => log.pressureTenths.fill(5001)),
      "impossible pressure",
    );
  });
});
