import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Interval, JointMoments, Moments, Stratum } from "../src/index.ts";
import {
  compareMeans,
  compareQuantiles,
  compareRatios,
  cuped,
  imputedCovariates,
  jointMomentsOf,
  linearizedRatio,
  marginalMoments,
  normalQuantileUpper,
  postStratify,
  quantileBandOf,
  studentTQuantileUpper,
} from "../src/index.ts";

/** What every comparison says, whichever method made it. */
interface Said {
  readonly difference: number;
  readonly pValue: number;
  readonly interval: Interval;
  readonly standardError: number;
  readonly degreesOfFreedom: number | null;
  readonly lift: number | null;
  readonly liftInterval: Interval | "unbounded";
}

interface Input {
  /** Metric, denominator, covariate, stratum: whole numbers, many of them equal or 0. */
  readonly rows: readonly (readonly [number, number, number, number])[];
  /** Powers of two, of the metric and of what stands beside it. */
  readonly scale: number;
  readonly otherScale: number;
  readonly offset: number;
}

const row = fc.tuple(
  fc.oneof(fc.constant(0), fc.integer({ min: -9, max: 200 })),
  fc.integer({ min: 0, max: 5 }),
  fc.oneof(fc.constant(3), fc.integer({ min: -50, max: 50 })),
  fc.integer({ min: 0, max: 1 }),
);
const scale = fc.oneof({ arbitrary: fc.constant(1), weight: 3 }, fc.integer({ min: -440, max: 440 }).map((power) => 2 ** power));
const arm: fc.Arbitrary<Input> = fc.record({
  rows: fc.oneof(
    fc.array(row, { minLength: 0, maxLength: 3 }),
    fc.array(row, { minLength: 20, maxLength: 60 }),
    // A metric or everything the same for all units.
    fc.tuple(row, fc.integer({ min: 1, max: 60 })).map(([one, units]) => Array.from({ length: units }, () => one)),
    fc.array(row, { minLength: 40, maxLength: 60 }),
  ),
  scale,
  otherScale: scale,
  offset: fc.constantFrom(0, 0, 1e6, -300),
});
const level = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map((tenths) => 10 ** (-tenths / 10)),
  fc.constantFrom(0.999999, 1 - 2 ** -53, 1e-12, 1e-100, 1e-300, Number.MIN_VALUE),
);

const valueOf = ({ scale, offset }: Input, value: number): number => (value + offset) * scale;
const joint = (from: Input, of: (row: Input["rows"][number]) => number[], width: number): JointMoments =>
  jointMomentsOf(from.rows.map(of), width);
const adjustable = (from: Input): JointMoments => joint(from, ([y, , x]) => [valueOf(from, y), x * from.otherScale], 2);
const ratio = (from: Input): JointMoments => joint(from, ([y, d, x]) => [valueOf(from, y), d * from.otherScale, x], 3);

/** Every way to compare two arms of this package, as a list of what was said. */
const methods: Readonly<Record<string, (arms: readonly [Input, Input], alpha: number) => unknown>> = {
  means: (arms, alpha) => compareMeans(metric(arms[0]), metric(arms[1]), { alpha }),
  ratios: (arms, alpha) => {
    const [control, treatment] = arms.map((each) => joint(each, ([y, d]) => [valueOf(each, y), d * each.otherScale], 2));
    return compareRatios(control!, treatment!, { alpha });
  },
  cuped: (arms, alpha) => cuped(arms.map(adjustable), { alpha }),
  balanced: (arms, alpha) => cuped(arms.map(adjustable), { alpha, thetaWeighting: "balanced" }),
  "slopes per arm": (arms, alpha) => cuped(arms.map(adjustable), { alpha, slopes: "per-arm" }),
  "an adjusted ratio": (arms, alpha) => {
    const linear = arms.map((each) => linearizedRatio(ratio(each)));
    return linear[0] === undefined || linear[1] === undefined ? undefined : cuped([linear[0], linear[1]], { alpha });
  },
  "missing history": (arms, alpha) =>
    cuped(
      imputedCovariates(
        arms.map((each) => ({
          known: joint({ ...each, rows: each.rows.filter(([, , , s]) => s === 0) }, ([y, , x]) => [valueOf(each, y), x * each.otherScale], 2),
          missing: joint({ ...each, rows: each.rows.filter(([, , , s]) => s === 1) }, ([y]) => [valueOf(each, y)], 1),
        })),
      ),
      { alpha },
    ),
  strata: (arms, alpha) => postStratify(strataOf(arms), { alpha }),
  "strata of a population": (arms, alpha) => postStratify(strataOf(arms), { alpha, effectOn: "population" }),
  quantiles: (arms, alpha) => {
    const band = (from: Input) => quantileBandOf(from.rows.map(([y], unit) => valueOf(from, y) + unit * from.scale * 0.01), { quantile: 0.5 });
    return compareQuantiles(band(arms[0]), band(arms[1]), { alpha });
  },
};

