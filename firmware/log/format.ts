/** How the training log stands in flash; `docs/log.md` says the same for whoever writes an app. */

/** Format of the chunks; stands in every session's header. */
export const FORMAT_VERSION = 1;

/** Time from one pressure to the next, ms. */
export const SAMPLE_MS = 100;

/** Sectors in front of the ring, for what has to outlive the sessions. */
export const STATE_SECTORS = 2;

/** Four marks stand in front of the chunks of a sector, the last two only for the first sector of a session. */
export const markAt = Object.freeze({ ready: 0, open: 16, downloaded: 32, downloadedAgain: 48 });
export const SECTOR_HEAD_BYTES = 64;

/** "BFL" and what is marked. */
export const Magic = Object.freeze({
  /** The sector was found blank after its erase. */
  ready: 0x42464c01,
  /** It belongs to session a, as the part numbered b. */
  open: 0x42464c02,
  /** Session a has been downloaded. */
  downloaded: 0x42464c03,
  /** Sessions up to a are gone; b of them were never downloaded. */
  gone: 0x42464c04,
} as const);

/** Chunks begin at multiples of this, so that a search finds the next one behind a broken one. */
export const SLOT_BYTES = 8;
export const CHUNK_HEAD_BYTES = 8;
/** The largest chunk: one page of the flash, some 24 s of training. */
export const MOST_CHUNK_BYTES = 256;

/** What a chunk holds. Append only. */
export const ChunkKind = Object.freeze({ header: 1, data: 2, closing: 3, truncated: 4 } as const);

export type ChunkKind = (typeof ChunkKind)[keyof typeof ChunkKind];

/** What stands behind an `ESCAPE` among the pressures. */
export const ESCAPE = 0;
export const Escaped = Object.freeze({ noPressure: 0, event: 1 } as const);

/** Resolution of a pressure, 1/mmHg: a tenth is finer than the transducer, and no coarser step would save a byte. */
export const STEPS_PER_MMHG = 10;
export const LOWEST_MMHG = -100;
export const HIGHEST_MMHG = 500;

/** Parts of a share, so that it fits into 16 bits. */
export const SHARE_PARTS = 10_000;
/** Stands for a share or a pressure that is unknown. */
export const UNKNOWN_SHARE = 0xffff;
export const UNKNOWN_TENTHS = -32768;

/** Longest text in a header, UTF-16 units; what is longer is cut. */
export const MOST_TEXT = 24;
/** How many sets have their repetitions told one by one. */
export const MOST_SETS = 16;

/** What an event tells. Append only. */
export const EventKind = Object.freeze({
  /** The phase changed; value: `Phase`. */
  phase: 1,
  /** A new pressure to hold; value: mmHg, none for a release. */
  setpoint: 2,
  /** A stop, a refusal or a fault; code: `Reason`. */
  stop: 3,
  /** The most urgent alarm changed; code: `Reason`, 0 where it ended. */
  alarm: 4,
  /** Value: number of the set, from 1. */
  setBegun: 5,
  setEnded: 6,
  /** Value: number of the repetition in its set, from 1. */
  repetition: 7,
  /** Value: mmHg. */
  lopFound: 8,
  /** The person said that all is well. */
  confirmed: 9,
  /** The person said how hard it was; value: as the app's scale has it. */
  rated: 10,
} as const);

export type EventKind = (typeof EventKind)[keyof typeof EventKind];
