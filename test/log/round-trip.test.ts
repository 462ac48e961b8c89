import { expect } from "chai";
import fc from "fast-check";
import { headerNamed, Log, quantised, SECTOR_BYTES, tidyLog } from "../../campaign/log/log-rig";
import { SessionUnreadable } from "../../companion/export/decode";
import { EventKind } from "../../firmware/log/format";
import type { SessionHeader } from "../../firmware/log/session-header";
import { SessionStatistics } from "../../firmware/log/session-statistics";
import { Reason } from "../../firmware/shared/reasons";
import { SimulatedFlash } from "../../sim/hardware/flash";
import { RandomStream } from "../../sim/random";
import { anyDeeds, anyHeader, anyStatistics } from "./any-session";

/** Large enough for the longest session that is drawn. */
function roomyLog(): Log {
  const chance = new RandomStream(1, "flash");
  const log = new Log(new SimulatedFlash({ sectorBytes: 1024, sectorCount: 40, chance }));
  log.tidy();
  return log;
}

const parts = (share: number): number | null => (Number.isNaN(share) ? null : share);

describe("a recorded session", () => {
  it("comes back after a restart as it was, within 0.05 mmHg, in whatever order it was recorded", () => {
    fc.assert(
      fc.property(anyHeader, anyDeeds, anyStatistics, (header, deeds, statistics) => {
        const log = roomyLog();
        const { recorder } = log;
        const pressures: (number | null)[] = [];
        const events: unknown[] = [];
        expect(recorder.begin(header)).to.equal(true);
        for (const deed of deeds) {
          if ("pressures" in deed) {
            for (const mmhg of deed.pressures) {
              recorder.sample(mmhg);
              pressures.push(quantised(mmhg));
            }
          } else if ("event" in deed) {
            const { timeMs, kind, code, value } = deed.event;
            recorder.event(timeMs, kind, code, value);
            events.push({ timeMs, kind, code, value: Number.isNaN(value) ? null : value });
          } else recorder.flush();
        }
        expect(recorder.close(statistics)).to.equal(true);
        const found = log.restarted().read(recorder.session);
        expect(found.pressureMmhg.map((mmhg) => (mmhg === null ? null : mmhg + 0))).to.deep.equal(
          pressures.map((mmhg) => (mmhg === null ? null : mmhg + 0)),
        );
        expect(found.events).to.deep.equal(events);
        expect([found.isTruncated, found.missingChunks]).to.deep.equal([false, 0]);
        checkHeader(header, found.header);
        checkStatistics(statistics, found.statistics);
        expect(log.flash.impossibleWrites).to.equal(0);
      }),
      { numRuns: 150 },
    );
  });

  function checkHeader(header: SessionHeader, found: ReturnType<Log["read"]>["header"]): void {
    const { wearer, lopMmhg, targetShare, ...rest } = header;
    expect(found).to.deep.include({ ...rest });
    expect(found).to.include({ limb: wearer.limb, side: wearer.side, personSlot: wearer.personSlot });
    expect(found.posture).to.equal(wearer.posture);
    expect(found.lopMmhg).to.equal(quantised(lopMmhg));
    expect(found.targetShare ?? 9).to.be.closeTo(parts(targetShare) ?? 9, 0.000051);
  }

  function checkStatistics(statistics: SessionStatistics, found: ReturnType<Log["read"]>["statistics"]): void {
    const { durationMs, restrictedMs, endedBy } = statistics;
    expect(found).to.include({ durationMs, restrictedMs, endedBy });
    expect(found?.peakMmhg).to.equal(quantised(statistics.peakMmhg));
    expect(found?.inBandShare ?? 9).to.be.closeTo(parts(statistics.inBandShare) ?? 9, 0.000051);
    expect(found?.repetitions).to.deep.equal([...statistics.repetitions.subarray(0, statistics.sets)]);
  }

  it("cuts texts at 24 characters, and makes any text one that can be read", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }), (units) => {
        const text = String.fromCharCode(...units);
        const log = tidyLog();
        const header = headerNamed(text);
        header.cuffName = `${"€".repeat(23)}😀`;
        header.firmwareVersion = "\ud800x";
        log.recorder.begin(header);
        const found = log.read(log.recorder.session).header;
        expect(found.prescriptionName).to.equal(Buffer.from(text.slice(0, 24)).toString());
        expect(found.cuffName).to.equal(`${"€".repeat(23)}\ufffd`);
        expect(found.firmwareVersion).to.equal("\ufffdx");
      }),
    );
  });

  it("shows what was recorded up to a stop although the power goes right behind it", () => {
    const log = tidyLog();
    log.recorder.begin(headerNamed("cut"));
    for (const mmhg of [1, 2, 3]) log.recorder.sample(mmhg);
    log.recorder.event(250, EventKind.stop, Reason.batteryFalling, Number.NaN);
    log.recorder.sample(4);
    const found = log.restarted().read(1);
    expect(found.pressureMmhg).to.deep.equal([1, 2, 3]);
    expect(found.events).to.deep.equal([
      { timeMs: 250, kind: EventKind.stop, code: Reason.batteryFalling, value: null },
    ]);
    expect(found.statistics, "not closed").to.equal(null);
  });

  it("that another one follows unclosed stays as it is, not closed", () => {
    const log = tidyLog();
    log.recorder.begin(headerNamed("first"));
    log.recorder.sample(10);
    log.recorder.begin(headerNamed("second"));
    expect(log.recorder.close(new SessionStatistics())).to.equal(true);
    expect(log.recorder.close(new SessionStatistics()), "closed twice").to.equal(false);
    expect(log.read(1)).to.deep.include({ pressureMmhg: [10], statistics: null });
    expect(log.read(2).statistics).to.not.equal(null);
  });

  it("loses one chunk, and no other, to a flipped bit", () => {
    const log = tidyLog();
    log.recorder.begin(headerNamed("rot"));
    for (let i = 0; i < 600; i++) log.recorder.sample(i / 10);
    log.recorder.close(new SessionStatistics());
    // In the first data chunk, which stands behind the header in the first sector of the ring.
    log.flash.flipBit(2 * SECTOR_BYTES + 200, 3);
    const found = log.restarted().read(1);
    expect(found.missingChunks).to.equal(1);
    expect(found.pressureMmhg).to.have.length(600);
    expect(found.pressureMmhg.filter((mmhg) => mmhg === null).length).to.be.within(100, 250);
    found.pressureMmhg.forEach((mmhg, i) => {
      if (mmhg !== null) expect(mmhg).to.equal(i / 10);
    });
  });

  it("is refused with its reason when it is not there, or its header is lost", () => {
    const log = tidyLog();
    expect(() => log.read(7)).to.throw(SessionUnreadable, "session 7: not in the log");
    log.recorder.begin(headerNamed("rot"));
    log.recorder.close(new SessionStatistics());
    log.flash.flipBit(
      log.flash.bytes.findIndex((_, i) => i % 512 === 64 + 12 && log.flash.bytes[i] !== 255),
      1,
    );
    expect(() => log.restarted().read(1)).to.throw(SessionUnreadable, "session 1: its header is lost");
  });
});
