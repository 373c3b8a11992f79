import { describe, expect, test } from "vitest";
import { analysis } from "@liftproof/experiments";
import type { AnalysisInput } from "@liftproof/experiments";
import { renderAnalysis } from "../src/index.ts";

/** Seven-day retention of a mobile game whose first gate stands at level 30 or at level 40. */
const game = analysis({
  control: "gate_30",
  arms: [
    { arm: "gate_30", units: 44_700, weight: 1 },
    { arm: "gate_40", units: 45_489, weight: 1 },
  ],
  metrics: [
    {
      metric: "retention_7", kind: "rate", missingUnits: 0,
      byArm: { gate_30: { successes: 8502, trials: 44_700 }, gate_40: { successes: 8279, trials: 45_489 } },
    },
  ],
  alpha: 0.05, interim: false, droppedUnits: { crossover: 12 },
});

describe("analysis", () => {
  test("example: the later gate lowers seven-day retention, in plain words", () => {
    const page = renderAnalysis(game, { title: "Cookie gates", generatedAtUs: null });
    expect(page).toContain('<span class="badge">Clear decrease</span>');
    expect(page).toContain("gate_40 lowered retention_7: 19.02% with gate_30, 18.20% with gate_40");
    expect(page).toContain("12 units were left out: crossover.");
    expect(page).toContain("44,700 units");
  });

  test("edge: a metric that cannot be compared says why and draws nothing", () => {
    const empty = analysis({
      control: "a", arms: [{ arm: "a", units: 50, weight: 1 }, { arm: "b", units: 50, weight: 1 }],
      metrics: [{ metric: "sales", kind: "rate", missingUnits: 0, byArm: { a: { successes: 0, trials: 50 }, b: { successes: 0, trials: 50 } } }],
      alpha: 0.05, interim: true, droppedUnits: {},
    });
    const page = renderAnalysis(empty, { title: "Quiet", generatedAtUs: 0 });
    expect(page).toContain("There is not enough data on sales to compare b with a (no conversions).");
    expect(page).not.toContain("forest");
  });

  const rate = (a: number, b: number, units = 5000): AnalysisInput["metrics"][number] => ({
    metric: "buys", kind: "rate", missingUnits: 0, byArm: { a: { successes: a, trials: units }, b: { successes: b, trials: units } },
  });
  const input = (more: Partial<AnalysisInput> = {}): AnalysisInput => ({
    control: "a", arms: [{ arm: "a", units: 5000, weight: 1 }, { arm: "b", units: 5000, weight: 1 }], metrics: [rate(500, 575)], alpha: 0.05, interim: false, droppedUnits: {}, ...more,
  });
  const page = (more: Partial<AnalysisInput>): string => renderAnalysis(analysis(input(more)), { title: "T", generatedAtUs: null });

  test("edge: a handful of units is too few to judge, not healthy", () => {
    const few = page({ arms: [{ arm: "a", units: 4, weight: 1 }, { arm: "b", units: 5, weight: 1 }], metrics: [rate(1, 2, 4)] });
    expect(few).toContain("Too few to judge");
    expect(few).not.toContain("Healthy");
    expect(page({})).toContain("Healthy");
  });

  test("example: a declared rule heads the page, with the interval it reads", () => {
    expect(page({})).toContain('<span class="badge">Clear increase</span>');
    const running = page({ interim: true, plannedUnits: 10_000 });
    expect(running).toContain('<span class="badge">No clear difference</span>');
    expect(running).toContain("at any look");
    expect(running).toContain("The same, to be read at any look");
    const decided = page({ decision: { rule: "fixed", estimate: "raw", primaryMetric: "buys", guardrails: [] } });
    expect(decided).toContain('<span class="badge">Ship</span>');
    expect(decided).toMatch(/Why: buys is better: 1\.5 points/u);
    const sequential = page({ interim: true, plannedUnits: 10_000, decision: { rule: "sequential", estimate: "raw", primaryMetric: "buys", guardrails: [] } });
    expect(sequential).toContain('<span class="badge">Keep running</span>');
  });

  test("example: segments have a plot and a table, and units in none are told", () => {
    const segments = [{ dimension: "country", missingUnits: 12, crossedUnits: 3, segments: ["de", "f<r"].map((value) => ({ value, unitsByArm: { a: 2500, b: 2500 }, metrics: [rate(250, 290, 2500)] })) }];
    const strata = { ...segments[0]!, segments: segments[0]!.segments };
    const shown = page({ segments, strata });
    expect(shown).toContain("<h3>By country</h3>");
    expect(shown).toContain("12 units have no segment. 3 units stand in two segments and are left out.");
    expect(shown).toContain("f&lt;r");
    expect(shown).toContain("Adjusted p");
    expect(shown).toContain("The same, compared within strata");
    expect(shown).not.toMatch(/NaN|Infinity|undefined/u);
  });

  test("example: cut off values and suspect history are warned of", () => {
    const metrics: AnalysisInput["metrics"] = [{
      metric: "spend", kind: "mean", missingUnits: 0, winsorBounds: [null, 500], missingHistory: [{ covariate: "before", unitsByArm: { a: 100, b: 900 } }],
      byArm: { a: { count: 5000, means: [3], crossProducts: [[5000]] }, b: { count: 5000, means: [3.1], crossProducts: [[5000]] } },
    }];
    const shown = page({ metrics });
    expect(shown).toMatch(/spend: values above 500[.0]* were cut off, the same in every arm\./u);
    expect(shown).toContain("the arms differ in who has before");
  });
});
