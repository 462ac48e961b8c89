import { expect } from "chai";
import { Envelope, MOST_STEPS } from "../../firmware/pressure/lop/envelope";

describe("envelope", () => {
  it("keeps what was heard in the order of listening, and knows the largest", () => {
    const envelope = new Envelope();
    expect(envelope).to.include({ length: 0, largestMl: 0, isFull: false });
    for (const [mmhg, ml] of [
      [60, 0.2],
      [80, 0.5],
      [100, 0.5],
      [40, 0.1],
    ] as const)
      envelope.add(mmhg, ml, 4 * ml);
    expect(envelope).to.include({ length: 4, largestMl: 0.5, largestAtMmhg: 80 });
    expect([...envelope.pressuresMmhg.slice(0, 4)]).to.deep.equal([60, 80, 100, 40]);
    expect([...envelope.swingsMmhg.slice(0, 4)]).to.deep.equal([0.8, 2, 2, 0.4]);
  });

  it("takes no more than it has room for", () => {
    const envelope = new Envelope();
    for (let i = 0; i < MOST_STEPS; i++) {
      expect(envelope.isFull).to.equal(false);
      envelope.add(i, 1, 1);
    }
    expect(envelope.isFull).to.equal(true);
    envelope.add(1000, 1000, 1000);
    expect(envelope).to.include({ length: MOST_STEPS, largestMl: 1 });
  });

  it("is empty once it was cleared, whatever stood in it", () => {
    const envelope = new Envelope();
    envelope.add(100, 5, 5);
    envelope.clear();
    expect(envelope).to.include({ length: 0, largestMl: 0, isFull: false });
    envelope.add(50, 1, 1);
    expect(envelope).to.include({ length: 1, largestMl: 1, largestAtMmhg: 50 });
  });
});
