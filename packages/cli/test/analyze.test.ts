import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();

/** Two arms of 600 in three countries; the treatment converts more, and most in one country. */
const lines = Array.from({ length: 1200 }, (_, index) => {
  const [arm, turn] = [index % 2 === 0 ? "old" : "new", Math.floor(index / 2)];
  const country = ["de", "fr", ""][turn % 3] ?? "";
  const bought = turn % 10 < (arm === "new" ? (country === "de" ? 5 : 4) : 2) ? "yes" : "no";
  const spend = turn === 7 ? 100_000 : (turn * 37) % 91;
  return `u${index},${arm},${country},${bought},${spend},${turn % 4 === 0 && arm === "old" ? "" : (turn * 37) % 89},${(turn % 5) + 1}`;
});
folder.write("units.csv", `id,arm,country,bought,spend,before,orders\n${lines.join("\n")}\n`);

const run = (...more: string[]): Promise<CommandRun> =>
  runCommand(["analyze", "units.csv", "--unit", "id", "--arm", "arm", "--control", "old", "--metric", "buys=rate(bought)", "--metric", "spend=mean(spend)", ...more], { cwd: folder.path });

describe("analyze", () => {
  test("example: a decision by the first metric, with its guardrail, in words and for machines", async () => {
    const options = ["--decision", "fixed", "--guardrail", "cut=20", "--direction", "cut=down", "--metric", "cut=mean(spend, winsorize=..0.99)"];
    const { stdout, exitCode } = await run(...options);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\ndecision by buys \(fixed\):\n {2}new: ship: buys is better: [^\n]*; every guardrail keeps its margin\n {4}guardrail cut, margin 20: kept\n/u);
    expect(stdout).toContain("cut (mean, cut off above 90)");
    const { decision, metrics } = JSON.parse((await run(...options, "--json")).stdout) as { decision: unknown; metrics: { winsorBounds?: unknown }[] };
    expect(decision).toMatchObject({ rule: "fixed", estimate: "raw", primaryMetric: "buys", treatments: [{ treatment: "new", decision: "ship", guardrails: [{ metric: "cut", margin: 20, verdict: "non_inferior" }] }] });
    expect(metrics.map(({ winsorBounds }) => winsorBounds)).toEqual([undefined, undefined, [null, 90]]);
    expect((await run("--decision", "fixed", "--interim")).stdout).toContain("new: continue: the fixed rule reads the result at the planned end");
    expect((await run("--decision", "sequential", "--planned-units", "1200", "--interim")).stdout).toMatch(/new: ship: buys is better: [^\n]*sequential p = /u);
  });

  test("example: segments are corrected together, strata weighed together, units without a cell counted", async () => {
    const { stdout } = await run("--segment", "country", "--strata", "country", "--correction", "bh", "--json");
    const found = JSON.parse(stdout) as { segments: { missingUnits: number; segments: { value: string; units: number; metrics: { comparisons: { pValue: number; adjustedPValue: number }[] }[] }[] }[]; strata: unknown; metrics: { comparisons: { postStratified: unknown }[] }[] };
    expect(found.strata).toEqual({ dimension: "country", strata: 3, missingUnits: 400, crossedUnits: 0 });
    expect(found.segments).toMatchObject([{ dimension: "country", missingUnits: 400, segments: [{ value: "de", units: 400 }, { value: "fr", units: 400 }] }]);
    expect(found.metrics[0]?.comparisons[0]?.postStratified).toMatchObject({ strata: 3 });
    const text = (await run("--segment", "country", "--strata", "country", "--correction", "bh")).stdout;
    expect(text).toContain("by country (400 units have no segment); adjusted p over all segments: Benjamini-Hochberg");
    expect(text).toContain("within country (3 strata): difference ");
  });

  test("example: a quantile, a covariate on a ratio, and a warning where the treatment changes who has a history", async () => {
    const { stdout } = await run("--metric", "p75=quantile(spend, 0.75)", "--metric", "basket=ratio(spend,orders)", "--covariate", "before", "--slopes", "per-arm");
    expect(stdout).toContain("\np75 (quantile 0.75)\n");
    expect(stdout).toMatch(/basket \(ratio\)\n.*\n.*\n {2}CUPED: difference/u);
    expect(stdout).toMatch(/warning: units without before: old 25\.00%, new 0\.00%, p [\de.-]+: the treatment seems to change who has a history/u);
  });

  test("example: covariates that differ between the arms are a warning, alike ones a line, on the page too", async () => {
    const moved = lines.map((line, index) => `${line},${(index * 31) % 97},${((index * 31) % 97) + (index % 2 === 0 ? 0 : 30)}`);
    folder.write("moved.csv", `id,arm,country,bought,spend,before,orders,alike,moved\n${moved.join("\n")}\n`);
    const of = (...more: string[]): Promise<CommandRun> => runCommand(["analyze", "moved.csv", "--unit", "id", "--arm", "arm", "--control", "old", "--metric", "spend=mean(spend)", "--covariate", "alike", ...more], { cwd: folder.path });
    expect((await of()).stdout).toMatch(/\n {2}covariates: alike in both arms, as a random split makes them \(p of all together [\d.]+\)\n?/u);
    const { stdout } = await of("--covariate", "moved", "--html", "moved.html");
    expect(stdout).toMatch(/\n {2}warning: covariates differ between the arms more than a random split allows \(p of all together [\d.e-]+\): moved 1\.\d+ standard deviations apart, adjusted p [\d.e-]+\. Units were lost/u);
    const { metrics } = JSON.parse((await of("--covariate", "moved", "--json")).stdout) as { metrics: { comparisons: { covariateImbalance: unknown }[] }[] };
    expect(metrics[0]?.comparisons[0]?.covariateImbalance).toMatchObject({ verdict: "imbalanced", covariates: [{ covariate: "alike" }, { covariate: "moved" }] });
    expect(readFileSync(join(folder.path, "moved.html"), "utf8")).toContain("spend: what was known of the units before differs between old and new more than a random split allows (moved).");
    expect((await of("--covariate", "before")).stdout).toContain("before (none)");
  });

  test("example: few units of any value in a lopsided split are a warning, in words and on the page", async () => {
    const spends = Array.from({ length: 1200 }, (_, index) => `${index % 4 === 0 ? "new" : "old"},${index % 5 === 0 ? index : 0}`);
    folder.write("skewed.csv", `arm,spend\n${spends.join("\n")}\n`);
    const of = (metric: string): Promise<CommandRun> => runCommand(["analyze", "skewed.csv", "--arm", "arm", "--control", "old", "--weights", "old=3,new=1", "--metric", metric, "--html", "skewed.html"], { cwd: folder.path });
    expect((await of("spend=mean(spend)")).stdout).toMatch(/\n {2}warning: one arm has over 60% of the units and one has under 300 with a value other than zero/u);
    expect(readFileSync(join(folder.path, "skewed.html"), "utf8")).toContain("spend, new: one arm has over 60 % of the units and one has under 300 with a value other than zero.");
    expect((await of("all=ratio(spend,spend)")).stdout).not.toContain("under 300");
  });

  test("edge: a ratio and a quantile say why planned units give them no sequence", async () => {
    const { stdout } = await run("--metric", "basket=ratio(spend,orders)", "--metric", "p75=quantile(spend, 0.75)", "--planned-units", "1200");
    expect(stdout).toContain("sequential: none, because a ratio has no confidence sequence");
    expect(stdout).toContain("sequential: none, because a quantile has no confidence sequence");
    expect(stdout.match(/sequential: interval/gu)).toHaveLength(2);
  });

  test("example: which of three arms is best, and the credible interval of the lift, in words and on the page", async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => `${["a", "b", "c"][index % 3]},${Math.floor(index / 3) % 20 < [4, 5, 9][index % 3]! ? 1 : 0}`);
    folder.write("three.csv", `arm,bought\n${rows.join("\n")}\n`);
    const of = (...more: string[]): Promise<CommandRun> => runCommand(["analyze", "three.csv", "--arm", "arm", "--control", "a", "--metric", "buys=rate(bought)", ...more], { cwd: folder.path });
    const { stdout } = await of("--html", "three.html");
    expect(stdout).toMatch(/\n {2}chance to be the highest of all: a 0\.00% \(expected loss [\d.]+ pp\), b 0\.00% \([^)]*\), c 100\.00% \(/u);
    expect(stdout).toMatch(/c: probability better 100\.00%[^\n]*, of the lift [\d.]+% to [\d.]+%\n/u);
    expect((await of("--direction", "buys=down")).stdout).toMatch(/chance to be the lowest of all: a 9\d\.\d\d%/u);
    expect(readFileSync(join(folder.path, "three.html"), "utf8")).toContain("Which arm is best?");
  });

  test("example: the chance that the planned end will be significant, given the data so far", async () => {
    const { stdout } = await run("--interim", "--planned-units", "4800", "--mde", "0.5");
    expect(stdout).toMatch(/\n {2}chance to be significant at the planned end: [\d.]+% if the effect from now on is the smallest worth finding, [\d.]+% by what was seen so far/u);
    expect((await run("--interim", "--planned-units", "1200", "--mde", "0.5")).stdout).toContain("none is left, its units are there");
  });

  test("edge: a ratio rests on the units that have a denominator, and 29 of them in an arm are too few", async () => {
    const compared = async (each: number): Promise<unknown> => {
      const rows = Array.from({ length: 1200 }, (_, index) => `${index % 2 === 0 ? "old" : "new"},${index % 7},${index < 2 * each ? 1 + (index % 3) : 0}`);
      folder.write("orders.csv", `arm,spend,orders\n${rows.join("\n")}\n`);
      const { stdout } = await runCommand(["analyze", "orders.csv", "--arm", "arm", "--control", "old", "--metric", "basket=ratio(spend,orders)", "--json"], { cwd: folder.path });
      return (JSON.parse(stdout) as { metrics: { comparisons: unknown[] }[] }).metrics[0]?.comparisons[0];
    };
    expect(await compared(30)).toMatchObject({ kind: "compared" });
    expect(await compared(29)).toMatchObject({ kind: "insufficient", insufficient: "too_few_units" });
  });

  test("example: the chance that a difference does not matter", async () => {
    const chance = async (rope: string): Promise<number> =>
      (JSON.parse((await run("--rope", rope, "--json")).stdout) as { metrics: { comparisons: { bayesian: { probabilityInRope: number } }[] }[] }).metrics[0]!.comparisons[0]!.bayesian.probabilityInRope;
    const [narrow, wide] = [await chance("0.01"), await chance("0.9")];
    expect(narrow).toBeLessThan(1e-3);
    expect(wide).toBeGreaterThan(0.999);
  });

  test("example: each metric has the prior of its own units, a bare one serves the rest", async () => {
    const widthOf = async (...more: string[]): Promise<readonly (number | undefined)[]> => {
      const { stdout } = await run("--metric", "basket=ratio(spend,orders)", ...more, "--json");
      const { metrics } = JSON.parse(stdout) as { metrics: { comparisons: { bayesian?: { interval: [number, number] } }[] }[] };
      return metrics.slice(1).map(({ comparisons }) => comparisons[0]?.bayesian).map((block) => block && block.interval[1] - block.interval[0]);
    };
    const [one, both, bare] = [await widthOf("--prior-sd", "spend=2"), await widthOf("--prior-sd", "spend=2", "--prior-sd", "0.5"), await widthOf("--prior-sd", "0.5")];
    expect(one).toEqual([expect.any(Number), undefined]);
    expect(both).toEqual([one[0], bare[1]]);
    expect(both[0]).toBeGreaterThan(bare[0]!);
  });

  test("example: the page shows quantiles and segments", async () => {
    await run("--metric", "p75=quantile(spend, 0.75)", "--segment", "country", "--html", "page.html");
    const page = readFileSync(join(folder.path, "page.html"), "utf8");
    expect(page).toContain("p75");
    expect(page).toContain("By country");
  });

  test.each([
    ["--decision sequential", "--planned-units with it, got none"],
    ["--decision sequential --estimate cuped --planned-units 9", "--estimate cuped: expected --decision fixed, got sequential"],
    ["--decision fixed --estimate cuped", '--estimate cuped: expected a covariate of "buys", got none'],
    ["--decision bayesian --metric p=quantile(spend,0.5) --guardrail buys=1", 'expected a metric other than "buys", the first'],
    ["--estimate cuped", "--estimate: expected --decision with it"],
    ["--guardrail spend=1", "--guardrail: expected --decision with it"],
    ["--decision fixed --guardrail spend=-1", "--guardrail spend: expected a number greater than 0"],
    ["--decision fixed --guardrail nothing=1", "--guardrail: expected a metric of --metric (buys, spend), got \"nothing\""],
    ["--decision sequential --planned-units 9 --metric r=ratio(spend,orders) --guardrail r=1", 'got the ratio "r", which has no confidence sequence'],
    ["--direction spend=sideways", '--direction spend: expected "up" or "down", got "sideways"'],
    ["--correction fdr", "--correction: expected one of holm hochberg hommel bh by bonferroni none or weighted:0.8"],
    ["--segment country --segment country", "--segment: expected each column once"],
    ["--slopes per-arm", "--slopes: expected a --covariate to fit"],
    ["--prior-sd buys=1", '--prior-sd: expected a mean, ratio or quantile, got the rate "buys"'],
    ["--prior-sd 1 --prior-sd 2", "--prior-sd: expected one number for all metrics, got 1 and 2; write METRIC=SD"],
    ["--prior-sd spend=0", "--prior-sd spend: expected a number greater than 0"],
    ["--mde 0.1 --planned-units 9", "--mde: expected --interim and --planned-units with it, got no --interim"],
    ["--mde 0.1 --interim", "got no --planned-units"],
    ["--mde 0.1 --interim --planned-units 9 --decision sequential", "--mde: expected --decision fixed or none"],
    ["--segment region", 'expected a column "region"'],
  ])("edge: %s is refused with what to do", async (options, message) => {
    const { exitCode, stderr } = await run(...options.split(" "));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
