import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Compared, RateCount } from "../../src/index.ts";
import {
  compareRates,
  koopmanInterval,
  meeInterval,
  normalQuantileUpper,
} from "../../src/index.ts";
import type { Json } from "../support/reference.ts";
import { readVectors, relativeError } from "../support/reference.ts";

const rate = (successes: number, trials: number): RateCount => ({ successes, trials });
const anyRate = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 1000 }))
  .map(([trials, permille]) => rate(Math.round(trials * (permille / 1000) ** 3), trials));
const anyAlpha = fc.integer({ min: 3, max: 60 }).map((tenths) => 10 ** (-tenths / 10));

function compared(control: RateCount, treatment: RateCount, alpha = 0.05): Compared {
  const result = compareRates(control, treatment, { alpha });
  if (result.kind !== "compared") throw new Error(`expected a comparison, got ${result.reason}`);
  return result;
}

describe("rates", () => {
  test("law: interval and lift interval leave out 0 exactly when p is below alpha", () => {
    fc.assert(
      fc.property(anyRate, anyRate, anyAlpha, (control, treatment, alpha) => {
        const result = compareRates(control, treatment, { alpha });
        fc.pre(result.kind === "compared");
        const rejected = result.pValue < alpha;
        const [low, high] = result.interval;
        expect(low > 0 || high < 0).toBe(rejected);
        expect(low).toBeLessThanOrEqual(result.difference);
        expect(high).toBeGreaterThanOrEqual(result.difference);
        if (result.liftInterval === "unbounded") {
          expect(control.successes).toBe(0);
          expect(result.lift).toBeNull();
        } else {
          expect(result.liftInterval[0] > 0 || result.liftInterval[1] < 0).toBe(rejected);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("edge: duality holds at alpha equal to p, one bit below and one bit above", () => {
    fc.assert(
      fc.property(anyRate, anyRate, (control, treatment) => {
        const at = compareRates(control, treatment, { alpha: 0.05 });
        fc.pre(at.kind === "compared" && at.pValue > 1e-200 && at.pValue < 0.99);
        for (const alpha of [at.pValue * (1 - 2e-16), at.pValue, at.pValue * (1 + 3e-16)]) {
          const { interval, liftInterval, pValue } = compared(control, treatment, alpha);
          const rejected = pValue < alpha;
          expect(interval[0] > 0 || interval[1] < 0).toBe(rejected);
          if (liftInterval !== "unbounded") {
            expect(liftInterval[0] > 0 || liftInterval[1] < 0).toBe(rejected);
          }
          const near = Math.min(Math.abs(interval[0]), Math.abs(interval[1]));
          expect(near).toBeLessThan(1e-9);
        }
      }),
    );
  });

  test("law: swapping the arms flips the signs and keeps p", () => {
    fc.assert(
      fc.property(anyRate, anyRate, (control, treatment) => {
        const result = compareRates(control, treatment, { alpha: 0.05 });
        const swapped = compareRates(treatment, control, { alpha: 0.05 });
        if (result.kind === "insufficient" || swapped.kind === "insufficient") {
          expect(swapped).toMatchObject({ kind: "insufficient" });
          return;
        }
        expect(relativeError(swapped.pValue, result.pValue)).toBeLessThan(1e-12);
        expect(swapped.difference).toBeCloseTo(-result.difference, 15);
        expect(swapped.interval[0]).toBeCloseTo(-result.interval[1], 13);
        expect(swapped.interval[1]).toBeCloseTo(-result.interval[0], 13);
        if (Array.isArray(result.liftInterval) && Array.isArray(swapped.liftInterval)) {
          const product = (1 + result.liftInterval[0]) * (1 + swapped.liftInterval[1]);
          if (result.liftInterval[0] > -1) expect(relativeError(product, 1)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  test("law: every point of an end fits the definition of its interval", () => {
    fc.assert(
      fc.property(anyRate, anyRate, anyAlpha, (control, treatment, alpha) => {
        fc.pre(control.successes > 0 && treatment.successes > 0);
        fc.pre(control.successes + treatment.successes < control.trials + treatment.trials);
        const q = normalQuantileUpper(alpha / 2);
        const [low, high] = meeInterval(control, treatment, q);
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(high).toBeLessThanOrEqual(1);
        const wider = meeInterval(control, treatment, q * 1.01);
        expect(wider[0]).toBeLessThanOrEqual(low);
        expect(wider[1]).toBeGreaterThanOrEqual(high);
        const lift = koopmanInterval(control, treatment, q);
        const widerLift = koopmanInterval(control, treatment, q * 1.01);
        if (lift === "unbounded" || widerLift === "unbounded") throw new Error("lift: expected bounds, got none");
        expect(lift[0]).toBeGreaterThanOrEqual(-1);
        expect(widerLift[0]).toBeLessThanOrEqual(lift[0]);
        expect(widerLift[1]).toBeGreaterThanOrEqual(lift[1]);
      }),
    );
  });

  test("vector: Mee and Koopman intervals and p agree with 20 digits", () => {
    const { cases } = readVectors("intervals.json") as { readonly cases: readonly Json[] };
    expect(cases.length).toBeGreaterThan(5);
    for (const { control, treatment, pValue, interval, liftInterval } of cases) {
      const result = compared(rate(control[0], control[1]), rate(treatment[0], treatment[1]));
      expect(relativeError(result.pValue, Number(pValue))).toBeLessThan(1e-13);
      result.interval.forEach((end, i) => {
        expect(relativeError(end, Number(interval[i]))).toBeLessThan(1e-12);
      });
      if (liftInterval === "unbounded") {
        expect(result.liftInterval).toBe("unbounded");
        continue;
      }
      (result.liftInterval as readonly number[]).forEach((end, i) => {
        expect(relativeError(end, Number(liftInterval[i]))).toBeLessThan(1e-11);
      });
    }
  });

  test("edge: the exact p appears from the first expected cell under five and never decides", () => {
    expect(compared(rate(4, 100), rate(6, 100)).exactPValue).toBeUndefined();
    const small = compared(rate(3, 100), rate(6, 100));
    expect(small.exactPValue).toBeGreaterThan(0);
    expect(compared(rate(97, 100), rate(94, 100)).exactPValue).toBeCloseTo(small.exactPValue!, 12);
  });

  test("edge: nothing to compare is said so, with the rates that exist", () => {
    const reasonOf = (control: RateCount, treatment: RateCount): unknown =>
      compareRates(control, treatment, { alpha: 0.05 });
    expect(reasonOf(rate(0, 0), rate(3, 10))).toEqual({
      kind: "insufficient",
      reason: "too_few_units",
      controlMean: null,
      treatmentMean: 0.3,
    });
    expect(reasonOf(rate(0, 10), rate(0, 12))).toMatchObject({ reason: "no_conversions", controlMean: 0 });
    expect(reasonOf(rate(10, 10), rate(12, 12))).toMatchObject({ reason: "all_converted" });
  });

  test("edge: no conversions in one arm, or nothing but conversions", () => {
    const none = compared(rate(0, 1000), rate(5, 1000));
    expect(none.lift).toBeNull();
    expect(none.liftInterval).toBe("unbounded");
    expect(none.interval[0]).toBeGreaterThan(0);
    const lost = compared(rate(5, 10), rate(0, 10));
    expect(lost.lift).toBe(-1);
    expect((lost.liftInterval as readonly number[])[0]).toBe(-1);
    const opposite = compared(rate(0, 10), rate(10, 10));
    expect(opposite.interval[1]).toBe(1);
    expect(opposite.interval[0]).toBeGreaterThan(0.5);
    expect(opposite.interval[0]).toBeLessThan(1);
  });

  test("edge: impossible counts and error rates are refused", () => {
    expect(() => compareRates(rate(11, 10), rate(1, 10), { alpha: 0.05 })).toThrow(
      "control.successes: expected 0 to 10 trials, got 11",
    );
    expect(() => compareRates(rate(1, 10), rate(1, 10.5), { alpha: 0.05 })).toThrow(RangeError);
    expect(() => compareRates(rate(1, 10), rate(1, 10), { alpha: 0 })).toThrow(RangeError);
  });
});
