/** Puts back what was taken away. */
export type Undo = () => void;

/** What one trial showed, with or without a control. */
export interface Seen {
  /** From the deed to the first word about it, s; `null` where there was none. */
  readonly noticedS: number | null;
  /** What was told. */
  readonly reason: number;
  /** What was told instead, or 0. */
  readonly otherReason: number;
  readonly peakMmhg: number;
  /** Above 15 mmHg after it was noticed, s; `null` where it never got empty. */
  readonly restrictedS: number | null;
  /** Rules that the monitor saw broken. */
  readonly broken: readonly string[];
  /** The play came as far as it should. */
  readonly reached: boolean;
}

/** A trial that should tell whether a control is there. */
export interface Probe {
  readonly name: string;
  run(): Seen;
}

/** Something that can be taken out of the firmware, or out of the hardware that guards it. */
export interface Removable {
  readonly name: string;
  readonly remove: () => Undo;
}

/** A control, and what should miss it. */
export interface Control extends Removable {
  readonly requirement: string;
  readonly probes: readonly Probe[];
  /** The second layer, where there is one: with that away, too, something has to get worse. */
  readonly cover?: Removable;
}
