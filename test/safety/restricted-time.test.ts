import { expect } from "chai";
import fc from "fast-check";
import { BUCKET_MS, BUCKETS, RestrictedTime } from "../../firmware/safety/restricted-time";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A limb restricted for `ms`, minute by minute. */
function restrict(time: RestrictedTime, ms: number, slot = 0, side = 0): void {
  for (let done = 0; done < ms; done += MINUTE) {
    time.advance(MINUTE);
    time.note(slot, side, MINUTE);
  }
}

describe("restricted time", () => {
  it("SR-038: 30 min use a limb up, and not a millisecond less", () => {
    const time = new RestrictedTime(undefined);
    time.note(1, 1, 30 * MINUTE - 1);
    expect(time.isUsedUp(1, 1)).to.equal(false);
    time.note(1, 1, 1);
    expect(time.isUsedUp(1, 1)).to.equal(true);
  });

  it("SR-038: every person slot and side has an account of its own", () => {
    const time = new RestrictedTime(undefined);
    for (let slot = 0; slot < 4; slot++) {
      for (const side of [0, 1]) time.note(slot, side, 1000 * (slot * 2 + side + 1));
    }
    time.advance(BUCKET_MS);
    for (let slot = 0; slot < 4; slot++) {
      for (const side of [0, 1]) expect(time.totalMs(slot, side)).to.equal(1000 * (slot * 2 + side + 1));
    }
  });

  it("SR-038: is forgotten after 12 h, never sooner, and at most half an hour later", () => {
    const time = new RestrictedTime(undefined);
    time.note(0, 0, MINUTE);
    time.note(3, 1, MINUTE);
    time.advance(12 * HOUR);
    expect(time.totalMs(0, 0)).to.equal(MINUTE);
    expect(time.totalMs(3, 1)).to.equal(MINUTE);
    time.advance(BUCKET_MS - 1);
    expect(time.totalMs(0, 0)).to.equal(MINUTE);
    time.advance(1);
    expect(time.totalMs(0, 0)).to.equal(0);
  });

  it("SR-038: a long time at once forgets all, and the next half hour is whole again", () => {
    const time = new RestrictedTime(undefined);
    time.advance(BUCKET_MS - 1);
    time.note(2, 0, MINUTE);
    time.advance(100 * HOUR + 17);
    expect(time.totalMs(2, 0)).to.equal(0);
    time.note(2, 0, MINUTE);
    time.advance(BUCKETS * BUCKET_MS + BUCKET_MS - 1);
    expect(time.totalMs(2, 0)).to.equal(MINUTE);
    time.advance(1);
    expect(time.totalMs(2, 0)).to.equal(0);
  });

  it("SR-038: survives a restart", () => {
    const before = new RestrictedTime(undefined);
    restrict(before, 20 * MINUTE, 3, 1);
    before.advance(HOUR);
    const after = new RestrictedTime(Array.from(before.buckets));
    expect(after.totalMs(3, 1)).to.equal(20 * MINUTE);
    expect(after.totalMs(3, 0)).to.equal(0);
    after.note(3, 1, 10 * MINUTE);
    expect(after.isUsedUp(3, 1)).to.equal(true);
  });

  it("SR-038: a record that is too short leaves the rest at nothing", () => {
    expect(new RestrictedTime([5]).totalMs(0, 0)).to.equal(5);
    expect(new RestrictedTime([5]).totalMs(3, 1)).to.equal(0);
  });

  it("SR-038: never counts less than the last 12 h, nor more than half an hour beyond", () => {
    const days = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 180 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(days, (list) => {
        const time = new RestrictedTime(undefined);
        const minutes: boolean[] = [];
        for (const [restricted, free] of list) {
          restrict(time, restricted * MINUTE);
          time.advance(free * MINUTE);
          minutes.push(...new Array<boolean>(restricted).fill(true), ...new Array<boolean>(free).fill(false));
          const within = (span: number) => minutes.slice(-span).filter(Boolean).length * MINUTE;
          expect(time.totalMs(0, 0)).to.be.within(within(720), within(751));
        }
      }),
      { numRuns: 60 },
    );
  });
});
