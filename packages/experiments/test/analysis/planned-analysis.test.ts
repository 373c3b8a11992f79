import { analysis } from "@liftproof/experiments";
import type { AnalysisInput, ComparedArms, Correction, DecisionPlan, MetricMoments, SegmentMoments, SegmentedMoments } from "@liftproof/experiments";
import { benjaminiHochberg, benjaminiYekutieli, bonferroni, compareQuantiles, compareRates, cuped, hochberg, holm, hommel, jointMomentsOf, mergeJointMoments, quantileBandOf } from "@liftproof/estimators";
import type { JointMoments } from "@liftproof/estimators";
import { midExperimentPower } from "@liftproof/mde";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const runs = { numRuns: 25 };
const rate = (metric: string, a: readonly [number, number], b: readonly [number, number]): MetricMoments => ({
  metric, kind: "rate", missingUnits: 0, byArm: { a: { successes: a[0], trials: a[1] }, b: { successes: b[0], trials: b[1] } },
});
const metricsOf = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })), { minLength: 1, maxLength: 4 })
  .map((pairs) => pairs.map(([a, b], index) => rate(`m${index}`, [a, 400], [b, 400])));
const input = (metrics: readonly MetricMoments[], more: Partial<AnalysisInput> = {}): AnalysisInput => ({
  control: "a", arms: [{ arm: "a", units: 400, weight: 1 }, { arm: "b", units: 400, weight: 1 }], metrics, alpha: 0.05, interim: false, droppedUnits: {}, ...more,
});
const segmentOf = (value: string, metrics: readonly MetricMoments[]): SegmentMoments => ({ value, unitsByArm: { a: 400, b: 400 }, metrics });
const plan = (more: Partial<DecisionPlan> = {}): DecisionPlan => ({ rule: "fixed", estimate: "raw", primaryMetric: "m0", guardrails: [], ...more });
const compared = (metrics: ReturnType<typeof analysis>["metrics"]): readonly ComparedArms[] => metrics.flatMap(({ comparisons }) => comparisons).filter((one) => one.kind === "compared");

describe("corrections", () => {
  test("law: each correction is the one of its name over all metrics", () => {
    const known = { holm, hochberg, hommel, bonferroni, bh: benjaminiHochberg, by: benjaminiYekutieli, none: (p: readonly number[]) => p } as const;
    fc.assert(
      fc.property(metricsOf, fc.constantFrom(...(Object.keys(known) as (keyof typeof known)[])), (metrics, correction) => {
        const pairs = compared(analysis(input(metrics, { correction })).metrics);
        expect(pairs.map(({ adjustedPValue }) => adjustedPValue)).toEqual(known[correction](pairs.map(({ pValue }) => pValue)));
      }),
      runs,
    );
  });

  test("law: the weighted correction gives the first metric its share and never rejects more than the level allows", () => {
    fc.assert(
      fc.property(metricsOf, fc.constantFrom(0.2, 0.5, 0.8), (metrics, weighted) => {
        const result = analysis(input(metrics, { correction: { weighted } }));
        const pairs = result.metrics.map(({ comparisons: [one] }) => (one?.kind === "compared" ? one : null));
        const others = pairs.slice(1).filter((one) => one !== null);
        const weights = pairs.flatMap((one, index) => {
          if (one === null) return [];
          const weight = index > 0 ? (pairs[0] === null ? 1 : 1 - weighted) / others.length : others.length === 0 ? 1 : weighted;
          expect(one.adjustedPValue).toBeCloseTo(Math.min(1, one.pValue / weight), 12);
          return [weight];
        });
        if (weights.length > 0) expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      }),
      runs,
    );
    expect(() => analysis(input([rate("m0", [1, 9], [2, 9])], { correction: { weighted: 1 } }))).toThrow("primaryShare: expected a share between 0 and 1, got 1");
  });
});

