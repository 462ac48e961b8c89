import type { RandomStream } from "../../sim/random";
import type { Normal } from "./population-shares";

/** A normal draw, set to its limit where it lies beyond. */
export function drawNormal(random: RandomStream, { mean, sd, low, high }: Normal): number {
  return clip(mean + sd * random.normal(), low, high);
}

/** A factor with median 1. @param sd of its logarithm */
export function drawFactor(random: RandomStream, sd: number): number {
  return Math.exp(sd * random.normal());
}

export function drawWithin(
  random: RandomStream,
  { low, high }: { readonly low: number; readonly high: number },
): number {
  return random.between(low, high);
}

/** One of the names, each as often as its share says. */
export function drawName<Name extends string>(random: RandomStream, shares: Readonly<Record<Name, number>>): Name {
  const names = Object.keys(shares) as Name[];
  let left = random.uniform();
  const drawn = names.find((name) => {
    left -= shares[name];
    return left < 0;
  });
  // Shares that add up to 1 but for rounding leave nothing over.
  return drawn ?? (names[names.length - 1] as Name);
}

export function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
