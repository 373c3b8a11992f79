import { describe, expect, test } from "vitest";
import type { Comparison } from "../src/index.ts";
import { compareMeans, compareRates, compareRatios, cuped, jointMomentsOf, marginalMoments } from "../src/index.ts";
import { binomial, generator, kolmogorovSmirnov } from "./support/generator.ts";

/** A healthy set exceeds this once in a thousand: Kolmogorov's limit at 0.001. */
const LIMIT = 1.95;
const RUNS = 2000;

function pOf(comparison: Comparison): number {
  if (comparison.kind !== "compared") throw new Error(comparison.reason);
  return comparison.pValue;
}

describe("p without an effect", () => {
  const draws = generator(7);
  const { normal, uniform } = draws;
  const values = { rates: [] as number[], means: [] as number[], unequal: [] as number[], ratios: [] as number[], cuped: [] as number[], perArm: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    const arm = (units: number, scale = 1) =>
      jointMomentsOf(
        Array.from({ length: units }, () => {
          const x = normal();
          const orders = 1 + Math.floor(3 * uniform());
          return [50 + scale * (x + normal()), x, orders, 20 * orders + 5 * normal()];
        }),
        4,
      );
    const [control, treatment, small] = [arm(40), arm(60), arm(25, 3)];
    const pick = (from: typeof control, columns: readonly number[]) => ({
      count: from.count,
      means: columns.map((i) => from.means[i]!),
      crossProducts: columns.map((i) => columns.map((j) => from.crossProducts[i]![j]!)),
    });
    const alpha = 0.05;
    values.means.push(pOf(compareMeans(marginalMoments(control, 0), marginalMoments(treatment, 0), { alpha })));
    values.unequal.push(pOf(compareMeans(marginalMoments(treatment, 0), marginalMoments(small, 0), { alpha })));
    values.ratios.push(pOf(compareRatios(pick(control, [3, 2]), pick(treatment, [3, 2]), { alpha })));
    const adjusted = cuped([pick(control, [0, 1]), pick(treatment, [0, 1])], { alpha });
    // Many conversions: the steps between the p-values of few would count as gaps.
    const rate = () => binomial(draws, 3000, 0.2);
    values.rates.push(pOf(compareRates(rate(), rate(), { alpha })));
    if (adjusted.kind === "adjusted") values.cuped.push(adjusted.comparisons[0]!.pValue);
    const lin = cuped([pick(control, [0, 1]), pick(treatment, [0, 1])], { alpha, slopes: "per-arm" });
    if (lin.kind === "adjusted") values.perArm.push(lin.comparisons[0]!.pValue);
  }

  test.each(["rates", "means", "unequal", "ratios", "cuped", "perArm"] as const)("law: p of %s is uniform", (name) => {
    expect(values[name]).toHaveLength(RUNS);
    expect(kolmogorovSmirnov(values[name])).toBeLessThan(LIMIT);
  });
});
