import { describe, expect, test } from "vitest";
import { analysis } from "@liftproof/experiments";
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
});
