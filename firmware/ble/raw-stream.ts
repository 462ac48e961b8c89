import type { TickOutput } from "../shared/tick";
import { NO_PRESSURE } from "./field-kinds";
import { rawHead } from "./frames";
import { Slot } from "./gatt-table";
import type { Link } from "./link";

const SAMPLE_BYTES = 2;
/** As the other pressures: tenths of mmHg. */
const STEPS_PER_MMHG = 10;
const LOWEST = -32_767;
const HIGHEST = 32_767;
const MOST_FRAME_BYTES = 244;

/** The pressure of every tick, for whoever wants to look closely: as many at a time as one notification carries. */
export class RawStream {
  readonly #values = rawHead.blank();
  readonly #bytes = new Uint8Array(MOST_FRAME_BYTES);
  readonly #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** Another client: it gets nothing that was gathered for the last, whose notifications may have been longer. */
  begin(): void {
    this.#length = 0;
  }

  /** After every tick. A gap in the numbers shows what did not get through. */
  turn(link: Link, output: TickOutput, nowMs: number): void {
    if (!link.isSubscribed(Slot.raw)) {
      this.#length = 0;
      return;
    }
    if (this.#length === 0) {
      this.#values.sequence++;
      this.#values.uptimeMs = nowMs;
      rawHead.encode(this.#values, this.#view, 0);
      this.#length = rawHead.bytes;
    }
    this.#view.setInt16(this.#length, coded(output), true);
    this.#length += SAMPLE_BYTES;
    const most = link.longestBytes < MOST_FRAME_BYTES ? link.longestBytes : MOST_FRAME_BYTES;
    if (this.#length + SAMPLE_BYTES <= most) return;
    link.send(Slot.raw, this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }
}

function coded({ pressureMmhg, pressureValid }: TickOutput): number {
  if (!pressureValid) return NO_PRESSURE;
  const steps = Math.floor(pressureMmhg * STEPS_PER_MMHG + 0.5);
  return steps < LOWEST ? LOWEST : steps > HIGHEST ? HIGHEST : steps;
}
