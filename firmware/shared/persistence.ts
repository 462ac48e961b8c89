/** How long a condition has held without a break. */
export class Persistence {
  heldMs = 0;

  /** Call once a tick; returns true once `condition` has held for `limitMs`. */
  outlasts(condition: boolean, dtMs: number, limitMs: number): boolean {
    if (!condition) {
      this.heldMs = 0;
      return false;
    }
    this.heldMs += dtMs;
    return this.heldMs >= limitMs;
  }
}
