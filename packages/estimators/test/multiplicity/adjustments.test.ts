import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  hochberg,
  holm,
  hommel,
  weightedBonferroni,
} from "../../src/index.ts";

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const every = { holm, hochberg, hommel, bonferroni, BH: benjaminiHochberg, BY: benjaminiYekutieli };

describe("multiplicity", () => {
  test("law: adjusting never lowers a p-value, keeps their order and stays within 1", () => {
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 20 }), (pValues) => {
        for (const adjust of Object.values(every)) {
          const adjusted = adjust(pValues);
          pValues.forEach((p, i) => {
            expect(adjusted[i]).toBeGreaterThanOrEqual(p * (1 - 1e-15));
            expect(adjusted[i]).toBeLessThanOrEqual(1);
            pValues.forEach((q, j) => {
              if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]! * (1 + 1e-15));
            });
          });
        }
      }),
    );
  });

  test("law: Bonferroni is never below Holm, nor Holm below Hochberg, nor Hochberg below Hommel", () => {
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1, maxLength: 15 }), (pValues) => {
        const ladder = [bonferroni, holm, hochberg, hommel].map((adjust) => adjust(pValues));
        pValues.forEach((_, i) => {
          for (let k = 1; k < ladder.length; k += 1) {
            expect(ladder[k]![i]).toBeLessThanOrEqual(ladder[k - 1]![i]! * (1 + 1e-14));
          }
        });
      }),
    );
  });

  test("law: the order in which tests are listed does not matter", () => {
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1, maxLength: 15 }), (pValues) => {
        for (const adjust of Object.values(every)) {
          expect(adjust(pValues.toReversed())).toEqual(adjust(pValues).toReversed());
        }
      }),
    );
  });

  test("law: weighted Bonferroni spends the error rate once, and is Bonferroni at even weights", () => {
    const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(fc.array(fc.tuple(probability, fc.boolean()), { minLength: 1, maxLength: 12 }), share, (tests, primaryShare) => {
        const [pValues, primary] = [tests.map(([p]) => p), tests.map(([, first]) => first)];
        const adjusted = weightedBonferroni(pValues, { primary, primaryShare });
        const levels = tests.map(([p], i) => (adjusted[i]! < 1 && p > 1e-300 ? p / adjusted[i]! : 0));
        expect(levels.reduce((sum, level) => sum + level, 0)).toBeLessThanOrEqual(1 + 1e-12);
        const first = primary.filter(Boolean).length;
        if (first === 0 || first === tests.length) return;
        const even = weightedBonferroni(pValues, { primary, primaryShare: first / tests.length });
        bonferroni(pValues).forEach((p, i) => expect(even[i]).toBeCloseTo(p, 13));
      }),
    );
  });

  test("edge: weighted Bonferroni leaves out missing tests; a kind without tests leaves its share to the other", () => {
    const options = { primary: [true, false, false, true], primaryShare: 0.75 };
    expect(weightedBonferroni([0.03, 0.01, null, null], options)).toEqual([0.04, 0.04, null, null]);
    expect(weightedBonferroni([0.03, null, null, 0.02], options)).toEqual([0.06, null, null, 0.04]);
    expect(weightedBonferroni([null, 0.01, 0.02, null], options)).toEqual([null, 0.02, 0.04, null]);
    expect(() => weightedBonferroni([0.1], { primary: [true], primaryShare: 1 })).toThrow("primaryShare: expected a share between 0 and 1, got 1");
    expect(() => weightedBonferroni([0.1], { primary: [], primaryShare: 0.5 })).toThrow("primary: expected 1 values");
    expect(() => weightedBonferroni([2], { primary: [true], primaryShare: 0.5 })).toThrow("pValues[0]: expected a probability");
  });

  test("vector: ties, missing tests and any order as R 4.2.2's p.adjust", () => {
    // sprintf("%.17g", p.adjust(c(.04,.01,NA,.04,.01,.5,.0003,NA,.04), m)) for each method m
    const given = [0.04, 0.01, null, 0.04, 0.01, 0.5, 0.0003, null, 0.04];
    const expected: Readonly<Record<keyof typeof every, readonly (number | null)[]>> = {
      holm: [0.16, 0.06, null, 0.16, 0.06, 0.5, 0.0021, null, 0.16],
      hochberg: [0.08, 0.05, null, 0.08, 0.05, 0.5, 0.0021, null, 0.08],
      hommel: [0.08, 0.05, null, 0.08, 0.05, 0.5, 0.0021, null, 0.08],
      bonferroni: [0.28, 0.07, null, 0.28, 0.07, 1.0, 0.0021, null, 0.28],
      BH: [0.04666666666666667, 0.023333333333333334, null, 0.04666666666666667, 0.023333333333333334, 0.5, 0.0021, null, 0.04666666666666667],
      BY: [0.12100000000000001, 0.060500000000000005, null, 0.12100000000000001, 0.060500000000000005, 1.0, 0.005445, null, 0.12100000000000001],
    };
    for (const [name, adjust] of Object.entries(every)) {
      adjust(given).forEach((value, i) => {
        const wanted = expected[name as keyof typeof every][i]!;
        if (wanted === null) expect(value).toBeNull();
        else expect(value).toBeCloseTo(wanted, 15);
      });
    }
  });

  test("edge: no tests, one test, and a p-value that is none", () => {
    for (const adjust of Object.values(every)) {
      expect(adjust([])).toEqual([]);
      expect(adjust([0.03])).toEqual([0.03]);
      expect(() => adjust([0.1, Number.NaN])).toThrow("pValues[1]: expected a probability in [0, 1] or null, got NaN");
    }
  });
});
