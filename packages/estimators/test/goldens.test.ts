import { existsSync, readFileSync, readdirSync } from "node:fs";
import { sampleVariance } from "simple-statistics";
import { describe, expect, test } from "vitest";
import type { Compared, Comparison, CupedResult, Interval, JointMoments, Moments, RateCount } from "../src/index.ts";
import * as estimators from "../src/index.ts";
import { betaMean, betaPosterior } from "../src/bayes/beta-posterior.ts";
import { ratioEstimate } from "../src/ratios/ratio-estimate.ts";
import { momentsOfSums } from "./support/moments-of-sums.ts";
import type { Json } from "./support/reference.ts";
import { referenceVectors, relativeError } from "./support/reference.ts";
import type { SampleRow } from "./support/two-arms.ts";
import { twoArms } from "./support/two-arms.ts";

type Column = keyof SampleRow;
type Run = (given: Json) => Readonly<Record<string, Json>>;

const { momentsOf, varianceOf, jointMomentsOf, normalQuantileUpper } = estimators;
const atFivePercent = normalQuantileUpper(0.025);
const column = (arm: readonly SampleRow[], name: Column): number[] => arm.map((row) => row[name]);
const columns = (arm: readonly SampleRow[], names: readonly Column[]): JointMoments => jointMomentsOf(arm.map((row) => names.map((name) => row[name])), names.length);
const rate = ([successes, trials]: readonly [number, number]): RateCount => ({ successes, trials });

function compared(comparison: Comparison): Compared {
  if (comparison.kind !== "compared") throw new Error(`expected a comparison, got ${comparison.reason}`);
  return comparison;
}

function adjusted(result: CupedResult): Extract<CupedResult, { kind: "adjusted" }> {
  if (result.kind !== "adjusted") throw new Error(`expected an adjustment, got ${result.reason}`);
  return result;
}

function bounded(interval: Interval | string): Interval {
  if (typeof interval === "string") throw new Error(`expected an interval, got ${interval}`);
  return interval;
}

/** Moments of an arm, however the vector gives it. */
function arm(given: Json, name: "control" | "treatment"): Moments {
  if (given.sample !== undefined) return momentsOf(column(twoArms[name], given.column));
  const { [name]: of } = given;
  if (Array.isArray(of)) return momentsOf(of);
  return of.sum === undefined ? { count: of.count, mean: of.mean, m2: of.variance * (of.count - 1) } : momentsOfSums(of);
}

function means(given: Json): Json {
  const result = compared(estimators.compareMeans(arm(given, "control"), arm(given, "treatment"), { alpha: given.alpha }));
  const { statistic, degreesOfFreedom } = result;
  return { ...result, pValueGreater: estimators.studentTUpper(statistic, degreesOfFreedom!), pValueLess: estimators.studentTLower(statistic, degreesOfFreedom!) };
}

function rates(given: Json): Json {
  const [control, treatment] = [rate(given.control), rate(given.treatment)];
  const result = compared(estimators.compareRates(control, treatment, { alpha: given.alpha }));
  expect(result.newcombeInterval).toEqual(estimators.newcombeInterval(control, treatment, atFivePercent));
  return { ...result, newcombe: result.newcombeInterval, wilsonOfControl: estimators.wilsonInterval(control, atFivePercent), chiSquare: result.statistic ** 2 };
}

function ratios({ numerator, denominator }: Json): Json {
  const [control, treatment] = [columns(twoArms.control, [numerator, denominator]), columns(twoArms.treatment, [numerator, denominator])];
  const estimates = [ratioEstimate("control", control)!, ratioEstimate("treatment", treatment)!];
  const { controlMean, treatmentMean, difference, standardError, statistic } = compared(estimators.compareRatios(control, treatment, { alpha: 0.05 }));
  // The vector has the p of the normal distribution; the comparison has that of t.
  const pValueNormal = 2 * estimators.normalUpper(Math.abs(statistic));
  return { ratios: [controlMean, treatmentMean], standardErrors: estimates.map(({ variance }) => Math.sqrt(variance)), difference, standardError, statistic, pValueNormal };
}

