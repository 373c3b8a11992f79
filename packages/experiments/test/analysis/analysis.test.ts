import { analysis } from "@liftproof/experiments";
import type { AnalysisInput, ComparedArms, MetricMoments, UncomparedArms } from "@liftproof/experiments";
import { bayesianRates, bestArmProbabilities, compareRates, holm, jointMomentsOf, quantileBandOf } from "@liftproof/estimators";
import type { JointMoments, RateCount } from "@liftproof/estimators";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const joined = (rows: readonly (readonly number[])[]): JointMoments => jointMomentsOf(rows, rows[0]?.length ?? 1);
const count = fc.integer({ min: 0, max: 2000 }).chain((trials) => fc.integer({ min: 0, max: trials }).map((successes): RateCount => ({ successes, trials })));
const value = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(0));
const joint = (columns: number): fc.Arbitrary<JointMoments> =>
  fc.array(fc.tuple(...Array.from({ length: columns }, () => value)), { minLength: 1, maxLength: 60 }).map((rows) => joined(rows));
/** Each run compares eight pairs by exact posteriors, so a few dozen cover much. */
const runs = { numRuns: 15 };
const arms = ["a", "b", "c"] as const;
const byArm = <Value>(one: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> => fc.record({ a: one, b: one, c: one });
const metrics: fc.Arbitrary<readonly MetricMoments[]> = fc.tuple(byArm(count), byArm(joint(1)), byArm(joint(2)), byArm(joint(2)), fc.constantFrom("up", "down"))
  .map(([rates, means, adjusted, ratios, direction]) => [
    { metric: "converted", kind: "rate", missingUnits: 0, byArm: rates, direction },
    { metric: "rounds", kind: "mean", missingUnits: 1, byArm: means, direction },
    { metric: "revenue", kind: "mean", missingUnits: 0, byArm: adjusted },
    { metric: "basket", kind: "ratio", missingUnits: 0, byArm: ratios },
  ]);
const input: fc.Arbitrary<AnalysisInput> = fc.record({ metrics, alpha: fc.constantFrom(0.05, 0.01), interim: fc.boolean() }).map((drawn) => ({
  ...drawn,
  control: "a",
  arms: arms.map((arm) => ({ arm, units: 1000, weight: 1 })),
  priorSd: 2,
  plannedUnits: 2000,
  droppedUnits: { crossover: 3 },
}));
const pairs = (from: AnalysisInput): readonly (ComparedArms | UncomparedArms)[] => analysis(from).metrics.flatMap(({ comparisons }) => comparisons);

function eachNumber(value: unknown, visit: (number: number) => void): void {
  if (typeof value === "number") visit(value);
  if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) eachNumber(inner, visit);
}

