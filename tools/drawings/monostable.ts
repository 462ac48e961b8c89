/**
 * The monostable that holds up the actuator rail, as drawn and as reckoned: a 74HC4538 gives 0.7 · R · C (Nexperia, data
 * sheet of the 74HC4538), ±10 % from part to part (onsemi, data sheet of the MC74HC4538A).
 */
export const monostable = Object.freeze({
  factor: 0.7,
  factorSpread: 0.1,
  kiloohm: 270,
  resistorSpread: 0.01,
  microfarad: 1,
  capacitorSpread: 0.05,
});

/** How long after its last trigger the rail drops, ms: the least, the typical and the most. */
export function holdMs(): { readonly least: number; readonly typical: number; readonly most: number } {
  const { factor, factorSpread, kiloohm, resistorSpread, microfarad, capacitorSpread } = monostable;
  const typical = factor * kiloohm * microfarad;
  return {
    least: typical * (1 - factorSpread) * (1 - resistorSpread) * (1 - capacitorSpread),
    typical,
    most: typical * (1 + factorSpread) * (1 + resistorSpread) * (1 + capacitorSpread),
  };
}
