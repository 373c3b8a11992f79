import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SequenceState } from "../../src/index.ts";
import { advanceSequence, confidenceSequence, mixtureSequentialTest, oneSidedSequence, sequentialRates } from "../../src/index.ts";
import { generator } from "../support/generator.ts";
import { relativeError } from "../support/reference.ts";

const alpha = 0.05;
const leavesOutZero = (interval: SequenceState["interval"]): boolean =>
  interval === "empty" || interval[0] > 0 || interval[1] < 0;

/** Looks such as a sequence gives: the intervals leave out 0 exactly when p is below alpha. */
const anyLook = fc
  .record({ z: fc.integer({ min: -60, max: 60 }), reach: fc.integer({ min: 1, max: 50 }), unbounded: fc.boolean() })
  .map(({ z, reach, unbounded }): SequenceState => {
    const pValue = Math.abs(z) > reach ? 0.04 / Math.abs(z) : 0.5;
    return { pValue, interval: [z - reach, z + reach], liftInterval: unbounded ? "unbounded" : [2 * (z - reach), 2 * (z + reach)] };
  });

describe("mixture sequential test", () => {
  test("law: the interval leaves out 0 exactly when p is below alpha, at alpha equal to p too", () => {
    const positive = fc.integer({ min: 1, max: 1e6 }).map((n) => n / 1000);
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), positive, positive, (thousandths, standardError, mixing) => {
        const input = { difference: thousandths / 1000, standardError, mixingStandardDeviation: mixing };
        const { pValue } = mixtureSequentialTest({ ...input, alpha });
        for (const level of [alpha, 1e-6, pValue, pValue * (1 + 3e-16)]) {
          if (!(level > 0 && level < 1)) continue;
          const look = mixtureSequentialTest({ ...input, alpha: level });
          expect(leavesOutZero(look.interval)).toBe(look.pValue < level);
          expect(look.interval.every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("law: the ratio is that of two normal densities, and units do not matter", () => {
    const [difference, standardError, mixing] = [1.3, 0.5, 0.8];
    const deviation = Math.hypot(standardError, mixing);
    const logDensity = (sd: number): number => -Math.log(sd) - (difference / sd) ** 2 / 2;
    const { logLikelihoodRatio, pValue } = mixtureSequentialTest({ difference, standardError, mixingStandardDeviation: mixing, alpha });
    expect(logLikelihoodRatio).toBeCloseTo(logDensity(deviation) - logDensity(standardError), 13);
    const cents = mixtureSequentialTest({ difference: 130, standardError: 50, mixingStandardDeviation: 80, alpha });
    expect(relativeError(cents.pValue, pValue)).toBeLessThan(1e-12);
  });

  test("edge: an effect beyond all doubt stays finite, a mixture out of all proportion is refused", () => {
    const input = { difference: 1e200, standardError: 1, mixingStandardDeviation: 1, alpha };
    expect(mixtureSequentialTest(input)).toMatchObject({ pValue: 0, logLikelihoodRatio: Number.MAX_VALUE });
    expect(() => mixtureSequentialTest({ ...input, mixingStandardDeviation: 0 })).toThrow("mixingStandardDeviation: expected");
    expect(() => mixtureSequentialTest({ ...input, standardError: 0 })).toThrow("standardError: expected a finite number > 0, got 0");
  });
});

describe("one-sided sequence", () => {
  test("law: p is below alpha exactly beyond the boundary, and proof for one side costs next to nothing", () => {
    const statistic = fc.integer({ min: -200, max: 800 }).map((n) => n / 100);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), statistic, fc.constantFrom(0.025, 0.01, 0.002), (units, z, level) => {
        const options = { alpha: level, plannedUnits: 10_000 };
        const { critical, pValue } = oneSidedSequence(units, z, options);
        expect(pValue < level).toBe(z > critical);
        const twoSided = confidenceSequence(units, z, { ...options, alpha: 2 * level }).critical;
        expect(critical).toBeGreaterThan(twoSided);
        expect(critical).toBeLessThan(twoSided * 1.01);
      }),
    );
    expect(() => oneSidedSequence(0, 1, { alpha: 0.05, plannedUnits: 10 })).toThrow("units: expected a finite number > 0, got 0");
    expect(() => confidenceSequence(9, Number.NaN, { alpha: 0.05, plannedUnits: 10 })).toThrow("statistic: expected a number");
    expect(() => oneSidedSequence(10, 1, { alpha: 0.5, plannedUnits: 10 })).toThrow("alpha: expected a one-sided error rate");
  });
});

describe("state of a sequence", () => {
  test("law: joining looks does not depend on order or grouping, nor on counting one twice", () => {
    fc.assert(
      fc.property(anyLook, anyLook, anyLook, (a, b, c) => {
        const first = advanceSequence(undefined, a);
        expect(advanceSequence(advanceSequence(first, b), c)).toEqual(advanceSequence(first, advanceSequence(advanceSequence(undefined, c), b)));
        expect(advanceSequence(first, b)).toEqual(advanceSequence(advanceSequence(undefined, b), a));
        expect(advanceSequence(first, a)).toEqual(first);
      }),
    );
  });

  test("law: after any looks the interval leaves out 0 exactly when p is below alpha, and the lift follows", () => {
    fc.assert(
      fc.property(fc.array(anyLook, { minLength: 1, maxLength: 6 }), (looks) => {
        const state = looks.reduce<SequenceState | undefined>(advanceSequence, undefined)!;
        expect(leavesOutZero(state.interval)).toBe(state.pValue < alpha);
        if (state.liftInterval !== "unbounded") expect(leavesOutZero(state.liftInterval)).toBe(state.pValue < alpha);
        expect(state.pValue).toBe(Math.min(...looks.map(({ pValue }) => pValue)));
      }),
    );
  });

  test("law: the joined answer of real looks never contradicts itself and only grows surer", () => {
    const { uniform } = generator(11);
    let [control, treatment] = [{ successes: 0, trials: 0 }, { successes: 0, trials: 0 }];
    let state: SequenceState | undefined;
    for (let look = 0; look < 60; look += 1) {
      const draw = (rate: number): number => Array.from({ length: 40 }, uniform).filter((u) => u < rate).length;
      control = { successes: control.successes + draw(0.1), trials: control.trials + 40 };
      treatment = { successes: treatment.successes + draw(0.16), trials: treatment.trials + 40 };
      const result = sequentialRates(control, treatment, { alpha, plannedUnits: 4000 });
      if (result.kind === "insufficient") continue;
      const next: SequenceState = advanceSequence(state, result);
      expect(next.pValue).toBeLessThanOrEqual(state?.pValue ?? 1);
      expect(leavesOutZero(next.interval)).toBe(next.pValue < alpha);
      state = next;
    }
    expect(state!.pValue).toBeLessThan(alpha);
  });

  test("law: 60 looks of the mixture test, joined, raise a false alarm no more often than alpha", () => {
    const { normal } = generator(3);
    let alarms = 0;
    for (let experiment = 0; experiment < 500; experiment += 1) {
      let [sum, state]: [number, SequenceState | undefined] = [0, undefined];
      for (let units = 1; units <= 60; units += 1) {
        sum += normal();
        const look = mixtureSequentialTest({ difference: sum / units, standardError: 1 / Math.sqrt(units), mixingStandardDeviation: 0.4, alpha });
        state = advanceSequence(state, look);
      }
      expect(state!.liftInterval === "unbounded" || state!.interval === "empty").toBe(true);
      alarms += Number(state!.pValue < alpha);
    }
    // At a true rate of 5 % more than 40 of 500 has probability 0.002.
    expect(alarms).toBeLessThanOrEqual(40);
    expect(alarms).toBeGreaterThan(0);
  });

  test("edge: an early lift without bound is cut at 0 by a decided difference; looks apart leave nothing", () => {
    const early: SequenceState = { pValue: 0.01, interval: [0.1, 0.5], liftInterval: "unbounded" };
    const later: SequenceState = { pValue: 0.2, interval: [-0.1, 0.3], liftInterval: [-0.5, 4] };
    expect(advanceSequence(advanceSequence(undefined, early), later)).toEqual({
      pValue: 0.01,
      interval: [0.1, 0.3],
      liftInterval: [Number.MIN_VALUE, 4],
    });
    const apart: SequenceState = { pValue: 0.2, interval: [-0.4, 0.05], liftInterval: "unbounded" };
    expect(advanceSequence(early, apart)).toEqual({ pValue: 0.01, interval: "empty", liftInterval: "empty" });
  });
});
