import { analysis, guard, loadExperiments } from "@liftproof/experiments";
import type { GuardDecision, MetricMoments } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";
import { checkoutFile, references } from "../config/valid-files.ts";

const { experiments: [loaded], metrics } = loadExperiments([checkoutFile], references);
const experiment = { ...loaded!, guardrails: ["balance_change"] };
const definition = { ...metrics[0]!, name: "balance_change", kind: "mean" as const, direction: "up" as const, margin: 0.5 };
const UNITS = 3000;

/** Values of spread one around a mean, of which some are zero. */
function balance(treatmentMean: number, nonzeroUnits?: Readonly<Record<string, number>>): MetricMoments {
  const arm = (mean: number): { count: number; means: number[]; crossProducts: number[][] } => ({ count: UNITS, means: [mean], crossProducts: [[UNITS - 1]] });
  const byArm = { control: arm(0), short_form: arm(treatmentMean) };
  return { metric: "balance_change", kind: "mean", missingUnits: 0, byArm, ...(nonzeroUnits === undefined ? {} : { nonzeroUnits }) };
}

function look(moments: MetricMoments): GuardDecision {
  const arms = experiment.variants.map((arm) => ({ arm, units: UNITS, weight: 50 }));
  return guard({ experiment, metrics: [definition], phases: [{ phase: 1, arms }], moments: [moments], atUs: 7 });
}
const all = { control: UNITS, short_form: UNITS };

describe("means centered on zero", () => {
  test("example: the guard sees a harm of one standard deviation", () => {
    expect(look(balance(-1, all))).toMatchObject({ action: "kill", reason: "balance_change is harmed by short_form by more than its margin of 0.5" });
    expect(look(balance(-0.3, all)).action).toBe("alert");
    expect(look(balance(0, all)).action).toBe("none");
  });

  test("edge: thirty units with a value in each arm are enough, twenty-nine are not, and an arm that is not counted has none", () => {
    expect(look(balance(-1, { control: 30, short_form: 30 })).action).toBe("kill");
    expect(look(balance(-1, { control: 30, short_form: 29 })).action).toBe("none");
    expect(look(balance(-1, { control: 29, short_form: 30 })).action).toBe("none");
    expect(look(balance(-1, { control: UNITS })).action).toBe("none");
  });

  test("example: a sequence answers as soon as the values are counted", () => {
    const sequentialOf = (moments: MetricMoments): unknown => {
      const [found] = analysis({
        control: "control", arms: experiment.variants.map((arm) => ({ arm, units: UNITS, weight: 1 })), metrics: [moments],
        alpha: 0.05, interim: true, plannedUnits: 6000, droppedUnits: {},
      }).metrics[0]!.comparisons;
      return found?.kind === "compared" ? found.sequential : found;
    };
    expect(sequentialOf(balance(0.2, all))).toMatchObject({ pValue: expect.toSatisfy((p: number) => p < 0.001) as number });
    expect(sequentialOf(balance(0.2))).toEqual({ insufficient: "nonzero_units_not_counted" });
  });
});
