/** The hose between manifold and cuff. */
export interface LinePart {
  readonly name: string;
  /** Volume of manifold and hose on the pump's side, ml. */
  readonly manifoldMl: number;
  /** Pressure drop per flow (volume at line pressure), mmHg·s/ml, laminar: 128 µ L / (π d⁴). */
  readonly resistanceMmhgSPerMl: number;
}

export const lines = Object.freeze({
  hose25: Object.freeze<LinePart>({ name: "1 m of 2.5 mm bore", manifoldMl: 8, resistanceMmhgSPerMl: 4.3 / 30 }),
  hose40: Object.freeze<LinePart>({ name: "1 m of 4 mm bore", manifoldMl: 14, resistanceMmhgSPerMl: 0.65 / 30 }),
});

export type LineName = keyof typeof lines;
