import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { expectClose } from "./close-to.ts";
import { dataFolder, hasData } from "./data-folder.ts";
import oracle from "./oracle/experiments.json" with { type: "json" };

interface Expected {
  readonly controlMean: number;
  readonly treatmentMean: number;
  readonly difference: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly adjustedPValue: number;
  readonly interval: number[];
  readonly lift: number;
  readonly liftInterval: number[];
  readonly degreesOfFreedom?: number;
  readonly newcombeInterval?: number[];
  readonly bayesian?: { readonly probabilityBetter: number; readonly expectedLoss: number };
  readonly cuped?: { readonly theta: number; readonly difference: number; readonly pValue: number };
}

interface Printed {
  readonly units: number;
  readonly droppedUnits: Record<string, number>;
  readonly rows: { readonly read: number; readonly used: number; readonly rejected: Record<string, number> };
  readonly arms: readonly { readonly arm: string; readonly units: number }[];
  readonly sampleRatio: { readonly verdict: string; readonly pValue: number; readonly anytimePValue: number; readonly chiSquare: number };
  readonly metrics: readonly { readonly metric: string; readonly comparisons: readonly (Expected & { readonly treatment: string })[] }[];
}

async function analyze(file: string, ...options: readonly string[]): Promise<Printed> {
  const run = await runCommand(["analyze", join(dataFolder, file), "--json", ...options]);
  expect(run.stderr).toBe("");
  expect(run.exitCode).toBe(0);
  return JSON.parse(run.stdout) as Printed;
}

function expectMetrics(printed: Printed, expected: Readonly<Record<string, Readonly<Record<string, Expected>>>>): void {
  expect(printed.metrics.map(({ metric }) => metric)).toEqual(Object.keys(expected));
  for (const { metric, comparisons } of printed.metrics) {
    expect(comparisons.map(({ treatment }) => treatment)).toEqual(Object.keys(expected[metric] ?? {}));
    for (const comparison of comparisons) {
      const truth = expected[metric]?.[comparison.treatment];
      if (truth === undefined) throw new Error(`no expected values for ${metric}`);
      expectComparison(comparison, truth);
    }
  }
}

function expectComparison(comparison: Expected, truth: Expected): void {
  expectClose(comparison.controlMean, truth.controlMean, 1e-12);
  expectClose(comparison.treatmentMean, truth.treatmentMean, 1e-12);
  expectClose(comparison.difference, truth.difference);
  expectClose(comparison.statistic, truth.statistic);
  expectClose(comparison.pValue, truth.pValue, 1e-8);
  expectClose(comparison.adjustedPValue, truth.adjustedPValue, 1e-8);
  expectClose(comparison.lift, truth.lift);
  for (const end of [0, 1] as const) {
    expectClose(comparison.interval[end], truth.interval[end] ?? Number.NaN);
    expectClose(comparison.liftInterval[end], truth.liftInterval[end] ?? Number.NaN);
    if (truth.newcombeInterval !== undefined) expectClose(comparison.newcombeInterval?.[end], truth.newcombeInterval[end] ?? Number.NaN);
  }
  if (truth.degreesOfFreedom !== undefined) expectClose(comparison.degreesOfFreedom, truth.degreesOfFreedom);
  if (truth.bayesian !== undefined) {
    expect(Math.abs((comparison.bayesian?.probabilityBetter ?? Number.NaN) - truth.bayesian.probabilityBetter)).toBeLessThan(1e-9);
    expect(Math.abs((comparison.bayesian?.expectedLoss ?? Number.NaN) - truth.bayesian.expectedLoss)).toBeLessThan(1e-11);
  }
  if (truth.cuped !== undefined) {
    expectClose(comparison.cuped?.theta, truth.cuped.theta);
    expectClose(comparison.cuped?.difference, truth.cuped.difference);
    // SciPy's Welch gives the slope no degree of freedom; at these sizes that is the fourth digit of p.
    expectClose(comparison.cuped?.pValue, truth.cuped.pValue, 1e-3);
  }
}

describe.skipIf(!hasData("cookie-cats"))("cookie-cats, a real game's gate", () => {
  test("vector: units, rates, means, p-values, intervals and split agree with SciPy and statsmodels", async () => {
    const printed = await analyze(
      "cookie-cats/cookie_cats.csv.gz",
      "--unit", "userid", "--arm", "version", "--control", "gate_30",
      "--metric", "retention_1=rate(retention_1)", "--metric", "retention_7=rate(retention_7)", "--metric", "rounds=mean(sum_gamerounds)",
    );
    const truth = oracle.cookieCats;
    expect(printed.units).toBe(truth.units);
    expect(Object.fromEntries(printed.arms.map(({ arm, units }) => [arm, units]))).toEqual(truth.arms);
    expectClose(printed.sampleRatio.pValue, truth.sampleRatio.pValue);
    expectClose(printed.sampleRatio.anytimePValue, 0.2665137729, 1e-9);
    expectMetrics(printed, truth.metrics);
  });
});

describe.skipIf(!hasData("landing-page"))("landing-page, a real test with faults in its file", () => {
  test("vector: crossed and repeated users leave before the rates agree with statsmodels", async () => {
    const printed = await analyze(
      "landing-page/ab_data.csv.gz",
      "--unit", "user_id", "--arm", "group", "--control", "control", "--metric", "converted=rate(converted)",
    );
    const truth = oracle.landingPage;
    expect(printed.units).toBe(truth.units);
    expect(Object.fromEntries(printed.arms.map(({ arm, units }) => [arm, units]))).toEqual(truth.arms);
    expect(printed.droppedUnits).toEqual({ crossover: truth.crossoverUnits });
    const repeated = truth.rows - truth.crossoverRows - truth.units;
    expect(printed.rows).toEqual({ read: truth.rows, used: truth.units, rejected: { crossover: truth.crossoverRows, repeated } });
    expectClose(printed.sampleRatio.pValue, truth.sampleRatio.pValue);
    expectMetrics(printed, truth.metrics);
  });
});

describe.skipIf(!hasData("hillstrom-email"))("hillstrom-email, three arms and a pre-period covariate", () => {
  test("vector: every arm against control, Holm over all of them, and CUPED agree with SciPy and NumPy", async () => {
    const printed = await analyze(
      "hillstrom-email/hillstrom.csv.gz",
      "--arm", "segment", "--control", "No E-Mail",
      "--metric", "visit=rate(visit)", "--metric", "spend=mean(spend)", "--covariate", "spend=history",
    );
    const truth = oracle.hillstrom;
    expect(printed.units).toBe(truth.units);
    expect(Object.fromEntries(printed.arms.map(({ arm, units }) => [arm, units]))).toEqual(truth.arms);
    expectClose(printed.sampleRatio.pValue, truth.sampleRatio.pValue);
    expectMetrics(printed, truth.metrics);
  });
});
