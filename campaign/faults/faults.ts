import { airFaults } from "./air-faults";
import { controllerFaults, personFaults } from "./controller-faults";
import type { Fault } from "./fault";
import { harmless } from "./harmless";
import { transducerFaults } from "./transducer-faults";

const single: readonly Fault[] = [...transducerFaults, ...airFaults, ...controllerFaults, ...personFaults];

/** Pairs that are likely to come together, or that are worst when they do. */
const pairs: readonly (readonly [string, string])[] = [
  ["pump driver stuck on", "bleed valve stuck shut"],
  ["pump driver stuck on", "dump valve stuck shut"],
  ["transducer frozen", "pump driver stuck on"],
  ["reading jumps by -50 mmHg", "bleed valve stuck shut"],
  ["hose kinked shut", "link lost for good"],
  ["leak, C' 3 ml/s", "battery falls below its release voltage"],
  ["firmware hangs", "dump valve stuck shut"],
  ["firmware hangs", "bleed valve stuck shut"],
  ["stall of 400 ms, as by a flash erase", "pump driver stuck on"],
  ["button stuck down", "dump valve stuck shut"],
  ["clock leaps by 10 s", "bleed valve stuck shut"],
];

function named(name: string): Fault {
  const fault = single.find((candidate) => candidate.name === name);
  if (fault === undefined) throw new Error(`no fault is called "${name}"`);
  return fault;
}

function together(first: Fault, second: Fault): Fault {
  return {
    name: `${first.name} + ${second.name}`,
    tells: [...first.tells, ...second.tells],
    byDeadMan: first.byDeadMan === true || second.byDeadMan === true,
    watchS: Math.max(first.watchS ?? 0, second.watchS ?? 0) || undefined,
    needs: (build) => (first.needs?.(build) ?? true) && (second.needs?.(build) ?? true),
    inject: (world, random) => {
      first.inject?.(world, random);
      second.inject?.(world, random);
    },
    goOn: (world, sinceMs) => {
      first.goOn?.(world, sinceMs);
      second.goOn?.(world, sinceMs);
    },
  } as Fault;
}

/** Every fault that is injected, single ones first. */
export const faults: readonly Fault[] = [
  ...harmless,
  ...single,
  ...pairs.map(([a, b]) => together(named(a), named(b))),
];
