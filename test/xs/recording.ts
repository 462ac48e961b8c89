import type { Prescription } from "../../firmware/shared/prescription";
import type { SampleQueue } from "../../firmware/shared/sample-queue";
import type { TickInput } from "../../firmware/shared/tick";
import type { Deed, StepOf } from "../../firmware/shared/training";

/**
 * Recorded ticks as numbers: the time, everything that a tick gets to see (NaN for "no set-point"), and the samples of
 * both transducers, each with its time and counts behind their number.
 */
export type Recording = ArrayLike<number>;

export function toNumbers(nowMs: number, input: TickInput): number[] {
  const { order, lop, training } = input;
  const { request } = training;
  return [
    nowMs,
    input.wantedMmhg ?? Number.NaN,
    input.buttonDown ? 1 : 0,
    input.deadManTripped ? 1 : 0,
    input.linked ? 1 : 0,
    order.mode,
    order.confirmations,
    lop.sequence,
    lop.mmhg,
    training.plan === undefined ? 0 : 1,
    request.sequence,
    request.deed,
    request.stepOf,
    input.batteryMv,
    input.temperatureC,
    ...samplesOf(input.samples),
    ...samplesOf(input.cuffSamples),
  ];
}

function samplesOf(queue: SampleQueue): number[] {
  const numbers: number[] = [queue.length];
  for (let i = 0; i < queue.length; i++) numbers.push(queue.atMs[i] ?? 0, queue.counts[i] ?? 0);
  return numbers;
}

/**
 * Fills `input` with the tick at `from`, beside the time; returns where the next one begins.
 * @param plan what is trained in this recording, from where it was asked for on
 */
export function fromNumbers(
  recording: Recording,
  from: number,
  input: TickInput,
  plan: Prescription | undefined,
): number {
  let at = from + 1;
  const next = (): number => recording[at++] ?? Number.NaN;
  const wanted = next();
  input.wantedMmhg = Number.isNaN(wanted) ? undefined : wanted;
  input.buttonDown = next() === 1;
  input.deadManTripped = next() === 1;
  input.linked = next() === 1;
  input.order.mode = next() as typeof input.order.mode;
  input.order.confirmations = next();
  input.lop.sequence = next();
  input.lop.mmhg = next();
  input.training.plan = next() === 1 ? plan : undefined;
  const { request } = input.training;
  request.sequence = next();
  request.deed = next() as Deed;
  request.stepOf = next() as StepOf;
  input.batteryMv = next();
  input.temperatureC = next();
  for (const queue of [input.samples, input.cuffSamples]) {
    for (let samples = next(); samples > 0; samples--) {
      const atMs = next();
      queue.push(atMs, next());
    }
  }
  return at;
}
