import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { expectClose } from "./close-to.ts";
import { dataFolder, hasData } from "./data-folder.ts";
import oracle from "./oracle/divided.json" with { type: "json" };

interface Compared {
  readonly treatment: string;
  readonly controlUnits: number;
  readonly treatmentUnits: number;
  readonly [field: string]: unknown;
}

interface Metric {
  readonly metric: string;
  readonly winsorBounds?: readonly (number | null)[];
  readonly comparisons: readonly Compared[];
}

interface Printed {
  readonly metrics: readonly Metric[];
  readonly segments: readonly { readonly segments: readonly { readonly value: string; readonly metrics: readonly Metric[] }[] }[];
}

async function analyze(file: string, ...options: readonly string[]): Promise<Printed> {
  const { stdout, stderr, exitCode } = await runCommand(["analyze", join(dataFolder, file), "--json", ...options]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Printed;
}

/** Every number of the truth is in what was found. */
function expectFields(found: unknown, truth: Readonly<Record<string, unknown>>, relative: number = 1e-9): void {
  const fields = found as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(truth)) {
    if (typeof value === "number") expectClose(fields[name], value, name.includes("PValue") || name === "pValue" ? 1e-8 : relative);
    else if (Array.isArray(value)) value.forEach((end: number, index) => expectClose((fields[name] as readonly number[])[index], end, relative));
  }
}

const ofTreatment = (comparisons: readonly Compared[], treatment: string): Compared => comparisons.find((one) => one.treatment === treatment)!;

function expectSegments({ segments: [dimension] }: Printed, truth: readonly { readonly segment: string; readonly treatment: string; readonly units: number }[]): void {
  const found = (dimension?.segments ?? []).flatMap(({ value, metrics: [metric] }) => (metric?.comparisons ?? []).map((one) => ({ ...one, segment: value, units: one.controlUnits + one.treatmentUnits })));
  expect(found.map(({ segment, treatment }) => [segment.toLowerCase(), treatment])).toEqual(truth.map(({ segment, treatment }) => [segment.toLowerCase(), treatment]));
  found.forEach((one, index) => expectFields(one, truth[index]!));
}

describe.skipIf(!hasData("hillstrom-email"))("hillstrom, three arms of a mailing", () => {
  test("vector: quantiles, winsorised means, strata and segments agree with NumPy, SciPy and statsmodels", async () => {
    const truth = oracle.hillstrom;
    const printed = await analyze(
      "hillstrom-email/hillstrom.csv.gz", "--arm", "segment", "--control", "No E-Mail", "--segment", "zip_code", "--strata", "channel",
      "--metric", "q0.5=quantile(history, 0.5)", "--metric", "q0.9=quantile(history, 0.9)",
      "--metric", "history=mean(history, winsorize=0.01..0.99)", "--metric", "spend=mean(spend, winsorize=..0.9, of=nonzero)", "--metric", "raw=mean(spend)",
    );
    const metric = (name: string): Metric => printed.metrics.find((one) => one.metric === name)!;
    for (const [quantile, arms] of Object.entries(truth.quantiles)) {
      for (const [arm, expected] of Object.entries(arms)) expectFields(ofTreatment(metric(`q${quantile}`).comparisons, arm), expected);
    }
    for (const [name, { bounds, arms }] of Object.entries(truth.winsorised)) {
      bounds.forEach((bound, index) => (bound === null ? expect(metric(name).winsorBounds?.[index]).toBeNull() : expectClose(metric(name).winsorBounds?.[index], bound, 1e-12)));
      for (const [arm, expected] of Object.entries(arms)) expectFields(ofTreatment(metric(name).comparisons, arm), expected);
    }
    for (const [arm, expected] of Object.entries(truth.strata)) expectFields(ofTreatment(metric("raw").comparisons, arm)["postStratified"], expected);
  });

  test("vector: a rate within segments, corrected by Holm over all of them", async () => {
    expectSegments(await analyze("hillstrom-email/hillstrom.csv.gz", "--arm", "segment", "--control", "No E-Mail", "--segment", "zip_code", "--metric", "visit=rate(visit)"), oracle.hillstrom.segments);
  });
});

describe.skipIf(!hasData("cookie-cats"))("cookie-cats within segments", () => {
  test("vector: a rate within segments, corrected by Benjamini and Hochberg", async () => {
    const options = ["--unit", "userid", "--arm", "version", "--control", "gate_30", "--segment", "retention_1", "--correction", "bh", "--metric", "retention_7=rate(retention_7)"];
    expectSegments(await analyze("cookie-cats/cookie_cats.csv.gz", ...options), oracle.cookieCats.segments);
  });
});
