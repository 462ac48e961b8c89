import { releaseTimeMs } from "../../firmware/safety/configuration";
import { releaseLimits } from "../../firmware/safety/limits";
import { Phase } from "../../firmware/shared/phase";
import { Priority } from "../../firmware/shared/priority";
import type { Report, Rules, Watched } from "./monitor";

const DEFLATED_MMHG = releaseLimits.deflated.value;
/** What may be off before a cuff that is called vented is not, mmHg, and for how long, ms. */
const VENTED_MMHG = 20;
const VENTED_MS = 1000;
/** What a hose that is kinked late in a release may hide from the transducer at the manifold, mmHg. */
const HIDDEN_MMHG = 45;
/** Detection of a pump that runs against open valves, before the rail drops, ms. */
const STUCK_PUMP_MS = 15_000;
/** What the hose and a limb still bring after that: next to 15 mmHg a valve takes a second or two for it, mmHg. */
const STILL_COMES_MMHG = 1;
/** Twice the slowest pump's time constant of running down, ms. */
const COAST_MS = 400;
/** By so much later somebody has to be called where no release is possible, ms. */
const CALL_MS = 8000;

/** Once nothing is driven the cuff is empty in time; "vented" is true; what cannot be let out calls for help. */
export class ReleaseRules implements Rules {
  readonly #watched: Watched;
  readonly #report: Report;
  #openMs = 0;
  #stuckMs = 0;
  #coastMs = 0;
  #allowedMs = 0;
  #paths = 0;
  #falselyVentedMs = 0;
  #called = false;

  constructor(watched: Watched, report: Report) {
    this.#watched = watched;
    this.#report = report;
  }

  step(): void {
    const { world } = this.#watched;
    const { air, board, limb } = world;
    const output = world.output;
    if (output?.priority === Priority.high || output?.phase === Phase.faulted) this.#called = true;
    const isOpen = board.bleedCoilDuty === 0 && board.dumpCoilDuty === 0;
    if (!isOpen || air.cuffMmhg <= DEFLATED_MMHG) {
      this.#openMs = 0;
      this.#stuckMs = 0;
      this.#called = false;
    } else {
      const paths =
        (air.bleed.isBlocked ? 0 : 1) +
        (air.dump.isBlocked ? 0 : 2) +
        (air.isHoseBlocked ? 4 : 0) +
        (board.wiring.pumpStuckOn ? 8 : 0);
      if (this.#openMs === 0 || paths !== this.#paths) {
        this.#openMs = 0;
        this.#allowedMs = this.#allowed(air.cuffMmhg + STILL_COMES_MMHG);
      }
      this.#paths = paths;
      // A pump whose rail has dropped still runs down.
      this.#coastMs = board.pumpDuty > 0 ? COAST_MS : this.#coastMs - 1;
      // What goes on pumping, for as long as it takes to notice, and a limb that contracts push the pressure up again.
      if (this.#coastMs > 0 && this.#stuckMs < STUCK_PUMP_MS) {
        this.#stuckMs++;
        this.#openMs = 0;
      } else if (!limb.muscle.contracting && !limb.isSqueezed) this.#openMs++;
      // Firmware that feeds on keeps up the rail, and with it a pump whose driver has failed short: two faults at once.
      const isRailKept = world.firmware === "babbling" && board.wiring.pumpStuckOn;
      if (this.#openMs > this.#allowedMs && !this.#isStuckInside && !isRailKept) this.#report("release took too long");
      const isHidden = air.isHoseBlocked && (air.cuffMmhg < HIDDEN_MMHG || world.restarts > 0);
      // Firmware that does not run can call nobody.
      const canCall = world.firmware === "running" && !isHidden;
      if (this.#openMs > this.#allowedMs + CALL_MS && this.#isStuckInside && !this.#called && canCall)
        this.#report("cuff cannot be released, and nobody was called");
    }
    this.#watchVented();
  }

  /** What the rules allow through the paths that are healthy. */
  #allowed(fromMmhg: number): number {
    const { world, parts } = this.#watched;
    const paths = [
      ...(world.air.bleed.isBlocked ? [] : [parts.bleed]),
      ...(world.air.dump.isBlocked ? [] : [parts.dump]),
    ];
    if (paths.length === 0) return 0;
    const ms = releaseTimeMs(parts, paths, fromMmhg, true);
    return releaseLimits.testFactor.value * ms + releaseLimits.testAllowance.value;
  }

  /** No path for the air: only a hand can open the cuff. */
  get #isStuckInside(): boolean {
    const { air } = this.#watched.world;
    return (air.bleed.isBlocked && air.dump.isBlocked) || air.isHoseBlocked;
  }

  #watchVented(): void {
    const { world } = this.#watched;
    const phase = world.output?.phase;
    const isSaid = world.firmware === "running" && (phase === Phase.vented || phase === Phase.armed);
    // One transducer that is off by tens of mmHg cannot be caught here: a residual risk.
    // Nor can a hose that is kinked when a release is nearly over, or was when the chip started: the manifold is empty.
    const isHidden = world.air.cuffMmhg < HIDDEN_MMHG || world.restarts > 0;
    const isOff = world.transducer.isOff || (world.air.isHoseBlocked && isHidden);
    const isBlind = isOff && world.second === undefined;
    const isFalse = isSaid && world.air.cuffMmhg > VENTED_MMHG && !isBlind && !world.limb.isSqueezed;
    this.#falselyVentedMs = isFalse && world.output?.priority !== Priority.high ? this.#falselyVentedMs + 1 : 0;
    if (this.#falselyVentedMs > VENTED_MS) this.#report("called vented, and is not");
  }
}
