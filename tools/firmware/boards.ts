/** The boards by the names that people type; the platforms as mcconfig and `manifest.json` name them. */
export const boards = Object.freeze({
  devkitc: Object.freeze({ platform: "esp32", subplatform: "" }),
  s3: Object.freeze({ platform: "esp32/esp32s3", subplatform: "esp32s3" }),
});

export type BoardName = keyof typeof boards;

export interface Wanted {
  readonly board: BoardName;
  readonly isDebug: boolean;
  /** May inflate although it is a debug build: with no limb in the cuff. */
  readonly isBench: boolean;
}
