import { jointMomentsOf } from "@liftproof/estimators";
import { exposureLoss, guard, loadExperiments } from "@liftproof/experiments";
import type { ExperimentHealth } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";
import { guardrailHarm } from "../../src/guard/guardrail-harm.ts";
import { checkoutFile, references } from "../config/valid-files.ts";

const { experiments, metrics } = loadExperiments([checkoutFile], references);
const experiment = experiments[0]!;
const health: ExperimentHealth = {
  crossoverUnits: 3, botUnits: 9, derivedReports: 4000, driftedReports: 0,
  arms: [{ arm: "control", assigned: 2000, exposed: 1900, lost: 0 }, { arm: "short_form", assigned: 2000, exposed: 1890, lost: 4 }],
};
const judged = (seen: ExperimentHealth) =>
  guard({ experiment, metrics, phases: [{ phase: 1, arms: [{ arm: "control", units: 1900, weight: 1 }, { arm: "short_form", units: 1890, weight: 1 }] }], moments: [], atUs: 1, health: seen });

describe("how an experiment is run", () => {
  test("example: nothing amiss leaves no evidence", () => {
    expect(judged(health)).toMatchObject({ action: "none" });
    expect(judged(health).evidence.map(({ kind }) => kind)).toEqual(["sample_ratio", "unwatched"]);
  });

  test("example: one report that the hash does not give alerts, with how many there are", () => {
    const found = judged({ ...health, driftedReports: 1 });
    expect(found).toMatchObject({ action: "alert", reason: "1 of 4000 reported assignments are not what the hash gives" });
    expect(found.evidence[1]).toEqual({ kind: "assignment_drift", action: "alert", driftedReports: 1, derivedReports: 4000 });
  });

  test("example: an arm that loses three times as many of its exposures alerts and does not kill", () => {
    const arms = [health.arms[0]!, { arm: "short_form", assigned: 2000, exposed: 1700, lost: 200 }];
    expect(judged({ ...health, arms })).toMatchObject({ action: "alert", reason: "the arms lose different shares of their exposures: 100 of 2000 in control, 300 of 2000 in short_form" });
  });

  test("edge: without server assignments, without losses, or with one arm there is nothing to compare", () => {
    const arm = (name: string, assigned: number, exposed: number): ExperimentHealth["arms"][number] => ({ arm: name, assigned, exposed, lost: 0 });
    expect(exposureLoss({ arms: [arm("a", 0, 0), arm("b", 0, 0)] })).toBeUndefined();
    expect(exposureLoss({ arms: [arm("a", 50, 50), arm("b", 60, 60)] })).toBeUndefined();
    expect(exposureLoss({ arms: [arm("a", 50, 40), arm("b", 0, 0)] })).toBeUndefined();
    expect(exposureLoss({ arms: [arm("a", 50, 40), arm("b", 60, 50)] })).toMatchObject({ isSuspect: false });
  });

  test("edge: a guardrail with a value beyond the range of doubles is too early to judge, not an exception", () => {
    const moments = jointMomentsOf([[1], [2], [3]]);
    const absurd = { ...moments, means: [1e200] };
    const metric = { metric: "spent", kind: "mean", missingUnits: 0, byArm: { control: moments, short_form: absurd } } as const;
    expect(guardrailHarm(metric, { control: "control", treatment: "short_form" }, { margin: 1, alpha: 0.01, plannedUnits: 1000, direction: "up" })).toBe("beyond_range");
  });
});
