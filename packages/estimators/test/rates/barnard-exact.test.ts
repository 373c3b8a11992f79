import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RateCount } from "../../src/index.ts";
import { barnardExact } from "../../src/index.ts";
import type { Json } from "../support/reference.ts";
import { readVectors, relativeError } from "../support/reference.ts";

const rate = (successes: number, trials: number): RateCount => ({ successes, trials });
const smallRate = fc
  .integer({ min: 1, max: 25 })
  .chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => rate(successes, trials)));

function exact(control: RateCount, treatment: RateCount): { readonly pValue: number; readonly leastFavorableRate: number } {
  const result = barnardExact(control, treatment);
  if (result.kind === "refused") throw new Error(`expected a p-value, got ${result.reason}`);
  return result;
}

/** Probability, at one rate, of all tables as far out: by adding them up. */
function probabilityAt(control: RateCount, treatment: RateCount, p: number): number {
  const pmf = (k: number, n: number): number => {
    let ways = 1;
    for (let i = 0; i < k; i += 1) ways *= (n - i) / (i + 1);
    return ways * p ** k * (1 - p) ** (n - k);
  };
  const units = control.trials + treatment.trials;
  const score = (i: number, j: number): number =>
    (i * treatment.trials - j * control.trials) ** 2 / ((i + j) * (units - i - j));
  const observed = score(control.successes, treatment.successes);
  let sum = 0;
  for (let i = 0; i <= control.trials; i += 1) {
    for (let j = 0; j <= treatment.trials; j += 1) {
      if (score(i, j) >= observed * (1 - 1e-12)) sum += pmf(i, control.trials) * pmf(j, treatment.trials);
    }
  }
  return sum;
}

describe("Barnard's exact test", () => {
  test("law: no shared rate makes tables as far out more probable, and one makes them just as probable", () => {
    fc.assert(
      fc.property(smallRate, smallRate, fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 5, maxLength: 5 }), (control, treatment, permille) => {
        const conversions = control.successes + treatment.successes;
        fc.pre(conversions > 0 && conversions < control.trials + treatment.trials);
        const { pValue, leastFavorableRate } = exact(control, treatment);
        for (const each of permille) expect(probabilityAt(control, treatment, each / 1000)).toBeLessThanOrEqual(pValue * (1 + 1e-12));
        expect(relativeError(probabilityAt(control, treatment, leastFavorableRate), pValue)).toBeLessThan(1e-11);
      }),
      { numRuns: 40 },
    );
  });

  test("law: naming the arms, or success and failure, the other way round changes nothing", () => {
    fc.assert(
      fc.property(smallRate, smallRate, (control, treatment) => {
        const conversions = control.successes + treatment.successes;
        fc.pre(conversions > 0 && conversions < control.trials + treatment.trials);
        const { pValue } = exact(control, treatment);
        const failures = ({ successes, trials }: RateCount): RateCount => rate(trials - successes, trials);
        expect(relativeError(exact(treatment, control).pValue, pValue)).toBeLessThan(1e-12);
        expect(relativeError(exact(failures(control), failures(treatment)).pValue, pValue)).toBeLessThan(1e-12);
      }),
      { numRuns: 40 },
    );
  });

  test("vector: agrees with 18 digits, and is never below what the search of SciPy finds", () => {
    const { cases } = readVectors("exact-rates.json") as { readonly cases: readonly Json[] };
    const vectors = cases.filter(({ kind }) => kind === "barnard");
    expect(vectors.length).toBeGreaterThan(4);
    for (const { control, treatment, pValue, scipy } of vectors) {
      const found = exact(rate(control[0], control[1]), rate(treatment[0], treatment[1])).pValue;
      expect(relativeError(found, Number(pValue))).toBeLessThan(1e-13);
      expect(found).toBeGreaterThan(scipy * (1 - 1e-9));
      expect(relativeError(found, scipy)).toBeLessThan(2e-3);
    }
  });

  test("edge: large samples are refused with a reason, as is what cannot be compared", () => {
    expect(barnardExact(rate(10, 400), rate(20, 401))).toEqual({ kind: "refused", reason: "too_many_units" });
    expect(exact(rate(0, 400), rate(400, 400)).pValue).toBeGreaterThan(0);
    expect(barnardExact(rate(0, 4), rate(0, 5))).toEqual({ kind: "refused", reason: "no_conversions" });
    expect(barnardExact(rate(0, 0), rate(1, 5))).toEqual({ kind: "refused", reason: "too_few_units" });
    expect(() => barnardExact(rate(5, 4), rate(0, 5))).toThrow(RangeError);
  });
});