describe("analysis", () => {
  test("law: never NaN or infinite, and nothing is lost in JSON", () => {
    fc.assert(
      fc.property(input, (from) => {
        const result = analysis(from);
        const odd: number[] = [];
        eachNumber(result, (number) => Number.isFinite(number) || odd.push(number));
        expect(odd).toEqual([]);
        expect(JSON.stringify(JSON.parse(JSON.stringify(result)))).toBe(JSON.stringify(result));
        expect(Object.keys(JSON.parse(JSON.stringify(result)) as object)).toEqual(Object.keys(result));
      }),
      runs,
    );
  });

  test("law: p, interval, lift interval and their adjusted and sequential twins agree", () => {
    const agrees = ({ pValue, interval, difference }: { pValue: number; interval: readonly [number, number]; difference: number }, alpha: number): void => {
      expect(interval[0] > 0 || interval[1] < 0).toBe(pValue < alpha);
      expect(interval[0] <= difference && difference <= interval[1]).toBe(true);
    };
    fc.assert(
      fc.property(input, (from) => {
        for (const one of pairs(from)) {
          if (one.kind === "insufficient") continue;
          agrees(one, from.alpha);
          expect(one.adjustedPValue).toBeGreaterThanOrEqual(one.pValue);
          expect(Math.sign(one.difference)).toBe(Math.sign(one.treatmentMean - one.controlMean) || Math.sign(one.difference));
          if (one.liftInterval !== "unbounded") expect(one.liftInterval[0] > 0 || one.liftInterval[1] < 0).toBe(one.pValue < from.alpha);
          if (one.sequential !== undefined && !("insufficient" in one.sequential)) agrees({ ...one.sequential, difference: one.difference }, from.alpha);
          if (one.cuped !== undefined && !("insufficient" in one.cuped)) agrees(one.cuped, from.alpha);
          if (one.bayesian !== undefined) {
            const decided = Math.min(one.bayesian.probabilityBetter, 1 - one.bayesian.probabilityBetter) < from.alpha / 2;
            expect(one.bayesian.interval[0] > 0 || one.bayesian.interval[1] < 0).toBe(decided);
            expect(one.bayesian.expectedLoss).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      runs,
    );
  });

  test("law: a comparison exists or says why, for every metric and treatment, in order", () => {
    fc.assert(
      fc.property(input, (from) => {
        for (const metric of analysis(from).metrics) {
          expect(metric.comparisons.map(({ control, treatment }) => [control, treatment])).toEqual([["a", "b"], ["a", "c"]]);
          for (const one of metric.comparisons) expect("insufficient" in one).toBe(one.kind === "insufficient");
        }
      }),
      runs,
    );
  });

  test("law: swapping two arms flips signs and keeps p", () => {
    const two = (control: string, treatment: string, from: AnalysisInput): AnalysisInput => ({
      ...from, control, arms: [control, treatment].map((arm) => ({ arm, units: 1000, weight: 1 })),
    });
    fc.assert(
      fc.property(input, (from) => {
        const forth = pairs(two("a", "b", from));
        const back = pairs(two("b", "a", from));
        forth.forEach((one, index) => {
          const other = back[index]!;
          expect(other.kind).toBe(one.kind);
          if (one.kind === "insufficient" || other.kind === "insufficient") return;
          expect(other.difference).toBeCloseTo(-one.difference, 12);
          expect(other.pValue).toBeCloseTo(one.pValue, 12);
          expect(other.adjustedPValue).toBeCloseTo(one.adjustedPValue, 12);
          expect([-other.interval[1], -other.interval[0]]).toEqual([expect.closeTo(one.interval[0], 9), expect.closeTo(one.interval[1], 9)]);
          if (one.bayesian !== undefined) expect((other.bayesian?.probabilityBetter ?? 0) + one.bayesian.probabilityBetter).toBeCloseTo(1, 10);
        });
      }),
      runs,
    );
  });

  test("law: where down is good, better is the opposite and the interval stays that of the difference", () => {
    fc.assert(
      fc.property(input, (from) => {
        const turned = (direction: "up" | "down"): AnalysisInput => ({ ...from, metrics: from.metrics.map((metric) => ({ ...metric, direction })) });
        const up = pairs(turned("up"));
        pairs(turned("down")).forEach((down, index) => {
          const other = up[index]!;
          if (down.kind === "insufficient" || other.kind === "insufficient" || down.bayesian === undefined || other.bayesian === undefined) return;
          expect(down.bayesian.probabilityBetter + other.bayesian.probabilityBetter).toBeCloseTo(1, 10);
          expect(down.bayesian.interval[0]).toBeCloseTo(other.bayesian.interval[0], 8);
          expect(down.bayesian.interval[1]).toBeCloseTo(other.bayesian.interval[1], 8);
        });
      }),
      runs,
    );
  });

  test("law: adjusted p-values are Holm's over all metrics and treatments", () => {
    fc.assert(
      fc.property(input, (from) => {
        const compared = pairs(from).filter((one): one is ComparedArms => one.kind === "compared");
        expect(compared.map(({ adjustedPValue }) => adjustedPValue)).toEqual(holm(compared.map(({ pValue }) => pValue)));
      }),
      runs,
    );
  });

  test("example: a game moved its gate from level 30 to level 40", () => {
    const control = { successes: 8502, trials: 44700 };
    const treatment = { successes: 8279, trials: 45489 };
    const result = analysis({
      control: "gate_30",
      arms: [{ arm: "gate_30", units: 44700, weight: 1 }, { arm: "gate_40", units: 45489, weight: 1 }],
      metrics: [{ metric: "retention_7", kind: "rate", missingUnits: 0, byArm: { gate_30: control, gate_40: treatment } }],
      alpha: 0.05, interim: false, droppedUnits: {},
    });
    expect(result).toMatchObject({ units: 90189, sampleRatio: { verdict: "healthy" }, arms: [{ expectedShare: 0.5 }, { expectedShare: 0.5 }] });
    const [pair] = result.metrics[0]!.comparisons;
    const { kind, ...direct } = compareRates(control, treatment, { alpha: 0.05 });
    expect(pair).toMatchObject({ kind, ...direct, control: "gate_30", treatment: "gate_40" });
    expect(pair).not.toHaveProperty("sequential");
    expect(pair).not.toHaveProperty("cuped");
    expect(result.metrics[0]?.prior).toEqual([0.5, 0.5]);
    expect(pair).toHaveProperty("bayesian.probabilityBetter");
  });

  test("edge: blocks appear only when asked for", () => {
    const rows = Array.from({ length: 80 }, (_, index) => [index % 7, index % 5]);
    const moments = { a: joined(rows), b: joined(rows.map(([y = 0, x = 0]) => [y + (x % 2), x])) };
    const mean = (options: Partial<AnalysisInput>, columns: 1 | 2 = 2): ComparedArms | UncomparedArms => {
      const own = columns === 2 ? moments : { a: joined(rows.map(([y = 0]) => [y])), b: joined(rows.map(([y = 0, x = 0]) => [y + (x % 2)])) };
      return pairs({
        control: "a", arms: [{ arm: "a", units: 80, weight: 1 }, { arm: "b", units: 80, weight: 1 }],
        metrics: [{ metric: "m", kind: "mean", missingUnits: 0, byArm: own }], alpha: 0.05, interim: false, droppedUnits: {}, ...options,
      })[0]!;
    };
    expect(mean({}, 1)).not.toHaveProperty("cuped");
    expect(mean({}, 1)).not.toHaveProperty("bayesian");
    expect(mean({})).toHaveProperty("cuped.varianceReduction");
    expect(mean({ priorSd: 1 })).toHaveProperty("bayesian.probabilityBetter");
    expect(mean({ plannedUnits: 200 })).toHaveProperty("sequential.pValue");
    const few = analysis({
      control: "a", arms: [{ arm: "a", units: 3, weight: 1 }, { arm: "b", units: 3, weight: 1 }], alpha: 0.05, interim: true, droppedUnits: {},
      metrics: [{ metric: "m", kind: "mean", missingUnits: 0, byArm: { a: joined([[1, 2], [2, 3], [4, 4]]), b: joined([[1, 2], [3, 3], [4, 5]]) } }],
    });
    expect(few.metrics[0]?.comparisons[0]).toMatchObject({ kind: "compared", cuped: { insufficient: "too_few_units" } });
  });

  test("edge: a rate with covariates is adjusted from its joint moments", () => {
    const rows = Array.from({ length: 200 }, (_, index) => [index % 3 === 0 ? 1 : 0, index % 4]);
    const joints = { a: joined(rows), b: joined(rows.map(([y = 0, x = 0]) => [x === 3 ? 1 : y, x])) };
    const rate = (arm: "a" | "b"): RateCount => ({ successes: Math.round(joints[arm].means[0]! * 200), trials: 200 });
    const [one] = pairs({
      control: "a", arms: [{ arm: "a", units: 200, weight: 1 }, { arm: "b", units: 200, weight: 1 }], alpha: 0.05, interim: false, droppedUnits: {},
      metrics: [{ metric: "m", kind: "rate", missingUnits: 0, byArm: { a: rate("a"), b: rate("b") }, covariates: joints }],
    });
    expect(one).toHaveProperty("cuped.theta");
  });

  test("law: an adjusted ratio over a constant denominator is the adjusted mean, and its raw difference that of the ratio", () => {
    const rows = fc.array(fc.tuple(value, value), { minLength: 40, maxLength: 60 });
    fc.assert(
      fc.property(rows, rows, fc.constantFrom(1, 2, 4), (a, b, size) => {
        const only = (metric: MetricMoments): ComparedArms | UncomparedArms => pairs({
          control: "a", arms: [{ arm: "a", units: 60, weight: 1 }, { arm: "b", units: 60, weight: 1 }], metrics: [metric], alpha: 0.05, interim: false, droppedUnits: {},
        })[0]!;
        const mean = only({ metric: "m", kind: "mean", missingUnits: 0, byArm: { a: joined(a), b: joined(b) } });
        const over = (list: readonly (readonly [number, number])[]): JointMoments => joined(list.map(([y, x]) => [y * size, size, x]));
        const ratio = only({ metric: "m", kind: "ratio", missingUnits: 0, byArm: { a: over(a), b: over(b) } });
        if (mean.kind === "insufficient" || ratio.kind === "insufficient" || mean.cuped === undefined || "insufficient" in mean.cuped) return;
        expect(ratio.difference).toBeCloseTo(mean.difference, 9);
        expect(ratio.cuped).toMatchObject({ difference: expect.closeTo(mean.cuped.difference, 9) as number, pValue: expect.closeTo(mean.cuped.pValue, 9) as number });
      }),
      runs,
    );
    const none = pairs({
      control: "a", arms: [{ arm: "a", units: 40, weight: 1 }, { arm: "b", units: 40, weight: 1 }], alpha: 0.05, interim: false, droppedUnits: {},
      metrics: [{ metric: "m", kind: "ratio", missingUnits: 0, byArm: { a: joined(Array.from({ length: 40 }, (_, index) => [index, 0, index])), b: joined(Array.from({ length: 40 }, (_, index) => [index, 1, index])) } }],
    })[0];
    expect(none).toMatchObject({ kind: "insufficient", insufficient: "no_denominator" });
  });

  test("edge: a lopsided split with few units of any value is a warning, where they are counted", () => {
    const values = (units: number): JointMoments => joined(Array.from({ length: units }, (_, index) => [index < 299 ? index + 1 : 0]));
    const skewed = (units: number, nonzeroUnits?: Record<string, number>): unknown => {
      const [one] = pairs({
        control: "a", arms: [{ arm: "a", units, weight: 9 }, { arm: "b", units: 600, weight: 1 }], alpha: 0.05, interim: false, droppedUnits: {},
        metrics: [{ metric: "m", kind: "mean", missingUnits: 0, byArm: { a: values(units), b: values(600) }, ...(nonzeroUnits === undefined ? {} : { nonzeroUnits }) }],
      });
      return one?.kind === "compared" ? one.skewWarning : "not compared";
    };
    expect(skewed(901, { a: 299, b: 299 })).toBe(true);
    expect(skewed(900, { a: 299, b: 299 })).toBe(false);
    expect(skewed(901, { a: 300, b: 300 })).toBe(false);
    expect(skewed(901)).toBe(undefined);
  });

  test("edge: one absurd value costs its own metric the answer, with the reason, and no other", () => {
    const rows = Array.from({ length: 200 }, (_, index) => [index % 7, 1 + (index % 3), index % 5]);
    const sane = { a: joined(rows), b: joined(rows.map(([y = 0, x = 0, z = 0]) => [y + (z % 2), x, z])) };
    const absurd = (column: number): Record<string, JointMoments> => {
      const { count: units, means, crossProducts } = sane.b;
      return { a: sane.a, b: { count: units, means: means.map((mean, i) => (i === column ? 5e305 : mean)), crossProducts: crossProducts.map((row, i) => row.map((one, j) => (i === column || j === column ? Infinity : one))) } };
    };
    const metric = (name: string, kind: "mean" | "ratio", byArm: Record<string, JointMoments>): MetricMoments => ({ metric: name, kind, missingUnits: 0, byArm });
    const base = { control: "a", arms: [{ arm: "a", units: 200, weight: 1 }, { arm: "b", units: 200, weight: 1 }], alpha: 0.05, interim: false, droppedUnits: {}, plannedUnits: 400 };
    const found = analysis({ ...base, metrics: [
      metric("sane", "mean", sane), metric("own", "mean", absurd(0)), metric("covariate", "mean", absurd(2)), metric("denominator", "ratio", absurd(1)),
      { metric: "rate", kind: "rate", missingUnits: 0, byArm: { a: { successes: 9, trials: 200 }, b: { successes: 19, trials: 200 } }, covariates: absurd(0) },
      { metric: "median", kind: "quantile", quantile: 0.5, missingUnits: 0, unitsByArm: { a: 200, b: 200 }, byArm: Object.fromEntries(["a", "b"].map((arm) => [arm, { kind: "band" as const, quantile: 0.5, units: 200, values: 200, estimate: 3, low: 2, high: 1e308, lowRank: 86, highRank: 115, bandCritical: 2, tiedShare: 0.005 }])) },
    ] });
    const of = (name: string): unknown => found.metrics.find((one) => one.metric === name)?.comparisons[0];
    expect(of("sane")).toMatchObject({ kind: "compared", cuped: { theta: expect.anything() as unknown }, sequential: { pValue: expect.any(Number) as number } });
    for (const name of ["own", "denominator", "median"]) expect(of(name)).toMatchObject({ kind: "insufficient", insufficient: "beyond_range", controlUnits: 200, controlMean: null, treatmentMean: null });
    for (const name of ["covariate", "rate"]) expect(of(name)).toMatchObject({ kind: "compared", cuped: { insufficient: "beyond_range" }, covariateImbalance: { insufficient: "beyond_range" } });
    const strata = { dimension: "d", missingUnits: 0, crossedUnits: 0, segments: [{ value: "x", unitsByArm: { a: 200, b: 200 }, metrics: [metric("sane", "mean", absurd(0))] }] };
    expect(analysis({ ...base, metrics: [metric("sane", "mean", sane)], strata }).metrics[0]?.comparisons[0]).toMatchObject({ kind: "compared", postStratified: { insufficient: "beyond_range" } });
  });

  test("edge: a ratio and a quantile say that they have no sequence", () => {
    const rows = Array.from({ length: 200 }, (_, index) => [index % 7, 1 + (index % 3)]);
    const band = quantileBandOf(Array.from({ length: 400 }, (_, index) => index), { quantile: 0.5 });
    const found = pairs({
      control: "a", arms: [{ arm: "a", units: 200, weight: 1 }, { arm: "b", units: 200, weight: 1 }], alpha: 0.05, interim: true, droppedUnits: {}, plannedUnits: 400,
      metrics: [
        { metric: "r", kind: "ratio", missingUnits: 0, byArm: { a: joined(rows), b: joined(rows) } },
        { metric: "q", kind: "quantile", quantile: 0.5, missingUnits: 0, unitsByArm: { a: 400, b: 400 }, byArm: { a: band, b: band } },
      ],
    });
    expect(found).toMatchObject([{ sequential: { insufficient: "no_sequence" } }, { sequential: { insufficient: "no_sequence" } }]);
  });

  test("law: the best of three arms is told by their counts, the lowest where down is good, and the lift keeps its sign", () => {
    fc.assert(
      fc.property(byArm(count), fc.constantFrom("up", "down"), (rates, direction) => {
        const names = arms.filter((arm) => rates[arm]!.trials > 0);
        const of = (way: "up" | "down"): ReturnType<typeof analysis>["metrics"][number] | undefined => analysis({
          control: "a", arms: arms.map((arm) => ({ arm, units: 2000, weight: 1 })), alpha: 0.05, interim: false, droppedUnits: {}, prior: [1, 2],
          metrics: [{ metric: "m", kind: "rate", missingUnits: 0, byArm: rates, direction: way }],
        }).metrics[0];
        const found = of(direction);
        if (names.length < 3) expect(found).not.toHaveProperty("bestArm");
        else {
          const direct = direction === "up"
            ? bestArmProbabilities(names.map((arm) => rates[arm]!), { prior: [1, 2] })
            : bestArmProbabilities(names.map((arm) => ({ ...rates[arm]!, successes: rates[arm]!.trials - rates[arm]!.successes })), { prior: [2, 1] });
          expect(found?.bestArm).toEqual(direct.map(({ probabilityBest, expectedLoss }, index) => ({ arm: names[index], probabilityBest, expectedLoss })));
        }
        const lifts = (way: "up" | "down"): unknown => of(way)?.comparisons.map((one) => (one.kind === "compared" ? one.bayesian?.liftInterval : null));
        expect(lifts("down")).toEqual(lifts("up"));
        for (const one of found?.comparisons ?? []) {
          if (one.kind !== "compared") continue;
          const direct = bayesianRates(rates["a"]!, rates[one.treatment]!, { alpha: 0.05, prior: [1, 2] });
          expect(one.bayesian?.liftInterval).toEqual(direct.liftInterval);
        }
      }),
      runs,
    );
  });

  test("edge: an arm without units is insufficient, not a failure", () => {
    const [one] = pairs({
      control: "a", arms: [{ arm: "a", units: 10, weight: 1 }, { arm: "b", units: 0, weight: 1 }], alpha: 0.05, interim: true, droppedUnits: {},
      metrics: [{ metric: "m", kind: "mean", missingUnits: 0, byArm: { a: joined([[1], [2]]) } }],
    });
    expect(one).toEqual({ kind: "insufficient", insufficient: "too_few_units", control: "a", treatment: "b", controlUnits: 2, treatmentUnits: 0, controlMean: 1.5, treatmentMean: null });
  });

  test("edge: contracts are checked by name", () => {
    const base: AnalysisInput = { control: "a", arms: [{ arm: "a", units: 1, weight: 1 }, { arm: "b", units: 1, weight: 1 }], metrics: [], alpha: 0.05, interim: false, droppedUnits: {} };
    expect(() => analysis({ ...base, control: "z" })).toThrow("control: expected one of a, b, got z");
    expect(() => analysis({ ...base, arms: [...base.arms, base.arms[0]!] })).toThrow(RangeError);
    const metric: MetricMoments = { metric: "m", kind: "rate", missingUnits: 0, byArm: {} };
    expect(() => analysis({ ...base, metrics: [metric, metric] })).toThrow(RangeError);
  });
});
