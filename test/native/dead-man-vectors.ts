import fc from "fast-check";
import type { Act } from "./dead-man-twins";

const PUMP = 1;
const BLEED = 2;
const DUMP = 4;
const MINUTE = 60_000;

const boot = (atMs = 0): Act => ({ do: "boot", atMs });
const step = (times: number, levels = 0): Act => ({ do: "step", times, ms: 1, levels, fed: false });
const fed = (times: number, levels = 0, ms = 1): Act => ({ do: "step", times, ms, levels, fed: true });
const latch = (leg: boolean): Act => ({ do: "latch", leg });
const feed: Act = { do: "feed" };
const clear: Act = { do: "clear" };

/** Fed for `ms`: in steps of 200 ms, and the rest in steps of 1 ms. */
function lasting(ms: number, levels = 0): Act[] {
  return [fed(Math.floor(ms / 200), levels, 200), fed(ms % 200, levels)];
}

/** A written-out sequence, and whether it has to end tripped. */
export interface Vector {
  readonly title: string;
  readonly acts: readonly Act[];
  readonly tripped: boolean;
}

const trips = (title: string, ...acts: readonly Act[]): Vector => ({ title, acts, tripped: true });
const lasts = (title: string, ...acts: readonly Act[]): Vector => ({ title, acts, tripped: false });

/** Every limit, one millisecond before it and on it. */
const written: readonly Vector[] = [
  lasts("SR-005: 199 ms without a feed", step(199)),
  lasts("SR-005: 200 ms without a feed", step(200)),
  trips("SR-005: 201 ms without a feed, never fed", step(201)),
  lasts("SR-005: 200 ms after a feed", step(150), feed, step(200)),
  trips("SR-005: 201 ms after a feed", step(150), feed, step(201)),
  lasts("SR-006: an arm's 15 min less 1 ms", ...lasting(15 * MINUTE - 1, PUMP)),
  trips("SR-006: an arm's 15 min", fed(1, PUMP), ...lasting(15 * MINUTE - 1, BLEED)),
  lasts("SR-006: a leg's 20 min less 1 ms", latch(true), ...lasting(20 * MINUTE - 1, PUMP)),
  trips("SR-006: a leg's 20 min", latch(true), ...lasting(20 * MINUTE, PUMP)),
  trips("SR-006: a leg latched too late", fed(1, PUMP), latch(true), ...lasting(15 * MINUTE - 1, BLEED)),
  lasts("SR-006: an arm latched too late", latch(true), fed(1, PUMP), latch(false), ...lasting(16 * MINUTE, BLEED)),
  lasts("SR-006: valves alone start no limit", ...lasting(25 * MINUTE, BLEED | DUMP)),
  lasts(
    "SR-006: a minute idle clears",
    ...lasting(14 * MINUTE, PUMP),
    ...lasting(MINUTE),
    ...lasting(14 * MINUTE, PUMP),
  ),
  ...[PUMP, BLEED, DUMP].map((levels) =>
    trips(
      `SR-006: 59.999 s idle, then level ${levels}, do not clear`,
      ...[...lasting(13 * MINUTE, PUMP), ...lasting(MINUTE - 1), fed(1, levels), ...lasting(MINUTE, BLEED)],
    ),
  ),
  lasts("SR-007: the test trip is forgiven once", step(201), clear, step(200)),
  lasts("SR-007: forgiven after feeds too", fed(3000), step(201), clear, step(200)),
  trips("SR-007: not forgiven twice", step(201), clear, step(201), clear),
  ...[PUMP, BLEED, DUMP].map((levels) =>
    trips(`SR-007: nor after level ${levels}`, fed(1, levels), fed(100), step(201), clear),
  ),
  trips("SR-007: nor after a level while tripped", step(201), step(1, BLEED), step(9), clear),
  lasts("SR-007: clearing what has not tripped spends nothing", clear, step(201), clear, step(9)),
  trips("SR-007: no feed or latch ends a trip", step(201), feed, latch(true), fed(500)),
];

/** The written vectors at a clock of 0, and where it wraps: in the heartbeat, in the idle minute, in the limit. */
export const directed: readonly Vector[] = [0, 100, MINUTE, 15 * MINUTE].flatMap((beforeWrapMs) =>
  written.map(({ title, acts, tripped }) => ({
    title,
    tripped,
    acts: [boot((2 ** 32 - beforeWrapMs) % 2 ** 32), ...acts],
  })),
);

const levels = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 7 }));
const stepMs = fc.oneof(fc.constantFrom(0, 1, 2, 10, 199, 200, 201), fc.integer({ min: 0, max: 250 }));
const limits = [199, 200, 201, 59_999, 60_000, 60_001, 15 * MINUTE, 20 * MINUTE];

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ times: fc.integer({ min: 1, max: 700 }), ms: stepMs, levels }).map(toFed) },
  {
    weight: 2,
    arbitrary: fc.record({ times: fc.integer({ min: 3000, max: 6200 }), ms: fc.constant(200), levels }).map(toFed),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 220 }), levels).map(([times, level]) => step(times, level)),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...limits), levels).map(([ms, level]) => fed(1, level, ms)) },
  { weight: 2, arbitrary: fc.boolean().map(latch) },
  { weight: 3, arbitrary: fc.constant(feed) },
  { weight: 3, arbitrary: fc.constant(clear) },
  { weight: 1, arbitrary: nearWrap().map(boot) },
);

function toFed(what: { times: number; ms: number; levels: number }): Act {
  return { do: "step", fed: true, ...what };
}

function nearWrap(): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    fc.integer({ min: 2 ** 32 - 20 * MINUTE, max: 2 ** 32 - 1 }),
  );
}

/** Long random lives, with a boot at any clock reading. */
export const randomLife: fc.Arbitrary<readonly Act[]> = fc.array(acts, { maxLength: 40, size: "max" });
