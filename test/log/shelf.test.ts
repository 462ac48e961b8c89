import { expect } from "chai";
import {
  headerNamed,
  Log,
  RESERVE_SECTORS,
  SECTOR_BYTES,
  SECTORS,
  smallFlash,
  tidyLog,
} from "../../campaign/log/log-rig";
import { SessionStatistics } from "../../firmware/log/session-statistics";
import { PowerLost, SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";

const RING_SECTORS = SECTORS - 2;

function record(log: Log, name: string, samples = 5): number {
  expect(log.recorder.begin(headerNamed(name)), name).to.equal(true);
  for (let i = 0; i < samples; i++) log.recorder.sample(i / 10);
  expect(log.recorder.close(new SessionStatistics()), name).to.equal(true);
  return log.recorder.session;
}

describe("the sessions that are stored", () => {
  it("are numbered upwards, listed oldest first, and the same after a restart", () => {
    const log = tidyLog();
    for (const name of ["a", "b", "c"]) record(log, name);
    for (const one of [log, log.restarted()]) {
      expect(one.numbers()).to.deep.equal([1, 2, 3]);
      expect(one.numbers().map((n) => one.read(n).header.prescriptionName)).to.deep.equal(["a", "b", "c"]);
      expect([one.shelf.sessions, one.shelf.undownloaded, one.shelf.undownloadedLost]).to.deep.equal([3, 3, 0]);
    }
  });

  it("go oldest first when room is made, and one that nobody had downloaded is counted", () => {
    const log = tidyLog();
    for (let i = 1; i <= RING_SECTORS; i++) record(log, `session ${i}`);
    expect(log.shelf.markDownloaded(1)).to.equal(true);
    expect(log.shelf.needsTidy).to.equal(true);
    log.tidy();
    const left = RING_SECTORS - RESERVE_SECTORS;
    expect(log.numbers()).to.deep.equal(Array.from({ length: left }, (_, i) => i + 1 + RESERVE_SECTORS));
    for (const one of [log, log.restarted()]) {
      expect(one.shelf.undownloadedLost).to.equal(RESERVE_SECTORS - 1);
      expect([one.shelf.sessions, one.shelf.undownloaded]).to.deep.equal([left, left]);
      expect(one.shelf.needsTidy).to.equal(false);
    }
  });

  it("stay marked as downloaded after a restart, and cannot be marked while they are recorded", () => {
    const log = tidyLog();
    record(log, "a");
    log.recorder.begin(headerNamed("b"));
    expect(log.shelf.markDownloaded(2)).to.equal(false);
    expect(log.shelf.markDownloaded(9), "no such session").to.equal(false);
    expect([log.shelf.markDownloaded(1), log.shelf.markDownloaded(1)], "twice is once").to.deep.equal([true, true]);
    const again = log.restarted();
    expect([again.shelf.isDownloaded(1), again.shelf.isDownloaded(2)]).to.deep.equal([true, false]);
    expect([again.shelf.sessions, again.shelf.undownloaded]).to.deep.equal([2, 1]);
  });

  it("do not go while one of them is recorded and nothing else could make room", () => {
    const log = tidyLog();
    log.recorder.begin(headerNamed("long"));
    for (let i = 0; i < 10_000; i++) log.recorder.sample(Math.sin(i) * 100);
    expect(log.recorder.isTruncated).to.equal(true);
    expect(log.shelf.tidy()).to.equal("done");
    expect(log.shelf.needsTidy).to.equal(true);
    expect(log.recorder.close(new SessionStatistics())).to.equal(true);
    expect(log.read(1)).to.deep.include({ isTruncated: true, missingChunks: 0 });
    expect(log.read(1).statistics).to.not.equal(null);
    log.tidy();
    expect([log.shelf.sessions, log.shelf.undownloadedLost]).to.deep.equal([0, 1]);
  });

  it("that find no erased room are not begun, loudly, and nothing else fails", () => {
    const log = new Log(smallFlash());
    expect(log.shelf.needsTidy, "a part that was never used").to.equal(true);
    expect(log.recorder.begin(headerNamed("none"))).to.equal(false);
    expect([log.recorder.isRecording, log.recorder.isTruncated]).to.deep.equal([false, true]);
    log.recorder.sample(1);
    log.recorder.event(0, 1, 0, 0);
    expect(log.recorder.close(new SessionStatistics())).to.equal(false);
    log.tidy();
    expect(record(log, "then")).to.equal(1);
    expect(log.recorder.isTruncated).to.equal(false);
  });

  it("are erased altogether, and their numbers are not given out again", () => {
    const log = tidyLog();
    for (let i = 0; i < 6; i++) record(log, "SECRET", 300);
    expect(log.shelf.eraseAll()).to.equal(true);
    expect([log.shelf.sessions, log.numbers().length, log.shelf.undownloadedLost]).to.deep.equal([0, 0, 0]);
    const again = log.restarted();
    expect(again.numbers(), "before its sectors are erased").to.deep.equal([]);
    expect(again.shelf.needsTidy).to.equal(true);
    again.tidy();
    for (let at = 2 * SECTOR_BYTES; at < log.flash.bytes.length; at++) {
      if (at % SECTOR_BYTES >= 16) expect(log.flash.bytes[at], `byte ${at}`).to.equal(0xff);
    }
    expect(record(again, "next")).to.be.above(6);
  });

  it("are not erased while one is recorded", () => {
    const log = tidyLog();
    log.recorder.begin(headerNamed("now"));
    expect(log.shelf.eraseAll()).to.equal(false);
    expect(log.numbers()).to.deep.equal([1]);
  });

  it("are not written into a sector that only looks blank where its erase was cut", () => {
    const flash = smallFlash();
    for (let sector = 2; sector < SECTORS; sector++) flash.write(Uint8Array.of(0), sector * SECTOR_BYTES + 300);
    const log = new Log(flash);
    expect(log.recorder.begin(headerNamed("none"))).to.equal(false);
    log.tidy();
    expect(flash.eraseCount).to.equal(RING_SECTORS);
    record(log, "then", 600);
    expect(flash.impossibleWrites).to.equal(0);
  });

  it("survive hundreds of evictions that are cut at any byte, and every one that was lost is counted", () => {
    const chance = new RandomStream(7, "evictions");
    const flash = smallFlash(7);
    let begun = 0;
    let downloaded = 0;
    for (let i = 0; i < 1500; i++) {
      if (chance.uniform() < 0.5) flash.cutAfter(Math.floor(chance.between(0, 200)));
      try {
        const log = new Log(flash);
        log.tidy();
        while (log.recorder.begin(headerNamed("x"))) {
          if (chance.uniform() < 0.5) continue;
          log.recorder.close(new SessionStatistics());
          log.shelf.markDownloaded(log.recorder.session);
        }
      } catch (error) {
        if (!(error instanceof PowerLost)) throw error;
      }
      flash.restorePower();
      const log = new Log(flash);
      const { sessions, undownloaded, undownloadedLost } = log.shelf;
      const numbers = log.numbers();
      expect(sessions).to.equal(numbers.length);
      expect(numbers.at(-1) ?? begun).to.be.at.least(begun);
      begun = numbers.at(-1) ?? begun;
      downloaded = begun - undownloaded - undownloadedLost;
      expect(downloaded).to.be.within(0, begun);
      expect(undownloadedLost).to.be.at.most(begun);
    }
    expect(begun).to.be.above(1000);
    expect(downloaded / begun).to.be.within(0.3, 0.7);
    expect(flash.erases[0], "the count's own sectors take turns").to.be.above(5);
    expect(flash.erases[1]).to.be.above(5);
    expect(flash.impossibleWrites).to.equal(0);
  });

  it("wear all sectors alike", () => {
    const log = tidyLog();
    for (let i = 0; i < 500; i++) {
      record(log, "x");
      log.tidy();
    }
    const wear = [...log.flash.erases.subarray(2)];
    expect(Math.max(...wear) - Math.min(...wear)).to.be.at.most(1);
  });

  it("go on in the next sector where a chunk does not read back", () => {
    const flash = new StubbornFlash({ sectorBytes: 512, sectorCount: 12, chance: new RandomStream(1, "flash") });
    const log = new Log(flash);
    log.tidy();
    flash.stubbornFrom = 2 * 512 + 64;
    flash.stubbornTo = 3 * 512;
    const first = record(log, "header elsewhere");
    expect(log.read(first).header.prescriptionName).to.equal("header elsewhere");
    flash.stubbornFrom = 4 * 512 + 120;
    flash.stubbornTo = 5 * 512;
    const second = record(log, "data elsewhere", 400);
    expect(log.read(second).pressureMmhg).to.have.length(400);
    expect(log.restarted().numbers()).to.deep.equal([first, second]);
    expect(log.restarted().read(second).pressureMmhg).to.have.length(400);
  });

  it("need a partition with room for one beside the reserve", () => {
    expect(() => new Log(smallFlash(), RING_SECTORS)).to.throw(RangeError, "partition too small");
  });
});

/** Takes no writes in one stretch, as worn cells do. */
class StubbornFlash extends SimulatedFlash {
  stubbornFrom = 0;
  stubbornTo = 0;

  override write(bytes: Uint8Array, address: number): void {
    if (address >= this.stubbornFrom && address < this.stubbornTo) return;
    super.write(bytes, address);
  }
}
