import { expect } from "chai";
import fc from "fast-check";
import { Phase } from "../../firmware/shared/phase";
import { possibleConfigs } from "../support/configs";
import { CuffDriver, isReleased } from "../support/cuff-driver";

/** Anything a board could hand to a tick, sane or not. */
const anyTick = fc.record({
  dtMs: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 5, max: 20 }) }, fc.integer({ min: -100, max: 2000 })),
  mmhg: fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: -10, max: 340, noNaN: true }) },
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1e9),
  ),
  samples: fc.integer({ min: 0, max: 20 }),
  wanted: fc.option(fc.oneof(fc.double({ min: 20, max: 230, noNaN: true }), fc.double()), { nil: undefined }),
  buttonDown: fc.boolean(),
  tripped: fc.oneof({ weight: 50, arbitrary: fc.constant(false) }, fc.constant(true)),
});

describe("cuff, whatever comes in", () => {
  it("SR-001, SR-011: outputs stay in range, and without a set-point everything is released", () => {
    fc.assert(
      fc.property(fc.array(anyTick, { maxLength: 200 }), fc.constantFrom(...possibleConfigs), (ticks, config) => {
        const driver = new CuffDriver(config);
        driver.arm();
        driver.enterLop(250);
        const { cuff, input } = driver;
        let { nowMs } = driver;
        for (const tick of ticks) {
          nowMs = (nowMs + tick.dtMs) | 0;
          for (let i = 0; i < tick.samples; i++) input.samples.push(nowMs - i, tick.mmhg * 17_895 + 1_677_722);
          input.wantedMmhg = tick.wanted;
          input.buttonDown = tick.buttonDown;
          input.deadManTripped = tick.tripped;
          const output = cuff.tick(nowMs, input);
          for (const duty of [output.pumpDuty, output.bleedCoilDuty, output.dumpCoilDuty])
            expect(duty).to.be.within(0, 1);
          expect(output.pressureMmhg).to.be.finite;
          // The self-test drives pump and valves without a set-point.
          if (output.phase === Phase.testing) continue;
          if (output.setpointMmhg === undefined) expect(isReleased(output)).to.equal(true);
          else expect(output.setpointMmhg).to.be.within(100, 200);
          if (tick.buttonDown || tick.wanted === undefined) expect(isReleased(output)).to.equal(true);
          if (isReleased(output)) expect(output.railAlive).to.equal(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("SR-008: a latched fault never goes away", () => {
    fc.assert(
      fc.property(fc.array(anyTick, { maxLength: 100 }), (ticks) => {
        const driver = new CuffDriver();
        driver.holdAt(100);
        driver.tick(325);
        for (const tick of ticks) {
          driver.input.wantedMmhg = tick.wanted;
          driver.input.buttonDown = tick.buttonDown;
          const output = driver.tick(Number.isFinite(tick.mmhg) ? tick.mmhg : 0, tick.dtMs);
          expect(output.phase).to.equal(Phase.faulted);
          expect(isReleased(output)).to.equal(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("SR-019: the same inputs give the same outputs", () => {
    fc.assert(
      fc.property(fc.array(anyTick, { maxLength: 100 }), (ticks) => {
        const run = (): string[] => {
          const driver = new CuffDriver();
          return ticks.map((tick) => {
            driver.input.wantedMmhg = tick.wanted;
            return JSON.stringify(driver.tick(Number.isFinite(tick.mmhg) ? tick.mmhg : 0, tick.dtMs));
          });
        };
        expect(run()).to.deep.equal(run());
      }),
      { numRuns: 50 },
    );
  });
});
