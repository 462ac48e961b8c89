import fc from "fast-check";
import { EventKind, MOST_SETS } from "../../firmware/log/format";
import { SessionHeader } from "../../firmware/log/session-header";
import { SessionStatistics } from "../../firmware/log/session-statistics";
import { Mode, Posture, Side } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";

const anyShare = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN));
const anyMmhg = fc.oneof(fc.double({ min: -100, max: 500, noNaN: true }), fc.constant(Number.NaN));
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
/** Texts that no cutting changes. */
const anyText = fc.string({ unit: "binary", maxLength: 12 });

export const anyHeader = fc
  .record({
    limb: fc.constantFrom("arm" as const, "leg" as const),
    side: fc.constantFrom(...Object.values(Side)),
    personSlot: fc.integer({ min: 0, max: 3 }),
    posture: fc.constantFrom(...Object.values(Posture)),
    mode: fc.constantFrom(...Object.values(Mode)),
    lopMmhg: anyMmhg,
    lopIsEntered: fc.boolean(),
    targetShare: anyShare,
    poweredMinutes: uint32,
    wallClockS: uint32,
    cuffName: anyText,
    prescriptionName: anyText,
    firmwareVersion: anyText,
  })
  .map(({ limb, side, personSlot, posture, ...rest }) => {
    const header = Object.assign(new SessionHeader(), rest);
    Object.assign(header.wearer, { limb, side, personSlot, posture });
    return header;
  });

const anyPressures = fc.array(fc.oneof({ weight: 9, arbitrary: anyMmhg }, { weight: 1, arbitrary: fc.double() }), {
  maxLength: 400,
});
const anyEvent = fc.record({
  timeMs: uint32,
  kind: fc.constantFrom(...Object.values(EventKind)),
  code: fc.constantFrom(...Object.values(Reason)),
  value: fc.float(),
});

/** What the firmware does between begin and close, in any order. */
export const anyDeeds = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: anyPressures.map((pressures) => ({ pressures })) },
    { weight: 3, arbitrary: anyEvent.map((event) => ({ event })) },
    { weight: 1, arbitrary: fc.constant({ flush: true as const }) },
  ),
  { maxLength: 12 },
);

export const anyStatistics = fc
  .record({
    durationMs: uint32,
    restrictedMs: uint32,
    inBandShare: anyShare,
    peakMmhg: anyMmhg,
    endedBy: fc.constantFrom(...Object.values(Reason)),
    repetitions: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: MOST_SETS }),
  })
  .map(({ repetitions, ...rest }) => {
    const statistics = Object.assign(new SessionStatistics(), rest, { sets: repetitions.length });
    statistics.repetitions.set(repetitions);
    return statistics;
  });