function lift(given: Json): Json {
  const [control, treatment] = [arm(given, "control"), arm(given, "treatment")];
  const result = compared(estimators.compareMeans(control, treatment, { alpha: 0.05 }));
  const baseVariance = varianceOf(control) / control.count;
  const effect = { difference: result.difference, differenceVariance: baseVariance + varianceOf(treatment) / treatment.count, base: control.mean, baseVariance, covariance: -baseVariance };
  const asElsewhere = { alpha: 0.05, critical: atFivePercent };
  const [low, high] = bounded(estimators.deltaLiftInterval(control, treatment, asElsewhere));
  const standardErrorDelta = (high - low) / 2 / atFivePercent;
  return {
    lift: result.lift,
    pValue: result.pValue,
    fieller: estimators.fiellerInterval(effect, atFivePercent),
    log: bounded(estimators.logLiftInterval(control, treatment, asElsewhere)),
    standardErrorDelta,
    pValueDelta: estimators.studentTTwoSided(result.lift! / standardErrorDelta, result.degreesOfFreedom!),
  };
}

function posteriors({ control, treatment, prior, rope, alpha }: Json): Json {
  const [before, after] = [rate(control), rate(treatment)];
  const forth = estimators.bayesianRates(before, after, { alpha, prior, rope });
  const back = estimators.bayesianRates(after, before, { alpha, prior, rope });
  return {
    treatmentBetter: forth.probabilityBetter,
    controlBetter: back.probabilityBetter,
    lossOfTreatment: forth.expectedLoss,
    lossOfControl: forth.expectedLossOfControl,
    means: [before, after].map((counts) => betaMean(betaPosterior(prior, counts))),
    aboveRope: forth.probabilityAboveRope,
    belowRope: forth.probabilityBelowRope,
    withinRope: back.probabilityInRope,
  };
}

function winsorized({ column: name, shares }: Json): Json {
  const both = [...column(twoArms.control, name), ...column(twoArms.treatment, name)];
  const bounds = estimators.winsorBounds(both, { lowShare: shares[0], highShare: shares[1], units: "all" })!;
  const [control, treatment] = [twoArms.control, twoArms.treatment].map((rows) => momentsOf(column(rows, name).map((value) => estimators.winsorize(value, bounds))));
  return { bounds: [bounds.low, bounds.high], means: [control!.mean, treatment!.mean], variances: [varianceOf(control!), varianceOf(treatment!)], difference: treatment!.mean - control!.mean };
}

