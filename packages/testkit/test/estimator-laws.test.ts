import { compareMeans, compareRates, mergeMoments, momentsOf, varianceOf } from "@liftproof/estimators";
import { sizeRate } from "@liftproof/mde";
import { sampleRatio } from "@liftproof/srm";
import { armCounts, armValues, rateCount } from "@liftproof/testkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const alpha = 0.05;

describe("estimates", () => {
  test("law: moments of two parts merge to the moments of the whole", () => {
    fc.assert(
      fc.property(armValues, armValues, (first, second) => {
        const merged = mergeMoments(momentsOf(first), momentsOf(second));
        const whole = momentsOf([...first, ...second]);
        expect(merged.count).toBe(whole.count);
        const scale = Math.max(1, ...[...first, ...second].map(Math.abs));
        expect(Math.abs(merged.mean - whole.mean)).toBeLessThanOrEqual(1e-12 * scale);
        // The means of the parts are rounded to doubles, and what lies between them enters squared.
        const between = Math.abs(momentsOf(first).mean - momentsOf(second).mean);
        const rounding = 4 * Number.EPSILON * scale * between;
        expect(Math.abs(varianceOf(merged) - varianceOf(whole))).toBeLessThanOrEqual(1e-9 * varianceOf(whole) + 1e-9 + rounding);
      }),
    );
  });

  test("law: swapping the arms turns the difference around and keeps the p-value", () => {
    fc.assert(
      fc.property(rateCount, rateCount, (control, treatment) => {
        opposite(compareRates(control, treatment, { alpha }), compareRates(treatment, control, { alpha }));
      }),
    );
    fc.assert(
      fc.property(armValues, armValues, (control, treatment) => {
        const [first, second] = [momentsOf(control), momentsOf(treatment)];
        opposite(compareMeans(first, second, { alpha }), compareMeans(second, first, { alpha }));
      }),
    );
  });

  test("law: a test of the planned size finds the planned effect when it comes exactly as planned", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 2, max: 50 }), (basePercent, effectPercent) => {
        const [baseline, mdeRelative] = [basePercent / 100, effectPercent / 100];
        const trials = sizeRate({ baseline, mdeRelative, alpha, power: 0.8 }).unitsPerArm["control"] ?? 0;
        const arm = (rate: number): { readonly successes: number; readonly trials: number } => ({ successes: Math.round(trials * rate), trials });
        const found = compareRates(arm(baseline), arm(baseline * (1 + mdeRelative)), { alpha });
        expect(found.kind === "compared" && found.pValue < alpha).toBe(true);
      }),
    );
  });

  test("law: a split is judged alike whatever the order of the arms and the unit of the weights", () => {
    fc.assert(
      fc.property(armCounts, fc.integer({ min: 2, max: 9 }), (arms, factor) => {
        const { verdict, pValue } = sampleRatio(arms);
        const scaled = sampleRatio([...arms].reverse().map((arm) => ({ ...arm, weight: arm.weight * factor })));
        expect(scaled.verdict).toBe(verdict);
        expect(scaled.pValue ?? -1).toBeCloseTo(pValue ?? -1, 12);
      }),
    );
  });
});

type Found = ReturnType<typeof compareMeans>;

function opposite(one: Found, other: Found): void {
  expect(other.kind).toBe(one.kind);
  if (one.kind !== "compared" || other.kind !== "compared") return;
  const near = (a: number, b: number): void => {
    expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, Math.abs(a)));
  };
  near(other.difference, -one.difference);
  near(other.pValue, one.pValue);
  near(other.interval[0], -one.interval[1]);
  near(other.interval[1], -one.interval[0]);
}
