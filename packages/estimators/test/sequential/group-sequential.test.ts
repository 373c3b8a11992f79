import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoundaryShape, GroupLook } from "../../src/index.ts";
import {
  crossingProbabilities,
  groupSequentialBoundaries,
  groupSequentialTest,
  normalQuantileUpper,
  peekingErrorRate,
} from "../../src/index.ts";
import { generator } from "../support/generator.ts";
import type { Json } from "../support/reference.ts";
import { readVectors, relativeError } from "../support/reference.ts";

const { cases } = readVectors("group-sequential.json") as { readonly cases: readonly Json[] };
const ofKind = (kind: string): readonly Json[] => {
  const found = cases.filter((each) => each.kind === kind);
  if (found.length === 0) throw new Error(`kind: expected cases in group-sequential.json, got none of ${kind}`);
  return found;
};
const evenly = (looks: number): number[] => Array.from({ length: looks }, (_, i) => (i + 1) / looks);

const shape = fc.constantFrom<BoundaryShape>(
  "obrien-fleming",
  "pocock",
  "lan-demets-obrien-fleming",
  "lan-demets-pocock",
  { power: 0.5 },
  { power: 3 },
);
const fractions = fc
  .uniqueArray(fc.integer({ min: 1, max: 49 }), { maxLength: 5 })
  .map((parts) => [...parts.toSorted((a, b) => a - b).map((part) => part / 50), 1]);
const level = fc.constantFrom(0.2, 0.05, 0.001);