describe("segments", () => {
  test("law: a segment of all units says what the whole says, and segments are corrected together", () => {
    fc.assert(
      fc.property(metricsOf, metricsOf, fc.constantFrom<Correction>("holm", "bh", "none"), (metrics, others, correction) => {
        const same = analysis(input(metrics, { correction, segments: [{ dimension: "all", missingUnits: 2, crossedUnits: 1, segments: [segmentOf("x", metrics)] }] }));
        expect(same.segments).toMatchObject([{ dimension: "all", missingUnits: 2, crossedUnits: 1, segments: [{ value: "x", units: 800, metrics: same.metrics }] }]);
        const several = analysis(input(metrics, { correction, segments: [
          { dimension: "one", missingUnits: 0, crossedUnits: 0, segments: [segmentOf("x", metrics), segmentOf("y", others)] },
          { dimension: "two", missingUnits: 0, crossedUnits: 0, segments: [segmentOf("x", others)] },
        ] }));
        const pairs = compared((several.segments ?? []).flatMap(({ segments }) => segments.flatMap((one) => one.metrics)));
        const adjust = correction === "holm" ? holm : correction === "bh" ? benjaminiHochberg : (p: readonly number[]): readonly number[] => p;
        expect(pairs.map(({ adjustedPValue }) => adjustedPValue)).toEqual(adjust(pairs.map(({ pValue }) => pValue)));
        expect(several.metrics).toEqual(same.metrics);
      }),
      runs,
    );
  });
});

describe("decisions", () => {
  test("law: ship needs a healthy split, an effect in the good direction at the level, and every guardrail kept", () => {
    const arm = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(arm, arm, arm, fc.constantFrom("up" as const, "down" as const), fc.boolean(), fc.constantFrom("fixed" as const, "bayesian" as const, "sequential" as const), (a, b, guarded, direction, interim, rule) => {
        const metrics: MetricMoments[] = [{ ...rate("m0", [a, 400], [b, 400]), direction }, rate("g", [200, 400], [guarded, 400])];
        const result = analysis(input(metrics, { interim, plannedUnits: 800, decision: plan({ rule, guardrails: [{ metric: "g", margin: 0.1 }] }) }));
        const [decided] = result.decision?.treatments ?? [];
        const verdict = decided?.guardrails[0]?.verdict;
        const [one] = result.metrics[0]?.comparisons ?? [];
        expect(decided?.reason).not.toBe("");
        if (decided?.decision !== "ship") return;
        expect(verdict).toBe("non_inferior");
        expect(interim && rule !== "sequential").toBe(false);
        expect(Math.sign(b - a)).toBe(direction === "up" ? 1 : -1);
        if (one?.kind === "compared" && rule === "fixed") expect(one.pValue).toBeLessThan(0.05);
        if (one?.kind === "compared" && rule === "sequential") expect(one.sequential).toMatchObject({ pValue: expect.toSatisfy((p: number) => p < 0.05) as number });
      }),
      runs,
    );
  });

  test("example: one plan, its words, and what overrules it", () => {
    const better = rate("m0", [40, 400], [80, 400]);
    const decide = (more: Partial<AnalysisInput>, metrics = [better]): string => {
      const { decision, reason } = analysis(input(metrics, { decision: plan(), ...more })).decision!.treatments[0]!;
      return `${decision}: ${reason}`;
    };
    expect(decide({})).toMatch(/^ship: m0 is better: 10 points \([\d.]+ to [\d.]+\), p = /u);
    expect(decide({ interim: true })).toBe("continue: the fixed rule reads the result at the planned end, which is not reached");
    expect(decide({ arms: [{ arm: "a", units: 400, weight: 1 }, { arm: "b", units: 600, weight: 1 }] })).toMatch(/^invalid: sample-ratio mismatch/u);
    const harmed = decide({ decision: plan({ guardrails: [{ metric: "g", margin: 0.02 }] }) }, [better, rate("g", [200, 400], [120, 400])]);
    expect(harmed).toBe("stop: guardrail g is harmed by more than its margin");
    expect(() => decide({ decision: plan({ primaryMetric: "x" }) })).toThrow("decision: expected metrics among m0, got x");
  });

  test("edge: with two treatments each is read at half the error rate, guardrails at their own", () => {
    const metrics = [rate("m0", [40, 400], [50, 400]), rate("g", [40, 400], [50, 400])];
    const arms = ["a", "b", "c"].map((arm) => ({ arm, units: 400, weight: 1 }));
    const result = analysis(input(metrics, { arms, alpha: 0.1, decision: plan({ guardrails: [{ metric: "g", margin: 0.05 }] }) }));
    expect(result.metrics.map(({ alpha }) => alpha)).toEqual([0.05, 0.05]);
    expect(analysis(input(metrics, { arms, decision: plan() })).metrics.map(({ alpha }) => alpha)).toEqual([0.025, 0.025]);
  });
});

