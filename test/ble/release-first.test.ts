import { expect } from "chai";
import { encoded } from "../../companion/protocol/frame-bytes";
import { Slot } from "../../firmware/ble/gatt-table";
import { Op } from "../../firmware/ble/op-codes";
import { operations } from "../../firmware/ble/operations";
import { KEY, ServedCuff, TestLink, whose } from "./served";

const TICK_MS = 10;
const hold = encoded(operations.hold.request, { ...whose, mode: 0, isOptIn: false, setpointMmhg: 100 });

/** A link that takes one frame a tick, as the binding paces a radio. */
class SlowLink extends TestLink {
  left = 1;

  override send(slot: Slot, bytes: Uint8Array): boolean {
    if (this.left === 0 || !super.send(slot, bytes)) return false;
    this.left--;
    return true;
  }
}

describe("what comes first", () => {
  it("SR-066: a release drops what waits, whoever writes it: nothing fills the cuff afterwards", () => {
    for (const stranger of [false, true]) {
      const cuff = new ServedCuff().ready().armed();
      cuff.succeed(operations.enterLop, { ...whose, lopMmhg: 180 });
      cuff.run(100).connect();
      cuff.send(Uint8Array.of(Op.introduce, 1, ...KEY));
      cuff.send(Uint8Array.of(Op.requestControl, 2));
      // Between two ticks.
      cuff.write(Uint8Array.of(Op.hold, 3, ...hold));
      cuff.service.write(stranger ? new TestLink() : cuff.link, Slot.release, Uint8Array.of(0));
      cuff.run(5000);
      const answered = cuff.link.of(Slot.controlPoint).map(([, sequence]) => sequence);
      expect(answered, "what waited is not even looked at").to.deep.equal([1, 2]);
      expect(cuff.world.output?.setpointMmhg).to.equal(undefined);
      expect(cuff.world.air.cuffMmhg).to.be.below(5);
    }
  });

  it("SR-065: a download over a slow link does not keep the status away", () => {
    const cuff = new ServedCuff().ready().armed();
    cuff.succeed(operations.search, { ...whose, ceilingMmhg: 0 });
    cuff.run(20_000).write(Uint8Array.of(0), Slot.release);
    cuff.run(5000);
    const link = new SlowLink();
    link.longestBytes = 20;
    cuff.connect(link);
    const run = (ms: number): void => {
      for (let spent = 0; spent < ms; spent += TICK_MS) {
        link.left = 1;
        cuff.run(TICK_MS);
      }
    };
    cuff.write(Uint8Array.of(Op.introduce, 1, ...KEY));
    run(500);
    cuff.write(
      Uint8Array.of(
        Op.readSession,
        2,
        ...encoded(operations.readSession.request, { session: 1, offset: 0, length: 4096 }),
      ),
    );
    const before = link.of(Slot.status).length;
    run(1000);
    expect(link.of(Slot.log).length, "the download goes on").to.be.above(20);
    expect(link.of(Slot.status).length - before).to.be.within(9, 11);
  });
});
