import { expect } from "chai";
import { LinkWatch } from "../../firmware/safety/link-watch";
import { Reason } from "../../firmware/shared/reasons";
import { firstOf, times } from "./scene";

const away = (watch: LinkWatch, ms: number) => firstOf(ms, 100, () => watch.judge(false, 100));

describe("link watch", () => {
  it("SR-042: 30 s without the client in control release", () => {
    expect(away(new LinkWatch(), 60_000)).to.deep.equal([Reason.linkLost, 30_000]);
  });

  it("SR-042: a client that is there is never missed", () => {
    const watch = new LinkWatch();
    expect(firstOf(60_000, 100, () => watch.judge(true, 100))[0]).to.equal(Reason.none);
    expect(watch.isMissing).to.equal(false);
  });

  it("SR-042: a loop of reconnections refreshes nothing", () => {
    const watch = new LinkWatch();
    const [reason, ms] = firstOf(120_000, 1000, () => {
      watch.judge(true, 100);
      return watch.judge(false, 900);
    });
    // 0.8 s to the bad in every second.
    expect([reason, ms]).to.deep.equal([Reason.linkLost, 38_000]);
  });

  it("SR-042: says after a second that the client is missing", () => {
    const watch = new LinkWatch();
    expect(watch.isMissing).to.equal(false);
    away(watch, 900);
    expect(watch.isMissing).to.equal(false);
    away(watch, 100);
    expect(watch.isMissing).to.equal(true);
    watch.judge(true, 100);
    expect(watch.isMissing).to.equal(false);
  });

  it("SR-042: the end of a hold forgets how long it was away", () => {
    const watch = new LinkWatch();
    times(299, () => watch.judge(false, 100));
    watch.rest();
    expect(watch.isMissing).to.equal(false);
    watch.judge(false, 900);
    expect(watch.isMissing).to.equal(false);
    expect(away(watch, 60_000)).to.deep.equal([Reason.linkLost, 29_100]);
  });
});
