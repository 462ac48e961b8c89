import { SAMPLE_MS } from "../../firmware/log/format";
import { releaseLimits } from "../../firmware/safety/limits";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import type { TickOutput } from "../../firmware/shared/tick";
import { Part } from "../../firmware/shared/training";
import type { World } from "../../sim/world";
import { type SeenOrder, SeenSet } from "./seen-order";

const DEFLATED_MMHG = releaseLimits.deflated.value;
const BAND_SHARE = 0.1;

/** Sees every order from outside: air and muscle as they are, and what the firmware said meanwhile. */
export class Witness {
  readonly orders: SeenOrder[] = [];
  /** The LOP that is on record, mmHg. */
  lopMmhg: number;
  readonly #world: World;
  #current: SeenOrder | undefined;
  #set: SeenSet | undefined;
  #setFromS = 0;
  #tickedMs = 0;
  #sinceSampleMs = 0;
  #reason: Reason = Reason.none;
  #alarm: Reason = Reason.none;

  constructor(world: World) {
    this.#world = world;
    this.lopMmhg = world.limb.lopMmhg;
  }

  /** The chip has lost its power. */
  cut(): void {
    this.#endSet(this.#world.nowMs / 1000);
    if (this.#current !== undefined) this.#current.state = "cut";
    this.#current = undefined;
  }

  /** After every millisecond. */
  step(): void {
    const order = this.#current;
    const { air, output } = this.#world;
    if (order === undefined || output === undefined) return;
    const { cuffMmhg } = air;
    if (cuffMmhg > DEFLATED_MMHG) order.restrictedMs++;
    if (cuffMmhg > order.peakMmhg) order.peakMmhg = cuffMmhg;
    const { phase, setpointMmhg } = output;
    if (phase !== Phase.holding || setpointMmhg === undefined) return;
    const mostMmhg = BAND_SHARE * setpointMmhg;
    order.heldMs++;
    if (Math.abs(output.pressureMmhg - setpointMmhg) < mostMmhg) order.saidInBandMs++;
    if (Math.abs(cuffMmhg - setpointMmhg) < mostMmhg) order.inBandMs++;
  }

  /** After a tick, before the millisecond that follows it. */
  tick(): void {
    const { nowMs, output } = this.#world;
    const stepMs = nowMs - this.#tickedMs;
    this.#tickedMs = nowMs;
    if (output === undefined) return;
    if (this.#current === undefined && output.setpointMmhg !== undefined) this.#current = this.#begin();
    const order = this.#current;
    if (order !== undefined) this.#follow(order, output, stepMs);
    this.#reason = output.reason;
    this.#alarm = output.alarm;
  }

  #begin(): SeenOrder {
    const { board, nowMs } = this.#world;
    const { mode } = board.order;
    const isSearch = mode === Mode.search;
    const order: SeenOrder = {
      mode,
      plan: isSearch ? "" : (board.training.plan?.name ?? ""),
      lopMmhg: isSearch ? Number.NaN : this.lopMmhg,
      beganMs: nowMs,
      durationMs: 0,
      samplesMmhg: [],
      samplesAtStop: 0,
      heldMs: 0,
      saidInBandMs: 0,
      inBandMs: 0,
      restrictedMs: 0,
      peakMmhg: 0,
      tightMs: 0,
      sets: [],
      endedBy: Reason.none,
      state: "under way",
    };
    this.orders.push(order);
    this.#sinceSampleMs = 0;
    return order;
  }

  #follow(order: SeenOrder, output: TickOutput, stepMs: number): void {
    order.durationMs += stepMs;
    if (output.setpointMmhg !== undefined) order.tightMs += stepMs;
    const isStop = output.reason !== this.#reason && output.reason !== Reason.none;
    if (isStop || output.alarm !== this.#alarm) order.samplesAtStop = order.samplesMmhg.length;
    this.#followSet(order, output, stepMs);
    this.#sinceSampleMs += stepMs;
    if (this.#sinceSampleMs >= SAMPLE_MS) {
      this.#sinceSampleMs -= SAMPLE_MS;
      order.samplesMmhg.push(output.pressureValid ? output.pressureMmhg : null);
    }
    if (!isOver(output)) return;
    order.endedBy = output.reason;
    order.state = "over";
    this.#current = undefined;
  }

  #followSet(order: SeenOrder, { training }: TickOutput, stepMs: number): void {
    const { part, set, repetitions, wantedRepetitions } = training;
    const nowS = this.#world.nowMs / 1000;
    if (this.#set !== undefined) {
      // The last repetition of a set is told together with its end.
      this.#set.counted = repetitions[this.#set.set] ?? 0;
      if (part === Part.working && set === this.#set.set) this.#set.workedMs += stepMs;
      else this.#endSet(nowS);
    }
    if (part !== Part.working || this.#set !== undefined) return;
    const last = order.sets.at(-1);
    this.#set = last?.set === set ? last : new SeenSet(set, wantedRepetitions);
    if (this.#set !== last) order.sets.push(this.#set);
    this.#set.stretches++;
    this.#setFromS = nowS;
  }

  #endSet(endS: number): void {
    const { repetitions } = this.#world.limb.muscle;
    const made = repetitions.filter(({ startS }) => startS >= this.#setFromS && startS < endS);
    this.#set?.end(made, endS);
    this.#set = undefined;
  }
}

/** Open and empty, and what was ordered has come to its end. */
function isOver({ phase, isOrdered }: TickOutput): boolean {
  return !isOrdered && (phase === Phase.armed || phase === Phase.vented || phase === Phase.faulted);
}
