import type { BatteryPart } from "./batteries";
import type { CuffPart } from "./cuffs";
import type { LinePart } from "./lines";
import type { PumpPart } from "./pumps";
import type { TransducerPart } from "./transducers";
import type { ValvePart } from "./valves";

/** What the firmware believes it is connected to. Data sheet values: nothing here is tuned to one unit. */
export interface CuffConfig {
  readonly cuff: CuffPart;
  readonly pump: PumpPart;
  readonly bleed: ValvePart;
  readonly dump: ValvePart;
  readonly line: LinePart;
  readonly transducer: TransducerPart;
  /** A second transducer on a tube of its own at the cuff: sees what a kinked hose hides. */
  readonly cuffTransducer?: TransducerPart;
  readonly battery: BatteryPart;
  /** Reading of the unpressurised transducer found at calibration, mmHg. */
  readonly storedZeroMmhg: number;
  /** Slope correction found at calibration against a reference gauge, near 1. */
  readonly gain: number;
  /** Barometric pressure, mmHg absolute: 760 at sea level, 650 at 1,300 m. */
  readonly atmosphereMmhg: number;
}