/** How each vector is run, by the beginning of its id; the longest one that fits counts. */
const runs: Readonly<Record<string, Run>> = {
  "welch-": means,
  "prop-": rates,
  "fisher-": ({ pairs }) => ({ pValues: pairs.map(([control, treatment]: Json) => estimators.fisherExact(rate(control), rate(treatment))) }),
  "cuped-": ({ column: name, covariates }) => {
    const names = [name, ...covariates];
    const { theta, comparisons } = adjusted(estimators.cuped([columns(twoArms.control, names), columns(twoArms.treatment, names)], { alpha: 0.05 }));
    return { ...comparisons[0]!, theta };
  },
  "cuped-lin": ({ column: name, covariates }) => {
    const rows = [twoArms.control, twoArms.treatment].map((arm) => arm.map((row) => [name, ...covariates].map((of: Column) => row[of])));
    const arms = rows.map((arm) => jointMomentsOf(arm, 1 + covariates.length));
    const robustVariances = rows.map((arm, place) => estimators.robustVariance(arm, { arms, arm: place }));
    const { comparisons, thetaByArm } = adjusted(estimators.cuped(arms, { alpha: 0.05, slopes: "per-arm", robustVariances }));
    return { difference: comparisons[0]!.difference, standardErrorHc2: Math.sqrt(robustVariances[0]! + robustVariances[1]!), slopes: thetaByArm!.flat() };
  },
  poststrat: ({ column: name, strata }) => {
    const all = [...twoArms.control, ...twoArms.treatment];
    const stratum = (value: number): { readonly weight: number; readonly control: Moments; readonly treatment: Moments } => {
      const within = (rows: readonly SampleRow[]): number[] => column(rows.filter((row) => row[strata as Column] === value), name);
      return { weight: within(all).length / all.length, control: momentsOf(within(twoArms.control)), treatment: momentsOf(within(twoArms.treatment)) };
    };
    const found = [0, 1, 2].map(stratum);
    const result = compared(estimators.postStratify(found.map((each, place) => ({ stratum: String(place), ...each })), { alpha: 0.05 }));
    return { ...result, weights: found.map(({ weight }) => weight) };
  },
  "ratio-": ratios,
  "lift-": lift,
  "gbstats-lift": lift,
  "mt-": ({ pValues }) => ({
    holm: estimators.holm(pValues),
    hochberg: estimators.hochberg(pValues),
    hommel: estimators.hommel(pValues),
    bonferroni: estimators.bonferroni(pValues),
    BH: estimators.benjaminiHochberg(pValues),
    BY: estimators.benjaminiYekutieli(pValues),
  }),
  "acs-": ({ difference, standardError, units, plannedUnits, alpha }) => {
    const { critical, pValue } = estimators.confidenceSequence(units, difference / standardError, { alpha, plannedUnits });
    return { halfWidth: critical * standardError, pValue, fixedHalfWidth: normalQuantileUpper(alpha / 2) * standardError };
  },
  msprt: (given) => {
    const { logLikelihoodRatio, pValue, interval } = estimators.mixtureSequentialTest(given);
    return { likelihoodRatio: Math.exp(logLikelihoodRatio), pValue, halfWidth: (interval[1] - interval[0]) / 2 };
  },
  "gsd-": (given) => {
    const looks = estimators.groupSequentialBoundaries(given);
    return { boundaries: looks.map(({ critical }) => critical), spentPerSideByThirdLook: looks[2]!.spentAlpha / 2 };
  },
  "spend-fun": ({ informationFractions, alpha }) => {
    const spent = (spending: estimators.SpendingFunction): number[] =>
      informationFractions.map((informationFraction: number) => estimators.spentAlpha({ alpha, spending, informationFraction }));
    return { obrienFleming: spent("lan-demets-obrien-fleming"), pocock: spent("lan-demets-pocock") };
  },
  "peeking-": ({ looks, alpha }) => ({ errorRate: estimators.peekingErrorRate({ alpha, information: Array.from({ length: looks }, (_, i) => i + 1) }) }),
  quantile7: winsorized,
  "mde-srm": ({ units, share, alpha, power }) => ({ shareDeviation: (normalQuantileUpper(alpha / 2) + normalQuantileUpper(1 - power)) * Math.sqrt((share * (1 - share)) / units) }),
  "bayes-": posteriors,
  "var-": ({ values, first, pair, pairs }) => {
    const all = values ?? [first, ...Array.from({ length: pairs }, () => pair).flat()];
    const moments = momentsOf(all);
    const variance = varianceOf(moments);
    expect(relativeError(sampleVariance(all), variance)).toBeLessThan(1e-12);
    return { mean: moments.mean, variance, deviation: Math.sqrt(variance) };
  },
  "dist-": ({ of, at }) => ({ value: (estimators as Json)[of](...at), ...(of === "studentTLower" && { twoSided: estimators.studentTTwoSided(at[0], at[1]) }) }),
};

const runOf = (id: string): Run | undefined => runs[Object.keys(runs).filter((start) => id.startsWith(start)).sort((a, b) => b.length - a.length)[0] ?? ""];

/** Holds every number of `expected` against the one in the same place; far out in a tail, by its logarithm. */
function expectAlike(actual: Json, expected: Json, { name, tolerance }: { readonly name: string; readonly tolerance: number }): void {
  if (Array.isArray(expected)) {
    expect(actual, name).toHaveLength(expected.length);
    expected.forEach((value, place) => expectAlike(actual[place], value, { name: `${name}[${place}]`, tolerance }));
  } else if (typeof expected === "number") {
    const deep = expected > 0 && expected < 1e-50 && name.includes("pValue");
    expect(deep ? relativeError(Math.log(actual), Math.log(expected)) : relativeError(actual, expected), `${name}: ${actual}, not ${expected}`).toBeLessThanOrEqual(tolerance);
  } else expect(actual, name).toEqual(expected);
}

