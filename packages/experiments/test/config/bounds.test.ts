import { loadExperiments } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";
import { changed, checkoutFile, metricsText, references } from "./valid-files.ts";

/** Text of the valid file, values of the right kind that are out of bounds, key of the fault. */
const experiment: readonly (readonly [string, readonly string[], string])[] = [
  ["exp_id: checkout_cta", ['exp_id: ""', "exp_id: Cta", "exp_id: a/b", "exp_id: constructor!"], "exp_id"],
  ["surface: checkout", ['surface: ""'], "surface"],
  ["unit: identity", ["unit: a b", "unit: nobody"], "unit"],
  ["variants: [control, short_form]", ["variants: [control, a/b]", 'variants: [control, ""]', "variants: [control, __proto__]"], "variants[1]"],
  ["weights: [50, 50]", ["weights: [50, -1]", "weights: [50, 0]", "weights: [50, .nan]", "weights: [50, .inf]"], "weights[1]"],
  ["weights: [50, 50]", ["weights: [1e308, 1e308]", "weights: []"], "weights"],
  ["coverage: 0.8", ["coverage: -0.1", "coverage: 1.0000001", "coverage: .nan"], "coverage"],
  ["id: checkout, slots", ["id: a b, slots"], "layer.id"],
  ["slots: [0, 0.5]", ["slots: [0.2, 0.2]"], "layer.slots"],
  ["slots: [0, 0.5]", ["slots: [0, 1.5]"], "layer.slots[1]"],
  ["phase: 1", ["holdout: { id: year, share: 2 }", "holdout: { id: year, share: -1 }"], "holdout.share"],
  ["phase: 1", ["prerequisites: [{ exp_id: other, variants: [] }]"], "prerequisites[0].variants"],
  ["guardrails: [refund_rate]", ["guardrails: [refund_rate, refund_rate]"], "guardrails[1]"],
  ["mde: 0.1", ["mde: 0", "mde: .inf", "mde: 10", "mde: 20", "mde: -1"], "sizing.mde"],
  ["power: 0.8", ["power: 0", "power: 1", "power: 80"], "sizing.power"],
  ["alpha: 0.05", ["alpha: 0", "alpha: 1"], "sizing.alpha"],
  ["daily_units: 20000", ["daily_units: 0", "daily_units: -5"], "sizing.daily_units"],
  ["power: 0.8", ["sd: 0", "sd: -1"], "sizing.sd"],
  ["power: 0.8", ["cuped_r2: 1", "cuped_r2: -0.1"], "sizing.cuped_r2"],
  ["power: 0.8", ['override: "        "', "override: too short"], "sizing.override"],
  ["start: 2026-12-01", ["start: 2026-13-01", "start: 2026-02-29", "start: 01.12.2026", "start: 2026-12-01T09:00", "start: 2026-12-01T25:00Z"], "schedule.start"],
  ["max_days: 28", ["max_days: 0", "max_days: 367", "max_days: 1.5"], "schedule.max_days"],
  ["phase: 1", ["phase: 0", "phase: 1.5", "phase: 1e300"], "phase"],
  ["hash_version: 1", ['salt: ""', 'salt: "a\\x1fb"', "salt: undefined", `salt: ${"a".repeat(513)}`], "salt"],
  ["hash_version: 1", ["hash_version: 2", "hash_version: 0"], "hash_version"],
  ["status: running", ["status: paused", "status: Running"], "status"],
  ["phase: 1", ["decision: { rule: either }"], "decision.rule"],
  ["phase: 1", ["decision: { estimate: better }"], "decision.estimate"],
];
const metrics: typeof experiment = [
  ["name: order_rate", ["name: a b", 'name: ""'], "metrics[0].name"],
  ["kind: rate", ["kind: sum"], "metrics[0].kind"],
  ["kind: rate", ["kind: quantile"], "metrics[0]"],
  ["event: order.created", ["event: Order Created", 'event: ""'], "metrics[0].event"],
  ["window: 14d", ["window: 14", "window: 0d", "window: 2w", "window: -1d"], "metrics[0].window"],
  ["direction: up", ["direction: left"], "metrics[0].direction"],
  ["window: 14d", ["agg: sum", "agg: last"], "metrics[0].agg"],
  ["window: 14d", ["currency: EUR"], "metrics[0].currency"],
  ["window: 14d", ["quantile: 0.5"], "metrics[0].quantile"],
  ["window: 14d", ["denominator: { event: a.b }"], "metrics[0].denominator"],
  ["margin: 0.002", ["margin: 0", "margin: -1"], "metrics[1].margin"],
  ["currency: EUR", ["currency: eur", "currency: EURO"], "metrics[2].currency"],
  ["currency: EUR", ["agg: any"], "metrics[2].agg"],
  ["value: total_minor, currency", ["agg: sum, currency"], "metrics[2].agg"],
  ["    denominator: { event: order.created }\n", [""], "metrics[3]"],
  ["quantile: 0.95", ["quantile: 1", "quantile: 0"], "metrics[4].quantile"],
];

describe("values out of bounds", () => {
  test.each(experiment)("edge: %s", (from, wrong, key) => {
    for (const to of wrong) {
      const other = { path: "other.yaml", text: changed(["exp_id: checkout_cta", "exp_id: other"], ["layer: { id: checkout, slots: [0, 0.5] }\n", ""]).text };
      const faults = loadExperiments([changed([from, to]), other], references).faults;
      expect(faults.map((fault) => fault.key), to).toEqual([key]);
      expect(faults[0]?.file).toBe(checkoutFile.path);
    }
  });

  test.each(metrics)("edge: metrics.yaml, %s", (from, wrong, key) => {
    expect(metricsText).toContain(from);
    for (const to of wrong) {
      const { faults, experiments } = loadExperiments([checkoutFile], { ...references, metrics: { path: "m.yaml", text: metricsText.replace(from, to) } });
      expect(faults.filter(({ file }) => file === "m.yaml").map((fault) => fault.key), to).toEqual([key]);
      expect(experiments).toEqual([]);
    }
  });
});

describe("a plan that gives no size", () => {
  test("edge: a draft says so before its launch, unless a reason is written or nothing is planned", () => {
    const notes = (...replacements: readonly (readonly [string, string])[]): readonly string[] => {
      const { faults, notes: found } = loadExperiments([changed(["status: running", "status: draft"], ...replacements)], references);
      expect(faults).toEqual([]);
      return found.filter(({ about }) => about === "sizing").map(({ message }) => message);
    };
    expect(notes()).toEqual([]);
    expect(notes(["baseline: 0.041", "baseline: 1.2"])).toEqual([expect.stringMatching(/sizing: expected sizing that can be computed \(baseline: .*got none; without it the gate gives no size/)]);
    expect(notes([", daily_units: 20000", ""])).toEqual([expect.stringContaining("expected daily_units in the sizing block, got none")]);
    expect(notes([", daily_units: 20000", ", override: a pilot of twenty shops"])).toEqual([]);
    expect(notes(["sizing: { baseline: 0.041, mde: 0.1, power: 0.8, alpha: 0.05, daily_units: 20000 }\n", ""])).toEqual([]);
  });
});