describe("strata", () => {
  const rows = (shift: number, level: number): (readonly [number, number])[] => Array.from({ length: 60 }, (_, index) => [((index * 17) % 11) + shift + level, (index % 3) + 1] as const);
  const joined = (shift: number, level: number, columns: 1 | 2): JointMoments => jointMomentsOf(rows(shift, level).map((row) => row.slice(0, columns)), columns);

  test("law: one stratum says what the raw comparison says; levels of two are taken out", () => {
    for (const [kind, columns] of [["mean", 1], ["ratio", 2]] as const) {
      const stratum = (level: number): MetricMoments => ({ metric: "m", kind, missingUnits: 0, byArm: { a: joined(0, level, columns), b: joined(1, level, columns) } });
      const whole: MetricMoments = { metric: "m", kind, missingUnits: 0, byArm: { a: mergeJointMoments(joined(0, 0, columns), joined(0, 500, columns)), b: mergeJointMoments(joined(1, 0, columns), joined(1, 500, columns)) } };
      const strata = (levels: readonly number[]): SegmentedMoments => ({ dimension: "d", missingUnits: 0, crossedUnits: 0, segments: levels.map((level) => segmentOf(String(level), [stratum(level)])) });
      const [one] = compared(analysis(input([stratum(0)], { strata: strata([0]) })).metrics);
      expect(one?.postStratified).toMatchObject({ strata: 1, difference: expect.closeTo(one!.difference, 12) as number, standardError: expect.closeTo(one!.standardError, kind === "mean" ? 12 : 3) as number });
      const [two] = compared(analysis(input([whole], { strata: strata([0, 500]) })).metrics);
      expect(two?.postStratified).toMatchObject({ strata: 2, difference: expect.closeTo(two!.difference, 9) as number });
      if (two?.postStratified === undefined || "insufficient" in two.postStratified) throw new Error("expected an estimate");
      // A ratio weighs denominators, which vary within strata: less is taken out of it.
      expect(two.postStratified.standardError).toBeLessThan(two.standardError / (kind === "mean" ? 30 : 1));
    }
  });

  test("edge: a stratum without units of an arm says so; a rate is compared by its conversions; a quantile is not", () => {
    const half = rate("m0", [20, 200], [30, 200]);
    const strata: SegmentedMoments = { dimension: "d", missingUnits: 0, crossedUnits: 0, segments: [segmentOf("x", [half]), segmentOf("y", [half])] };
    const result = analysis(input([rate("m0", [40, 400], [60, 400])], { strata }));
    expect(result.strata).toEqual({ dimension: "d", strata: 2, missingUnits: 0, crossedUnits: 0 });
    expect(compared(result.metrics)[0]?.postStratified).toMatchObject({ difference: expect.closeTo(0.05, 12) as number });
    const lacking = { ...strata, segments: [segmentOf("x", [half]), segmentOf("y", [{ ...rate("m0", [20, 200], [0, 0]) }])] };
    expect(compared(analysis(input([rate("m0", [40, 400], [60, 400])], { strata: lacking })).metrics)[0]?.postStratified).toEqual({ insufficient: "empty_stratum" });
  });
});

describe("chance to decide", () => {
  test("law: it is the power given the data so far, by the estimate that decides, and only while units arrive", () => {
    fc.assert(
      fc.property(metricsOf, fc.constantFrom(1, 500, 5000), fc.constantFrom(0.05, 0.2), (metrics, planned, mdeRelative) => {
        const of = (more: Partial<AnalysisInput>): readonly ComparedArms[] => compared(analysis(input(metrics, { plannedUnits: planned, mdeRelative, ...more })).metrics);
        for (const { difference, standardError, controlMean, chanceToDecide } of of({ interim: true })) {
          if (controlMean === 0) expect(chanceToDecide).toBe(undefined);
          else expect(chanceToDecide).toEqual(midExperimentPower({ difference, standardError, units: 800, unitsAtEnd: planned, alpha: 0.05, smallestEffect: mdeRelative * controlMean, rule: { kind: "fixed" } }));
        }
        expect(of({ interim: false }).every((one) => !("chanceToDecide" in one))).toBe(true);
      }),
      runs,
    );
    const part = [{ dimension: "d", missingUnits: 0, crossedUnits: 0, segments: [segmentOf("x", [rate("m0", [20, 200], [30, 200])])] }];
    const inSegment = analysis(input([rate("m0", [40, 400], [60, 400])], { interim: true, plannedUnits: 4000, mdeRelative: 0.1, segments: part })).segments?.[0]?.segments[0]?.metrics ?? [];
    expect(compared(inSegment).map((one) => "chanceToDecide" in one)).toEqual([false]);
    const rows = (shift: number): JointMoments => jointMomentsOf(Array.from({ length: 400 }, (_, index) => [((index * 37) % 101) + (index % 3) + shift, (index * 37) % 101]), 2);
    const metric: MetricMoments = { metric: "m0", kind: "mean", missingUnits: 0, byArm: { a: rows(0), b: rows(0.1) } };
    const by = (estimate: "raw" | "cuped"): unknown => compared(analysis(input([metric], { interim: true, plannedUnits: 4000, mdeRelative: 0.01, decision: plan({ estimate }) })).metrics)[0]?.chanceToDecide;
    const design = (of: unknown): number => (of as { design: number }).design;
    expect(design(by("cuped"))).toBeGreaterThan(design(by("raw")) + 0.5);
  });
});