function strataOf(arms: readonly [Input, Input]): readonly Stratum[] {
  const within = (from: Input, s: number): Moments => metric({ ...from, rows: from.rows.filter(([, , , at]) => at === s) });
  return [0, 1].map((s) => ({ stratum: String(s), control: within(arms[0], s), treatment: within(arms[1], s) }));
}

function metric(from: Input): Moments {
  return marginalMoments(joint(from, ([y]) => [valueOf(from, y)], 1), 0);
}

function said(result: unknown): readonly Said[] {
  const known = result as { readonly kind?: string; readonly comparisons?: readonly Said[] } | undefined;
  if (known?.kind === "compared") return [result as Said];
  return known?.comparisons ?? [];
}

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function excludesZero([low, high]: Interval): boolean {
  return low > 0 || high < 0;
}

describe("one result", () => {
  test.each(Object.keys(methods))("law: %s: p, interval and lift never contradict, and every number is finite", (name) => {
    let answers = 0;
    fc.assert(
      fc.property(arm, arm, level, fc.boolean(), (control, treatment, alpha, alike) => {
        const arms = [control, alike ? { ...control, rows: treatment.rows } : treatment] as const;
        const first = methods[name]!(arms, alpha);
        const edges = said(first).map(({ pValue }) => pValue).filter((p) => p > 0 && p < 1);
        for (const at of [alpha, ...edges]) {
          const result = methods[name]!(arms, at);
          expect(numbersIn(result).every(Number.isFinite)).toBe(true);
          for (const { difference, pValue, interval, lift, liftInterval, standardError, degreesOfFreedom } of said(result)) {
            answers += 1;
            // That an end has the right sign says nothing of where it lies: it is the estimate's own reach, to rounding.
            const quantile = degreesOfFreedom === null ? normalQuantileUpper(at / 2) : studentTQuantileUpper(at / 2, degreesOfFreedom);
            // A quantile near 0 has its digits after the point, not its leading ones; a level below the normal doubles has none to go by.
            const rounding = at < 2 ** -1022 ? Infinity : 1e-9 * (quantile * standardError) + 1e-14 * standardError + 1e-12 * Math.abs(difference) + Number.MIN_VALUE;
            expect(Math.abs(interval[0] - (difference - quantile * standardError))).toBeLessThanOrEqual(rounding);
            expect(Math.abs(interval[1] - (difference + quantile * standardError))).toBeLessThanOrEqual(rounding);
            expect(pValue >= 0 && pValue <= 1).toBe(true);
            expect(interval[0] <= difference && difference <= interval[1]).toBe(true);
            expect(excludesZero(interval)).toBe(pValue < at);
            if (liftInterval === "unbounded") continue;
            expect(excludesZero(liftInterval)).toBe(pValue < at);
            expect(liftInterval[0] <= liftInterval[1]).toBe(true);
            expect(lift).not.toBeNull();
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(answers).toBeGreaterThan(10);
  });
});