describe("goldens", () => {
  test.each(referenceVectors.map((vector) => [vector.id, vector] as const))("vector: %s", (id, { given, gives, tolerance }) => {
    const found = runOf(id)!(given);
    for (const [field, expected] of Object.entries(gives)) expectAlike(found[field], expected, { name: `${id} ${field}`, tolerance });
  });
});

/** Where the vectors of each package lie; sizing and split have some that came before and go further. */
const vectorFiles = ["estimators", "mde", "srm"].flatMap((name) => {
  const folder = new URL(`../../${name}/test/vectors/`, import.meta.url);
  return readdirSync(folder).filter((file) => file.endsWith(".json")).map((file) => new URL(file, folder));
});

/** What other tools report and we do not, with the reason. */
const notOurs: Readonly<Record<string, string>> = {
  zUnpooled: "a second test of the same rates could contradict the pooled score",
  pUnpooled: "as zUnpooled",
  waldLow: "the interval of zUnpooled; Mee's is the dual of our test",
  waldHigh: "as waldLow",
  logRatioSe: "lift of rates is Koopman's interval, which needs no standard error",
  pYates: "the continuity correction errs less often than alpha allows and finds less",
  classicalSe: "assumes the same spread in both arms; HC2 does not",
  rho: "a step on the way to the boundary that halfWidth holds",
  nCeil: "nPerArm rounded up, which sizing does and its tests hold",
  absMde: "p2 less the baseline",
  nNormal: "sizing of means is by the exact noncentral t",
  deltaNormal: "as nNormal",
  h: "a step on the way to the power on the arcsine scale",
  nUnpooled: "sizing follows the test, which pools",
  valueText: "the value with more digits than a double has",
};

describe("goldens of the data folder", () => {
  const path = new URL("stats/goldens.json", new URL(`${process.env["LIFTPROOF_DATA"] ?? "../shared/data"}/`, new URL("../../../", import.meta.url)));
  const there = existsSync(path);
  if (!there) console.log(`skipped: ${path.pathname} is not there; set LIFTPROOF_DATA to the folder that has stats/goldens.json`);

  test.skipIf(!there)("law: every number of every case is among our vectors, at a hundredth of its tolerance", () => {
    const { cases } = JSON.parse(readFileSync(path, "utf8"));
    const ours = vectorFiles.map((file) => JSON.parse(readFileSync(file, "utf8"))).flatMap(numbersOf).sort((a, b) => a - b);
    const left = cases.flatMap(({ id, expected, tolRel }: Json) =>
      Object.entries(expected)
        .filter(([field]) => notOurs[field] === undefined)
        .flatMap(([field, value]) => numbersOf(value).filter((number) => !hasNear(ours, number, tolRel / 100)).map((number) => `${id} ${field} ${number}`)),
    );
    expect(cases.length).toBeGreaterThanOrEqual(158);
    expect(left).toEqual([]);
  });

  test.skipIf(!there)("law: every case is run here at its own tolerance, or belongs to the tests of srm and mde", () => {
    const { cases } = JSON.parse(readFileSync(path, "utf8"));
    const elsewhere = ["srm", "srm-sequential", "power-proportion", "power-t", "mde"];
    const tolerances = new Map(referenceVectors.map(({ id, tolerance }) => [id, tolerance]));
    const left = cases.filter(({ id, group, tolRel }: Json) => tolerances.get(id) !== tolRel && !elsewhere.includes(group)).map(({ id }: Json) => id);
    expect(left).toEqual([]);
  });
});

function numbersOf(value: Json): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

function hasNear(sorted: readonly number[], number: number, tolerance: number): boolean {
  return sorted.some((value) => relativeError(value, number) <= tolerance);
}