describe("slopes", () => {
  test("law: balanced slopes weigh the arms alike, whatever their sizes", () => {
    const arm = (units: number, slope: number): JointMoments => jointMomentsOf(Array.from({ length: units }, (_, index) => [slope * ((index * 37) % 101) + (index % 3), (index * 37) % 101]), 2);
    const byArm = { a: arm(900, 1), b: arm(100, 2) };
    const by = (slopes: "pooled" | "balanced"): unknown => compared(analysis(input([{ metric: "m0", kind: "mean", missingUnits: 0, byArm }], { slopes })).metrics)[0]?.cuped;
    for (const slopes of ["pooled", "balanced"] as const) {
      const direct = cuped([byArm.a, byArm.b], { alpha: 0.05, thetaWeighting: slopes });
      if (direct.kind === "insufficient") throw new Error(direct.reason);
      expect(by(slopes)).toMatchObject({ theta: direct.theta[0], difference: direct.comparisons[0]?.difference });
    }
    expect(by("balanced")).not.toEqual(by("pooled"));
  });
});

describe("reasons in words", () => {
  test("edge: evidence stronger than a double can hold is not p = 0", () => {
    const sure = (more: Partial<AnalysisInput> = {}): string | undefined => analysis(input([rate("m0", [100_000, 1_000_000], [500_000, 1_000_000])], { decision: plan(), ...more })).decision?.treatments[0]?.reason;
    expect(sure()).toMatch(/, p < 1e-300$/u);
    expect(sure({ arms: [{ arm: "a", units: 1_000_000, weight: 1 }, { arm: "b", units: 10, weight: 1 }] })).toMatch(/anytime p < 1e-300$/u);
  });
});

describe("quantiles and history", () => {
  test("example: a quantile is compared by its bands, and an arm with few units says why", () => {
    const values = (shift: number): number[] => Array.from({ length: 500 }, (_, index) => ((index * 37) % 500) + shift);
    const [a, b] = [quantileBandOf(values(0), { quantile: 0.9 }), quantileBandOf(values(60), { quantile: 0.9 })];
    const metric: MetricMoments = { metric: "p90", kind: "quantile", quantile: 0.9, missingUnits: 0, byArm: { a, b }, unitsByArm: { a: 500, b: 500 } };
    const { metrics: [found] } = analysis(input([metric]));
    const { kind, ...direct } = compareQuantiles(a, b, { alpha: 0.05 }) as Extract<ReturnType<typeof compareQuantiles>, { kind: "compared" }>;
    expect(found).toMatchObject({ kind: "quantile", quantile: 0.9, comparisons: [{ kind, ...direct, controlUnits: 500 }] });
    const few = analysis(input([{ ...metric, byArm: { a } }]));
    expect(few.metrics[0]?.comparisons[0]).toMatchObject({ kind: "insufficient", insufficient: "too_few_units", treatmentUnits: 500 });
  });

  test("example: a treatment that changes who has a history is suspect", () => {
    const check = (missing: number): unknown => analysis(input([{ ...rate("m0", [40, 400], [50, 400]), missingHistory: [{ covariate: "before", unitsByArm: { a: 100, b: missing } }] }])).metrics[0]?.missingHistory;
    const { pValue } = compareRates({ successes: 100, trials: 400 }, { successes: 40, trials: 400 }, { alpha: 0.05 }) as { pValue: number };
    expect(check(40)).toEqual([{ covariate: "before", missingShares: { a: 0.25, b: 0.1 }, pValue: expect.closeTo(pValue, 15) as number, suspect: true }]);
    expect(check(98)).toMatchObject([{ suspect: false }]);
  });
});
