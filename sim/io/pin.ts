export type Pull = "none" | "up" | "down";
export type Level = 0 | 1;

/** One pin of the chip: what the chip does with it, and what the board outside does. */
export class Pin {
  /** An IO object has it. */
  isTaken = false;
  pull: Pull = "none";
  /** What is wired to it drives it to this level; undefined leaves it to the pulls. */
  outside: Level | undefined = undefined;
  /** What an analog input sees, V. */
  volts = 0;
  /** Told of every level that comes from outside. */
  onLevel: ((level: Level) => void) | undefined = undefined;
  /** The chip drives it. */
  isDriven = false;
  /** Share of the time at level 1 while it is driven, and how often a second it changes: 0 for a steady level. */
  duty = 0;
  hz = 0;
  readonly #note: (duty: number, hz: number) => void;

  constructor(note: (duty: number, hz: number) => void) {
    this.#note = note;
  }

  drive(duty: number, hz: number): void {
    const isChange = !this.isDriven || duty !== this.duty || hz !== this.hz;
    this.isDriven = true;
    this.duty = duty;
    this.hz = hz;
    if (isChange) this.#note(duty, hz);
  }

  /** The chip lets go of it. */
  float(pull: Pull): void {
    this.isDriven = false;
    this.pull = pull;
  }

  /** What an input reads. Nothing that drives and no pull reads as 0 here; on a board it is anything. */
  get level(): Level {
    return this.outside ?? (this.pull === "up" ? 1 : 0);
  }

  /** The board drives it from outside, or with undefined lets go of it. */
  setOutside(level: Level | undefined): void {
    const before = this.level;
    this.outside = level;
    if (this.level !== before) this.onLevel?.(this.level);
  }
}
