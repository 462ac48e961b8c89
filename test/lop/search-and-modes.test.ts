import { expect } from "chai";
import fc from "fast-check";
import { pressureLimits, timeLimits } from "../../firmware/safety/limits";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import type { TickOutput } from "../../firmware/shared/tick";
import { CuffDriver, isReleased } from "../support/cuff-driver";

const CEILING_MMHG = pressureLimits.searchCeiling.value;
const SEARCH_MS = timeLimits.search.value;
const HOLD_MMHG = 100;

const modes = Object.values(Mode);

/** A cuff on a limb without a pulse that has begun a search. */
function searching(): CuffDriver {
  const driver = new CuffDriver();
  driver.arm();
  driver.input.order.mode = Mode.search;
  driver.input.wantedMmhg = CEILING_MMHG;
  driver.follow(50);
  expect(driver.output.phase).to.equal(Phase.searching);
  return driver;
}

/** While it works out what it has heard it has let go, but not ended. */
function isOver({ reason }: TickOutput): boolean {
  return reason !== Reason.none && reason !== Reason.searchHeard;
}

/** Follows for `ms`, and shows every output to `look`. */
function watched(driver: CuffDriver, ms: number, look: (output: TickOutput) => void): void {
  driver.follow(ms, (output) => {
    look(output);
    return false;
  });
}

describe("a search and the order's mode", () => {
  it("SR-054: an order that was granted as a search stays one and never holds its ceiling, whatever becomes of its mode", () => {
    const deed = fc.record({
      ms: fc.integer({ min: 10, max: 8000 }),
      mode: fc.constantFrom(...modes),
      wanted: fc.constantFrom(undefined, 100, CEILING_MMHG, CEILING_MMHG, CEILING_MMHG, CEILING_MMHG),
      optIn: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 8 }), (deeds) => {
        const driver = searching();
        const { order } = driver.input;
        for (const { ms, mode, wanted, optIn } of deeds) {
          Object.assign(order, { mode, optIn });
          driver.input.wantedMmhg = wanted;
          watched(driver, ms, ({ phase, setpointMmhg }) => {
            if (setpointMmhg === undefined) return;
            expect(phase).to.equal(Phase.searching);
            expect(setpointMmhg).to.be.below(CEILING_MMHG);
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  it("SR-054: a search whose mode is switched goes on as one, to the same end", () => {
    for (const mode of modes) {
      const driver = searching();
      driver.input.order.mode = mode;
      let highest = 0;
      driver.follow(SEARCH_MS, (output) => {
        highest = Math.max(highest, output.setpointMmhg ?? 0);
        return isOver(output);
      });
      expect(driver.output.reason, `${mode}`).to.be.within(Reason.searchCeiling, Reason.searchUnclear);
      expect(isReleased(driver.output)).to.equal(true);
      expect(highest).to.be.within(60, 200);
    }
  });

  it("SR-012, SR-054: a search that has ended is not begun again by the same order, in any mode", () => {
    const driver = searching();
    driver.follow(SEARCH_MS, isOver);
    const { reason } = driver.output;
    for (const mode of modes) {
      driver.input.order.mode = mode;
      watched(driver, 3000, (output) => {
        expect(output.setpointMmhg).to.equal(undefined);
        expect(isReleased(output)).to.equal(true);
      });
    }
    expect(driver.output.reason).to.equal(reason);
  });

  it("SR-054: a hold whose mode is switched to a search stays a hold at its own pressure", () => {
    for (const afterMs of [0, 20_000, 100_000]) {
      const driver = new CuffDriver();
      driver.holdAt(HOLD_MMHG);
      driver.follow(afterMs);
      driver.input.order.mode = Mode.search;
      watched(driver, SEARCH_MS, (output) => {
        expect(output).to.include({ phase: Phase.holding, setpointMmhg: HOLD_MMHG });
      });
    }
  });

  it("SR-054: a hold does not become a search by asking for its ceiling", () => {
    const driver = new CuffDriver();
    driver.holdAt(HOLD_MMHG);
    driver.input.order.mode = Mode.search;
    driver.input.wantedMmhg = CEILING_MMHG;
    driver.follow(100);
    expect(driver.output).to.include({ setpointMmhg: undefined, reason: Reason.searchMixed });
  });

  it("SR-037, SR-056: a hold whose mode is switched to a search is made good as a hold", () => {
    const driver = new CuffDriver();
    driver.arm();
    driver.enterLop(HOLD_MMHG / 0.6);
    driver.input.wantedMmhg = HOLD_MMHG;
    driver.tick(0);
    driver.input.order.mode = Mode.search;
    driver.glide(HOLD_MMHG, 4000);
    driver.glide(HOLD_MMHG, 1000);
    expect(driver.output.phase).to.equal(Phase.holding);
    expect(driver.cuff.account.owesRestBefore(Mode.free)).to.equal(true);
  });
});
