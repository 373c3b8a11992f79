import { marginalMoments, sequentialMeanNonInferiority, sequentialRateNonInferiority } from "@liftproof/estimators";
import type { JointMoments, NonInferiorityResult, SequentialNonInferiorityOptions } from "@liftproof/estimators";
import { analysis } from "@liftproof/experiments";
import type { Analysis, MetricMoments } from "@liftproof/experiments";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const MARGIN = 0.01;
const PLANNED = 8000;

/** The sequential rule's look at one guardrail beside a primary metric that shows nothing. */
function looked(guardrail: MetricMoments, units: number): Analysis {
  const arms = ["a", "b"].map((arm) => ({ arm, units, weight: 1 }));
  const primary: MetricMoments = { metric: "orders", kind: "rate", missingUnits: 0, byArm: { a: { successes: 9, trials: units }, b: { successes: 9, trials: units } } };
  return analysis({
    control: "a", arms, metrics: [primary, guardrail], alpha: 0.05, interim: true, plannedUnits: PLANNED, droppedUnits: {},
    decision: { rule: "sequential", estimate: "raw", primaryMetric: "orders", guardrails: [{ metric: guardrail.metric, margin: MARGIN }] },
  });
}
const verdictOf = (found: Analysis): string | undefined => found.decision?.treatments[0]?.guardrails[0]?.verdict;
const words = { "non-inferior": "non_inferior", inferior: "inferior", inconclusive: "undecided" } as const;
const expected = (result: NonInferiorityResult): string => (result.kind === "judged" ? words[result.verdict] : "undecided");
const direction = fc.constantFrom("up" as const, "down" as const);
const options = (way: "up" | "down"): SequentialNonInferiorityOptions => ({ margin: MARGIN, direction: way, alpha: 0.025, plannedUnits: PLANNED });

describe("guardrails of the sequential rule", () => {
  test("law: the verdict on a rate is that of the sequential test of non-inferiority at one-sided 0.025", () => {
    const units = fc.integer({ min: 200, max: 12_000 });
    fc.assert(
      fc.property(units, fc.tuple(fc.integer({ min: 30, max: 120 }), fc.integer({ min: 30, max: 120 })), direction, (trials, [control, treatment], way) => {
        const byArm = { a: { successes: Math.round((trials * control) / 1000), trials }, b: { successes: Math.round((trials * treatment) / 1000), trials } };
        const found = verdictOf(looked({ metric: "g", kind: "rate", missingUnits: 0, direction: way, byArm }, trials));
        expect(found).toBe(expected(sequentialRateNonInferiority(byArm.a, byArm.b, options(way))));
      }),
    );
  });

  test("law: so is that on a mean, with its units counted", () => {
    const arm = (count: number, mean: number): JointMoments => ({ count, means: [mean], crossProducts: [[(count - 1) / 400]] });
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 6000 }), fc.integer({ min: -40, max: 40 }), fc.integer({ min: 25, max: 40 }), direction, (count, shift, nonzero, way) => {
        const byArm = { a: arm(count, 0), b: arm(count, shift / 1000) };
        const found = verdictOf(looked({ metric: "g", kind: "mean", missingUnits: 0, direction: way, byArm, nonzeroUnits: { a: nonzero, b: nonzero } }, count));
        const result = sequentialMeanNonInferiority(marginalMoments(byArm.a, 0), marginalMoments(byArm.b, 0), { ...options(way), nonzeroUnits: [nonzero, nonzero] });
        expect(found).toBe(expected(result));
      }),
    );
  });

  test("edge: a guardrail that nobody has tripped keeps its margin from the units on at which the one-sided bound does", () => {
    const verdictAt = (units: number): string | undefined =>
      verdictOf(looked({ metric: "g", kind: "rate", missingUnits: 0, direction: "down", byArm: { a: { successes: 0, trials: units }, b: { successes: 0, trials: units } } }, units));
    expect([1049, 1053].map(verdictAt)).toEqual(["undecided", "non_inferior"]);
  });

  // At 239 the two-sided interval at 0.05 begins at 0.0100002 and would stop the experiment: its one end errs nearly, not at most, 2.5 % of the time.
  test("edge: either side of the one-sided bound", () => {
    const verdictAt = (treatment: number): string | undefined =>
      verdictOf(looked({ metric: "g", kind: "rate", missingUnits: 0, direction: "down", byArm: { a: { successes: 104, trials: 8000 }, b: { successes: treatment, trials: 8000 } } }, 8000));
    expect([239, 240].map(verdictAt)).toEqual(["undecided", "inferior"]);
  });
});
