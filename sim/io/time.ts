import { currentChip } from "./chip";

/** `time` of the SDK: `ticks` is a signed 32-bit number of milliseconds and wraps. */
export default {
  get ticks(): number {
    return currentChip().nowMs | 0;
  },
  get microseconds(): number {
    return Math.floor(currentChip().nowMs * 1000);
  },
};
