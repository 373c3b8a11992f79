import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  hochberg,
  holm,
  hommel,
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

  test("edge: no tests, one test, and a p-value that is none", () => {
    for (const adjust of Object.values(every)) {
      expect(adjust([])).toEqual([]);
      expect(adjust([0.03])).toEqual([0.03]);
      expect(() => adjust([0.1, Number.NaN])).toThrow("pValues[1]: expected a probability in [0, 1] or null, got NaN");
    }
  });
});
