/** `value`, kept within `low`..`high`. A `value` that is not a number becomes `low`. */
export function clamp(value: number, low: number, high: number): number {
  if (value > high) return high;
  return value > low ? value : low;
}

/** ln 2 in two parts: the first has so few digits that multiples of it are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * e to the power `x`, the same to the last bit on every engine, because it uses only + − × ÷.
 * `Math.exp` differs in the last bit between V8 and XS for about one argument in ten, which would break exact replay.
 * Relative error under 1e-14 for -700 <= x <= 700.
 */
export function exp(x: number): number {
  // x = doublings·ln 2 + rest with |rest| <= ln 2 / 2; the Taylor series of e^rest converges to double precision in 14 terms.
  const doublings = Math.floor(x / Math.LN2 + 0.5);
  const rest = x - doublings * LN2_HIGH - doublings * LN2_LOW;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 14; n++) {
    term *= rest / n;
    sum += term;
  }
  let power = 1;
  for (let n = doublings < 0 ? -doublings : doublings; n > 0; n--) power *= 2;
  return doublings < 0 ? sum / power : sum * power;
}

/**
 * Natural logarithm of `x`, NaN unless 0 < x < ∞, the same to the last bit on every engine. Relative error under 1e-14 for 1e-6 … 1e6.
 * x = 2^n · m with m in 0.75 … 1.5; ln m = 2 artanh((m − 1) / (m + 1)), whose series converges fast there.
 */
export function log(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return Number.NaN;
  let rest = x;
  let doublings = 0;
  for (; rest > 1.5; doublings++) rest /= 2;
  for (; rest < 0.75; doublings--) rest *= 2;
  const ratio = (rest - 1) / (rest + 1);
  const square = ratio * ratio;
  let power = ratio;
  let sum = 0;
  for (let n = 1; n <= 23; n += 2) {
    sum += power / n;
    power *= square;
  }
  return 2 * sum + doublings * LN2_HIGH + doublings * LN2_LOW;
}
