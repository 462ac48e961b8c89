import { expect } from "chai";
import fc from "fast-check";
import { CuffClient, CuffTimeout, operations } from "../../companion/client";
import { ControlPoint } from "../../firmware/ble/control-point";
import { door } from "../../firmware/ble/door";
import { Slot } from "../../firmware/ble/gatt-table";
import type { Link } from "../../firmware/ble/link";
import { pressureOperations } from "../../firmware/ble/pressure-operations";
import { Rights } from "../../firmware/ble/rights";
import { TickOutput } from "../../firmware/shared/tick";
import { VirtualTime } from "../../sim/ble/virtual-time";
import { FakeCuff } from "./fake-cuff";

/** What happens to one request on its way, and to its answer. */
interface Fate {
  readonly request: "arrives" | "is lost" | "arrives twice";
  readonly answer: "arrives" | "is lost" | "arrives twice";
  readonly answerMs: number;
}

const fate: fc.Arbitrary<Fate> = fc.record({
  request: fc.constantFrom("arrives", "arrives", "is lost", "arrives twice"),
  answer: fc.constantFrom("arrives", "arrives", "is lost", "arrives twice"),
  answerMs: fc.constantFrom(0, 30, 700, 1500, 3000),
});

/** The firmware's own control point, which notes every pressure that it is asked for, behind a wire with such fates. */
async function behind(fates: readonly Fate[]) {
  const time = new VirtualTime();
  const cuff = new FakeCuff(time);
  cuff.latencyMs = 1;
  const done: number[] = [];
  const rights = new Rights({ knows: () => true, add: () => true });
  rights.introduce(new Uint8Array(8));
  rights.takeControl(false);
  const adjust = door(pressureOperations.adjust, ({ setpointMmhg }, adopted) => {
    done.push(setpointMmhg);
    adopted.setpointMmhg = setpointMmhg;
  });
  const point = new ControlPoint([adjust], rights);
  let nth = 0;
  let current: Fate | undefined;
  let lastMs = 0;
  const link: Link = {
    isEncrypted: true,
    longestBytes: 20,
    isSubscribed: () => true,
    drop: () => undefined,
    send: (_, bytes) => {
      const answer = bytes.slice();
      const { answer: comes = "arrives", answerMs = 0 } = current ?? {};
      const times = comes === "is lost" ? 0 : comes === "arrives" ? 1 : 2;
      // No carrier lets one overtake another.
      lastMs = Math.max(lastMs, time.nowMs + answerMs);
      for (let i = 0; i < times; i++) time.after(lastMs - time.nowMs, () => cuff.send(Slot.controlPoint, answer));
      return true;
    },
  };
  cuff.answer = (request) => {
    current = fates[nth++];
    const comes = current?.request ?? "arrives";
    if (comes !== "is lost") point.take(request);
    if (comes === "arrives twice") point.take(request);
    return [];
  };
  let ms = 0;
  time.add({
    step: () => {
      if (++ms % 10 !== 0) return false;
      point.turn(link, new TickOutput(), 10);
      return true;
    },
  });
  const client = new CuffClient({ transport: cuff, scheduler: time });
  await time.until(client.connect());
  return { time, client, done };
}

describe("client: a wire that loses, repeats and delays", () => {
  it("what was answered was done exactly once, what was not at most once, and all of it in order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), async (fates, count) => {
        const { time, client, done } = await behind(fates);
        const asked = Array.from({ length: count }, (_, i) => 50 + i);
        const outcomes = await time.until(
          Promise.allSettled(asked.map((setpointMmhg) => client.ask(operations.adjust, { setpointMmhg }))),
        );
        // Answers that are still under way do no harm.
        await time.run(5000);
        expect(done, "in order, none twice").to.deep.equal([...new Set(done)].sort((a, b) => a - b));
        outcomes.forEach((outcome, i) => {
          const mmhg = asked[i];
          if (outcome.status === "rejected") expect(outcome.reason).to.be.instanceOf(CuffTimeout);
          else {
            expect(outcome.value).to.deep.equal({ setpointMmhg: mmhg });
            expect(done).to.include(mmhg);
          }
        });
      }),
      { numRuns: 300 },
    );
  });
});
