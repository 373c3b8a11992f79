import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CupedComparison, JointMoments, MissingShares } from "../../src/index.ts";
import { compareMeans, cuped, imputedCovariates, jointMomentsOf, linearizedRatio, marginalMoments, mergeJointMoments, missingShareTest } from "../../src/index.ts";
import { generator } from "../support/generator.ts";
import { differing, rowsOf } from "../support/means-vectors.ts";
import { relativeError } from "../support/reference.ts";

const seed = fc.integer({ min: 1, max: 1_000_000 });

/** An arm whose units without history differ from the others by `newcomers`. */
function arm(from: number, missing: number, newcomers = 3): { readonly known: JointMoments; readonly missing: JointMoments } {
  const { normal } = generator(from);
  const known = Array.from({ length: 60 }, () => {
    const x = 5 + normal();
    return [2 * x + normal(), x];
  });
  return { known: jointMomentsOf(known), missing: jointMomentsOf(Array.from({ length: missing }, () => [newcomers + normal()]), 1) };
}

function compared(arms: readonly JointMoments[]): CupedComparison {
  const result = cuped(arms, { alpha: 0.05 });
  if (result.kind !== "adjusted") throw new Error(result.reason);
  return result.comparisons[0]!;
}

describe("units without history", () => {
  test("law: nobody missing is plain CUPED, nobody with history is Welch", () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const full = [arm(a, 0), arm(b, 0)];
        expect(imputedCovariates(full)).toEqual(full.map(({ known }) => known));
        const none = [arm(a, 50), arm(b, 60)].map(({ missing }) => ({ known: jointMomentsOf([], 2), missing }));
        const [control, treatment] = none.map(({ missing }) => marginalMoments(missing, 0));
        expect(compared(imputedCovariates(none)).pValue).toBe(
          (compareMeans(control!, treatment!, { alpha: 0.05 }) as { pValue: number }).pValue,
        );
      }),
      { numRuns: 20 },
    );
  });

  test("law: days read one by one and merged give the arm read at once", () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const [day, next, other] = [arm(a, 7), arm(b, 9), arm(a + b, 8)];
        const merged = { known: mergeJointMoments(day.known, next.known), missing: mergeJointMoments(day.missing, next.missing) };
        const swapped = { known: mergeJointMoments(next.known, day.known), missing: mergeJointMoments(next.missing, day.missing) };
        const [one, two] = [merged, swapped].map((each) => compared(imputedCovariates([each, other])));
        expect(relativeError(two!.pValue, one!.pValue)).toBeLessThan(1e-7);
      }),
      { numRuns: 20 },
    );
  });

  test("vector: slopes and effect are R's, whatever stands in for the history that is missing", () => {
    const split = (name: "control" | "treatment") => {
      const rows = rowsOf(name, ["y", "x"]);
      const gone = (_: unknown, i: number): boolean => (i + 1) % 5 === 0;
      return {
        known: jointMomentsOf(rows.filter((row, i) => !gone(row, i))),
        missing: jointMomentsOf(rows.filter(gone).map(([y]) => [y!])),
      };
    };
    const result = cuped(imputedCovariates([split("control"), split("treatment")]), { alpha: 0.05 });
    if (result.kind !== "adjusted") throw new Error(result.reason);
    expect(differing("imputed", { effect: result.comparisons[0]!.difference, theta: result.theta })).toEqual([]);
  });

  test("example: the indicator takes up what sets newcomers apart", () => {
    const arms = imputedCovariates([arm(1, 20, 30), arm(2, 40, 30)]);
    const dropped = arms.map(({ count, means, crossProducts }) => ({
      count,
      means: means.slice(0, 2),
      crossProducts: crossProducts.slice(0, 2).map((row) => row.slice(0, 2)),
    }));
    expect(compared(arms).standardError).toBeLessThan(0.3 * compared(dropped).standardError);
    expect(Math.abs(compared(arms).difference)).toBeLessThan(4 * compared(arms).standardError);
  });

  test("edge: ratios keep both of their columns, arms must have the same", () => {
    const ratio = (from: number) => {
      const { known, missing } = arm(from, 9);
      const withOne = (joint: JointMoments, at: number): JointMoments => ({
        count: joint.count,
        means: joint.means.toSpliced(at, 0, 1),
        crossProducts: joint.crossProducts.map((row) => row.toSpliced(at, 0, 0)).toSpliced(at, 0, joint.means.map(() => 0).concat(0)),
      });
      return { known: withOne(known, 1), missing: withOne(missing, 1) };
    };
    const [first] = imputedCovariates([ratio(1), ratio(2)]);
    expect(first!.means).toHaveLength(4);
    const mean = compared(imputedCovariates([arm(1, 9), arm(2, 9)]));
    const overOne = compared(imputedCovariates([ratio(1), ratio(2)]).map((each) => linearizedRatio(each)!));
    expect(relativeError(overOne.pValue, mean.pValue)).toBeLessThan(1e-9);
    expect(() => imputedCovariates([arm(1, 9), ratio(2)])).toThrow("arms[1]: expected 2 columns with history and 1 of them without, got 3 and 2");
    expect(() => imputedCovariates([])).toThrow("arms: expected at least one arm, got none");
  });
});

describe("missing-share test", () => {
  const share = (units: number, missing: number): MissingShares => ({ units, missing });

  test("vector: chi-square over three arms and Fisher's exact p agree with R", () => {
    const three = missingShareTest([share(1000, 90), share(1100, 130), share(990, 101)]);
    const small = missingShareTest([share(40, 1), share(60, 8)]);
    if (three.kind !== "tested" || small.kind !== "tested") throw new Error("expected tests");
    expect(differing("missing-shares", { chiSquare: three.pValue, fisher: small.pValue })).toEqual([]);
    expect(three.warning).toBeNull();
  });

  test("example: a treatment that gives twice as many people a history is named", () => {
    expect(missingShareTest([share(1000, 400), share(1000, 200)])).toMatchObject({ missingShares: [0.4, 0.2], warning: "history_depends_on_arm" });
  });

  test("edge: nobody missing, an empty arm, or thin cells in three arms are no answer", () => {
    expect(missingShareTest([share(10, 0), share(10, 0)])).toEqual({ kind: "insufficient", reason: "no_variation" });
    expect(missingShareTest([share(10, 10), share(9, 9)])).toEqual({ kind: "insufficient", reason: "no_variation" });
    expect(missingShareTest([share(10, 1), share(0, 0)])).toEqual({ kind: "insufficient", reason: "too_few_units" });
    expect(missingShareTest([share(10, 1), share(10, 1), share(10, 0)])).toEqual({ kind: "insufficient", reason: "too_few_units" });
    expect(() => missingShareTest([share(10, 11), share(10, 1)])).toThrow("arms[0].missing: expected a whole number from 0 to 10 units, got 11");
    expect(() => missingShareTest([share(10, 1)])).toThrow("arms: expected at least two, got 1");
  });
});
