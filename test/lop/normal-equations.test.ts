import { expect } from "chai";
import fc from "fast-check";
import { TRAITS } from "../../firmware/pressure/lop/envelope-model";
import { NormalEquations } from "../../firmware/pressure/lop/normal-equations";

interface Row {
  readonly slopes: readonly number[];
  readonly residual: number;
  readonly weight: number;
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const row: fc.Arbitrary<Row> = fc.record({
  slopes: fc.array(between(-1, 1), { minLength: TRAITS, maxLength: TRAITS }),
  residual: between(-10, 10),
  weight: between(0.1, 10),
});
const rows = fc.array(row, { minLength: 2 * TRAITS, maxLength: 30 });

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

/** The same problem without normal equations: Gram and Schmidt, column by column. */
function orthogonalised(problem: readonly Row[]) {
  const roots = problem.map(({ weight }) => Math.sqrt(weight));
  const columns = Array.from({ length: TRAITS }, (_, k) => problem.map((r, i) => (r.slopes[k] ?? 0) * (roots[i] ?? 0)));
  const right = problem.map((r, i) => r.residual * (roots[i] ?? 0));
  const units: number[][] = [];
  const upper: number[][] = [];
  for (const column of columns) {
    let rest = column;
    const shares = units.map((unit) => {
      const share = dot(unit, rest);
      rest = rest.map((x, i) => x - share * (unit[i] ?? 0));
      return share;
    });
    const length = Math.sqrt(dot(rest, rest));
    upper.push([...shares, length]);
    units.push(rest.map((x) => x / length));
  }
  const solved = (sides: readonly number[]): number[] => {
    const solution: number[] = [];
    for (let k = TRAITS - 1; k >= 0; k--) {
      let value = sides[k] ?? 0;
      for (let j = k + 1; j < TRAITS; j++) value -= (upper[j]?.[k] ?? 0) * (solution[j] ?? 0);
      solution[k] = value / (upper[k]?.[k] ?? 0);
    }
    return solution;
  };
  const leastLength = Math.min(...upper.map((column, k) => column[k] ?? 0));
  const solution = solved(units.map((unit) => dot(unit, right)));
  const inverse = Array.from({ length: TRAITS }, (_, k) =>
    solved(Array.from({ length: TRAITS }, (_, j) => +(j === k))),
  );
  const variances = Array.from({ length: TRAITS }, (_, k) => inverse.reduce((sum, x) => sum + (x[k] ?? 0) ** 2, 0));
  return { solution, variances, isWell: leastLength > 0.3 };
}

function added(problem: readonly Row[]): NormalEquations {
  const equations = new NormalEquations();
  for (const { residual, slopes, weight } of problem) equations.add(residual, Float64Array.from(slopes), weight);
  return equations;
}

function expectClose(values: ArrayLike<number>, expected: readonly number[]): void {
  expected.forEach((value, k) => {
    expect(values[k], `${k}`).to.be.closeTo(value, 1e-8 * (1 + Math.abs(value)));
  });
}

/** What is known of one unknown is a row that only it changes. */
const beliefs = (weights: readonly number[], residual: number): Row[] =>
  weights.map((weight, trait) => ({ slopes: weights.map((_, k) => +(k === trait)), residual, weight }));

describe("normal equations", () => {
  it("give the least weighted squares, and the variance of each unknown", () => {
    fc.assert(
      fc.property(rows, (problem) => {
        const { solution, variances, isWell } = orthogonalised(problem);
        fc.pre(isWell);
        const equations = added(problem);
        equations.begin(0);
        while (!equations.advance());
        expectClose(equations.solution, solution);
        expectClose(
          variances.map((_, trait) => {
            equations.beginInverse(trait);
            while (!equations.advance());
            return equations.solution[trait] ?? Number.NaN;
          }),
          variances,
        );
        const squares = problem.reduce((sum, { weight, residual }) => sum + weight * residual ** 2, 0);
        expect(equations.cost).to.be.closeTo(squares, 1e-9 * squares);
      }),
    );
  });

  it("take a belief for a measurement of one unknown", () => {
    const weights = fc.array(between(0.1, 10), { minLength: TRAITS, maxLength: TRAITS });
    fc.assert(
      fc.property(rows, weights, between(-3, 3), (problem, weight, residual) => {
        const believed = added(problem);
        weight.forEach((w, trait) => {
          believed.believe(trait, residual, w);
        });
        const all = [...problem, ...beliefs(weight, residual)];
        believed.begin(0);
        while (!believed.advance());
        expectClose(believed.solution, orthogonalised(all).solution);
        expect(believed.cost).to.be.closeTo(added(all).cost, 1e-8 * (1 + believed.cost));
      }),
    );
  });

  it("damping holds every unknown back in proportion to what is known of it", () => {
    fc.assert(
      fc.property(rows, between(0.01, 10), (problem, damping) => {
        fc.pre(orthogonalised(problem).isWell);
        const known = Array.from({ length: TRAITS }, (_, k) =>
          problem.reduce((sum, { slopes, weight }) => sum + weight * (slopes[k] ?? 0) ** 2, 0),
        );
        const held = [
          ...problem,
          ...beliefs(
            known.map((x) => damping * x),
            0,
          ),
        ];
        const equations = added(problem);
        equations.begin(damping);
        while (!equations.advance());
        expectClose(equations.solution, orthogonalised(held).solution);
      }),
    );
  });

  it("a copy goes on by itself, and what was cleared is gone", () => {
    const sample = fc.sample(
      rows.filter((problem) => orthogonalised(problem).isWell),
      2,
    );
    const [first = [], second = []] = sample;
    const equations = added(first);
    const copy = new NormalEquations();
    copy.copy(equations);
    equations.clear();
    expect(equations.cost).to.equal(0);
    for (const { residual, slopes, weight } of second) equations.add(residual, Float64Array.from(slopes), weight);
    equations.begin(0);
    while (!equations.advance());
    expectClose(equations.solution, orthogonalised(second).solution);
    copy.begin(0);
    while (!copy.advance());
    expectClose(copy.solution, orthogonalised(first).solution);
  });
});