describe("group sequential", () => {
  test("law: all looks together raise a false alarm with probability alpha", () => {
    fc.assert(
      fc.property(shape, fractions, level, fc.constantFrom<1 | 2>(1, 2), (spending, informationFractions, alpha, sides) => {
        const looks = groupSequentialBoundaries({ alpha, spending, informationFractions, sides });
        const crossings = crossingProbabilities({
          information: informationFractions,
          critical: looks.map(({ critical }) => critical),
          sides,
        });
        let total = 0;
        crossings.forEach(({ above, below }, i) => {
          total += above + below;
          expect(relativeError(looks[i]!.spentAlpha, total)).toBeLessThan(1e-9);
        });
        expect(relativeError(total, alpha)).toBeLessThan(1e-10);
      }),
      { numRuns: 30 },
    );
  });

  test("law: with a spending function later looks do not move the boundary of earlier ones", () => {
    const spending = "lan-demets-obrien-fleming";
    const all = groupSequentialBoundaries({ alpha: 0.05, spending, informationFractions: [0.2, 0.5, 0.75, 1] });
    const first = groupSequentialBoundaries({ alpha: 0.05, spending, informationFractions: [0.2, 0.5] });
    first.forEach(({ critical }, i) => expect(relativeError(critical, all[i]!.critical)).toBeLessThan(1e-12));
  });

  test("law: a single look is the fixed test, and information counts in any unit", () => {
    fc.assert(
      fc.property(shape, level, fc.integer({ min: 1, max: 1e9 }), (spending, alpha, unit) => {
        const [only] = groupSequentialBoundaries({ alpha, spending, informationFractions: [1] });
        expect(relativeError(only!.critical, normalQuantileUpper(alpha / 2))).toBeLessThan(1e-12);
        const input = { critical: [3, 2], sides: 2 } as const;
        const scaled = crossingProbabilities({ ...input, information: [unit, 2 * unit] });
        expect(scaled).toEqual(crossingProbabilities({ ...input, information: [0.5, 1] }));
      }),
      { numRuns: 20 },
    );
  });

  test("law: verdict, stage-wise p and repeated intervals never disagree", () => {
    const path = fc.array(fc.integer({ min: -350, max: 350 }), { minLength: 1, maxLength: 4 });
    const spending = fc.constantFrom<BoundaryShape>("lan-demets-obrien-fleming", "lan-demets-pocock", { power: 2 });
    fc.assert(
      fc.property(path, spending, level, (statistics, spendingOf, alpha) => {
        const looks = statistics.map(
          (z, i): GroupLook => ({ difference: z / 1000, standardError: 0.1, information: 10 * (i + 1) }),
        );
        const plan = { alpha, spending: spendingOf, plannedInformation: 40 };
        const { looks: results, stoppedAt, verdict, pValue } = groupSequentialTest(looks, plan);
        results.forEach(({ crossed, interval: [low, high] }) => {
          expect(low > 0 || high < 0).toBe(crossed);
        });
        expect(verdict === "difference").toBe(stoppedAt !== null);
        expect(stoppedAt).toBe(results.some(({ crossed }) => crossed) ? results.findIndex(({ crossed }) => crossed) : null);
        expect(pValue === null).toBe(verdict === "continue");
        if (pValue !== null) expect(pValue < alpha).toBe(verdict === "difference");
      }),
      { numRuns: 60 },
    );
  });

  test("law: the stage-wise p of a statistic on its boundary is what has been spent, and falls as it moves out", () => {
    const plan = { alpha: 0.05, spending: "lan-demets-pocock", plannedInformation: 4 } as const;
    const boundaries = groupSequentialBoundaries({ ...plan, informationFractions: evenly(4) });
    boundaries.forEach(({ critical, spentAlpha: spent }, last) => {
      const pValueAt = (z: number): number =>
        groupSequentialTest(
          boundaries.slice(0, last + 1).map((_, i) => ({ difference: i === last ? z : 0, standardError: 1, information: i + 1 })),
          plan,
        ).pValue!;
      expect(relativeError(pValueAt(critical * (1 + 1e-12)), spent)).toBeLessThan(1e-9);
      expect(pValueAt(critical + 1)).toBeLessThan(pValueAt(critical + 0.5));
      const spentBefore = boundaries[last - 1]?.spentAlpha ?? 0;
      expect(pValueAt(critical + 30)).toBeCloseTo(spentBefore, 14);
    });
  });

  test("law: without an effect 4,000 seeded experiments stop about as often as alpha says", () => {
    const informationFractions = [0.2, 0.5, 0.75, 1];
    const looks = groupSequentialBoundaries({ alpha: 0.05, spending: "lan-demets-pocock", informationFractions });
    const { normal } = generator(7);
    let stopped = 0;
    for (let experiment = 0; experiment < 4000; experiment += 1) {
      let [score, before, crossed] = [0, 0, false];
      for (const { informationFraction, critical } of looks) {
        score += normal() * Math.sqrt(informationFraction - before);
        before = informationFraction;
        crossed ||= Math.abs(score) > critical * Math.sqrt(informationFraction);
      }
      stopped += Number(crossed);
    }
    // 200 expected, standard deviation 13.8.
    expect(Math.abs(stopped - 200)).toBeLessThan(42);
  });

  test("vector: boundaries and what they spend agree with 30 digits", () => {
    for (const { alpha, sides, spending, informationFractions, critical, spentAlpha: spent } of ofKind("boundaries")) {
      const looks = groupSequentialBoundaries({ alpha, sides, spending, informationFractions });
      looks.forEach((look, i) => {
        expect(relativeError(look.critical, Number(critical[i]))).toBeLessThan(1e-11);
        expect(relativeError(look.spentAlpha, Number(spent[i]))).toBeLessThan(1e-10);
      });
    }
  });

  test("vector: the published constants of five looks", () => {
    const constant = (spending: BoundaryShape): number =>
      groupSequentialBoundaries({ alpha: 0.05, spending, informationFractions: evenly(5) })[4]!.critical;
    expect(constant("obrien-fleming").toFixed(4)).toBe("2.0401");
    expect(constant("pocock").toFixed(4)).toBe("2.4132");
  });

  test("vector: peeking at a fixed test, and stopping under an effect, agree with 30 digits", () => {
    for (const { alpha, looks, errorRate } of ofKind("peeking")) {
      const information = Array.from({ length: looks }, (_, i) => i + 1);
      expect(relativeError(peekingErrorRate({ alpha, information }), Number(errorRate))).toBeLessThan(1e-11);
    }
    for (const { information, critical, finalMean, above, below } of ofKind("crossing")) {
      crossingProbabilities({ information, critical, sides: 2, finalMean }).forEach((look, i) => {
        expect(relativeError(look.above, Number(above[i]))).toBeLessThan(1e-10);
        expect(relativeError(look.below, Number(below[i]))).toBeLessThan(1e-10);
      });
    }
  });

  test("edge: a look with nothing to spend has a boundary nobody reaches, and the last look spends the rest", () => {
    const [early, last] = groupSequentialBoundaries({
      alpha: 0.05,
      spending: "lan-demets-obrien-fleming",
      informationFractions: [0.001, 1],
    });
    expect(early!.critical).toBe(37);
    expect(last!.critical).toBeCloseTo(normalQuantileUpper(0.025), 12);
    expect(last!.spentAlpha).toBeCloseTo(0.05, 15);
  });

  test("edge: an experiment that ran over its plan spends everything at its last look", () => {
    const look = (difference: number, information: number): GroupLook => ({ difference, standardError: 1, information });
    const plan = { alpha: 0.05, spending: "lan-demets-obrien-fleming", plannedInformation: 100 } as const;
    expect(groupSequentialTest([look(1, 50)], plan)).toMatchObject({ verdict: "continue", pValue: null, stoppedAt: null });
    const over = groupSequentialTest([look(1, 50), look(2.1, 130)], plan);
    expect(over).toMatchObject({ verdict: "difference", stoppedAt: 1 });
    expect(over.looks[1]!.spentAlpha).toBeCloseTo(0.05, 12);
    expect(groupSequentialTest([look(0, 100)], plan)).toMatchObject({ verdict: "no-difference", pValue: 1 });
  });

  test("edge: information that does not grow, and plans that cannot be, are refused", () => {
    const design = { alpha: 0.05, spending: "lan-demets-pocock" } as const;
    expect(() => groupSequentialBoundaries({ ...design, informationFractions: [0.5, 0.5] })).toThrow(
      "informationFractions[1]: expected a finite number above the 0.5 of the look before",
    );
    expect(() => groupSequentialBoundaries({ ...design, informationFractions: [] })).toThrow(RangeError);
    expect(() => groupSequentialBoundaries({ alpha: 0.05, spending: "pocock", informationFractions: [0.5] })).toThrow(
      "informationFractions: expected the last to be 1 with pocock",
    );
    expect(() => groupSequentialBoundaries({ ...design, spending: { power: 0 }, informationFractions: [1] })).toThrow(
      "spending.power: expected a finite number > 0, got 0",
    );
    expect(() => groupSequentialBoundaries({ ...design, alpha: 0.6, sides: 1, informationFractions: [1] })).toThrow(RangeError);
    const look = { difference: 1, standardError: 1, information: 2 };
    const plan = { ...design, plannedInformation: 10 };
    expect(() => groupSequentialTest([look, { ...look, information: 1 }], plan)).toThrow("information[1]: expected");
    expect(() => groupSequentialTest([look], { ...plan, plannedInformation: 0 })).toThrow(RangeError);
  });
});
