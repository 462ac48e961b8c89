import { expect } from "chai";
import { catalogue, entryOf } from "../../firmware/safety/catalogue/catalogue";
import { TOO_LATE_MS } from "../../firmware/safety/catalogue/electric-entries";
import { Priority } from "../../firmware/shared/priority";
import { reasonTexts } from "../../firmware/shared/reason-texts";
import { isFault, Reason } from "../../firmware/shared/reasons";

const reasons = Object.values(Reason);
const isRefusal = (reason: Reason): boolean =>
  (reason >= 16 && reason <= 31) || (reason >= 96 && reason <= 111) || (reason >= 160 && reason <= 191);
const isAlarm = (reason: Reason): boolean => reason >= 112 && reason <= 127;

describe("fault catalogue", () => {
  it("SR-026: has exactly one entry for every stop, fault and alarm, and none for a refusal", () => {
    for (const reason of reasons) {
      const entries = catalogue.filter((entry) => entry.reason === reason);
      const count = reason === Reason.none || isRefusal(reason) ? 0 : 1;
      expect(entries, `${reason}`).to.have.length(count);
      expect(entryOf(reason)).to.equal(entries[0]);
    }
  });

  it("SR-008, SR-026: what latches is a fault, and a fault latches", () => {
    for (const { reason, reaction } of catalogue) {
      const expected = isFault(reason) ? "latch" : isAlarm(reason) ? "alarm" : "release";
      expect(reaction, `${reason}`).to.equal(expected);
    }
  });

  it("SR-026: says what ends it", () => {
    const usual = { alarm: "when it is over", release: "when armed again", latch: "restart" };
    for (const { reason, reaction, reset } of catalogue) {
      // A session goes on by itself after a rest, and at a word after a pause.
      const goesOn = reason === Reason.restReleased || reason === Reason.sessionPaused;
      const expected = goesOn ? "when it is over" : usual[reaction];
      expect(reset).to.equal(reason === Reason.lockedOut ? "long press and restart" : expected);
    }
  });

  it("SR-017, SR-026: every entry says how it is noticed, and has a text for a person", () => {
    for (const { reason, detection, debounceMs } of catalogue) {
      expect(detection).to.match(/^\S.{5,}\S$/);
      expect(reasonTexts[reason]).to.match(/^[A-Z].{10,}[.?]$/);
      expect(debounceMs).to.satisfy((ms: number) => Number.isInteger(ms) && ms >= 0);
    }
  });

  it("SR-026, SR-051: priorities fit: every latch is loud, and what somebody asked for makes no sound", () => {
    for (const { reason, reaction, priority } of catalogue) {
      if (reaction === "latch") {
        expect(priority, `${reason}`).to.equal(reason === Reason.zeroDrifted ? Priority.medium : Priority.high);
      }
      if (reaction === "alarm") expect(priority, `${reason}`).to.be.within(Priority.low, Priority.medium);
    }
    for (const reason of [Reason.setpointWithdrawn, Reason.buttonPressed, Reason.armingUnused]) {
      expect(entryOf(reason)?.priority).to.equal(Priority.none);
    }
    for (const reason of [Reason.noContraction, Reason.inflationTimeCap, Reason.restrictedTimeReached]) {
      expect(entryOf(reason)?.priority).to.equal(Priority.high);
    }
  });

  it("SR-026, SR-055: a search that finds something makes no sound, one that does not makes a soft one", () => {
    const { lopFound, searchHeard, searchCeiling, searchUnclear } = Reason;
    for (const reason of [lopFound, searchHeard]) expect(entryOf(reason)?.priority).to.equal(Priority.none);
    for (let reason = searchCeiling as number; reason <= searchUnclear; reason++) {
      const entry = entryOf(reason as Reason);
      expect(entry, `${reason}`).to.include({ priority: Priority.low, reaction: "release" });
    }
  });

  it("SR-026: entries are fixed", () => {
    expect(Object.isFrozen(catalogue)).to.equal(true);
    expect(catalogue.every((entry) => Object.isFrozen(entry))).to.equal(true);
  });

  it("SR-026: releases and alarms wait as long as their rules say", () => {
    for (const [reason, ms] of [
      [Reason.linkLost, 30_000],
      [Reason.noContraction, 135_000],
      [Reason.noContractionAlarm, 120_000],
      [Reason.holdUnconfirmed, 300_000],
      [Reason.highPressureTimeCap, 300_000],
      [Reason.slackCuff, 30_000],
      [Reason.excessPressure, 30_000],
      [Reason.deviation, 1500],
      [Reason.armingUnused, 120_000],
    ] as const) {
      expect(entryOf(reason)?.debounceMs, `${reason}`).to.equal(ms);
    }
    expect(TOO_LATE_MS).to.equal(200);
  });
});
