import { Cuff } from "../../firmware/cuff";
import { firstBuild } from "../../firmware/parts/builds";
import { noOwnLimits } from "../../firmware/safety/caps";
import { releaseLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { TickOutput } from "../../firmware/shared/tick";
import { CuffDriver, STARTING_MS } from "../support/cuff-driver";
import type { Subject } from "./explorer";
import { TickRules } from "./tick-rules";

/** Something that happens to a cuff, and takes its time. */
export interface Macro {
  readonly name: string;
  act(cuff: LiveCuff): void;
}

const MINUTE_MS = 60_000;
/** A pressure is deflated, low, or high. */
const HIGH_MMHG = 60;

/** A whole cuff, judged at every tick. */
export class LiveCuff extends CuffDriver implements Subject<Macro> {
  readonly #rules = new TickRules();
  #lopIsFresh = false;
  #unusedMs = 0;
  ticks = 0;

  get broken(): ReadonlySet<string> {
    return this.#rules.broken;
  }

  /** As seen from outside, timers only as coarsely as the rules count them. */
  get signature(): string {
    const { phase, reason, alarm, setpointMmhg, pressureMmhg, inflatedMs, reperfusionMs } = this.output;
    const { wantedMmhg, linked, buttonDown, order } = this.input;
    const air = pressureMmhg <= releaseLimits.deflated.value ? 0 : pressureMmhg < HIGH_MMHG ? 1 : 2;
    const minutes = Math.ceil(inflatedMs / (2 * MINUTE_MS));
    const owed = Math.ceil(reperfusionMs / MINUTE_MS);
    const unused = Math.floor(this.#unusedMs / MINUTE_MS);
    // The steps of a search are its own affair.
    const held = phase === Phase.searching ? order.mode : setpointMmhg;
    const seen = [phase, reason, alarm, held, air, minutes, owed, unused];
    return [...seen, order.mode, wantedMmhg, linked, buttonDown, this.#lopIsFresh, this.#rules.isProven].join(" ");
  }

  apply(macro: Macro): void {
    macro.act(this);
  }

  override tick(mmhg: number, dtMs = 10): TickOutput {
    const output = super.tick(mmhg, dtMs);
    // The base class switches its cuff on before anything of this class exists: with nothing asked for yet.
    return #rules in this ? this.#judged(output, dtMs) : output;
  }

  override tickBlind(dtMs = 10): TickOutput {
    return this.#judged(super.tickBlind(dtMs), dtMs);
  }

  override enterLop(mmhg: number): void {
    super.enterLop(mmhg);
    this.#lopIsFresh = this.#rules.isProven;
  }

  /** The chip starts anew: what people do goes on, and the pressure stays for now. */
  restart(): void {
    const { restricted, reperfusion } = this.cuff.account;
    const boot = {
      lockedOut: false,
      storedDataCorrupt: false,
      own: noOwnLimits,
      isDebugOnly: false,
      sessions: undefined,
      reperfusionMs: reperfusion.owedMs,
      restrictedMs: [...restricted.buckets],
    };
    Object.assign(this, { cuff: new Cuff(firstBuild, boot), output: new TickOutput() });
    this.input.deadManTripped = true;
    this.#rules.restarted();
    this.follow(STARTING_MS + 2000);
  }

  #judged(output: TickOutput, stepMs: number): TickOutput {
    this.ticks++;
    this.#rules.look(this.input, output, stepMs);
    this.#unusedMs = this.#rules.isProven && output.setpointMmhg === undefined ? this.#unusedMs + stepMs : 0;
    this.#lopIsFresh &&= this.#rules.isProven;
    return output;
  }
}
