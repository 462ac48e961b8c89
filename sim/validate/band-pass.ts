/** Second-order section: y = b·x − a·y. */
interface Section {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** Second-order Butterworth corner by the bilinear transform. */
function butterworth(kind: "low" | "high", cornerHz: number, sampleHz: number): Section {
  const k = Math.tan((Math.PI * cornerHz) / sampleHz);
  const norm = 1 / (1 + Math.SQRT2 * k + k * k);
  const gain = kind === "low" ? k * k * norm : norm;
  const middle = kind === "low" ? 2 * gain : -2 * gain;
  return { b: [gain, middle, gain], a: [2 * (k * k - 1) * norm, (1 - Math.SQRT2 * k + k * k) * norm] };
}

/** Direct form II transposed, started as if the first sample had always stood. */
function run({ b, a }: Section, samples: Float64Array): Float64Array {
  const first = samples[0] ?? 0;
  const settled = (first * (b[0] + b[1] + b[2])) / (1 + a[0] + a[1]);
  let s2 = b[2] * first - a[1] * settled;
  let s1 = b[1] * first - a[0] * settled + s2;
  return samples.map((x) => {
    const y = b[0] * x + s1;
    s1 = b[1] * x - a[0] * y + s2;
    s2 = b[2] * x - a[1] * y;
    return y;
  });
}

/** Band-pass without phase shift: every corner is run forwards and backwards. */
export function bandPass(samples: Float64Array, lowHz: number, highHz: number, sampleHz: number): Float64Array {
  let filtered = samples;
  for (const section of [butterworth("high", lowHz, sampleHz), butterworth("low", highHz, sampleHz)]) {
    filtered = run(section, filtered);
    filtered = run(section, filtered.reverse()).reverse();
  }
  return filtered;
}
