import { bayesianRates } from "@liftproof/estimators";
import type { RateCount } from "@liftproof/estimators";
import { analysis } from "@liftproof/experiments";
import type { DecidedTreatment, MetricMoments } from "@liftproof/experiments";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const UNITS = 2000;
const of = (successes: number): RateCount => ({ successes, trials: UNITS });

function decided(control: number, treatment: number, direction: "up" | "down" = "up"): DecidedTreatment {
  const metric: MetricMoments = { metric: "orders", kind: "rate", missingUnits: 0, direction, byArm: { a: of(control), b: of(treatment) } };
  return analysis({
    control: "a", arms: ["a", "b"].map((arm) => ({ arm, units: UNITS, weight: 1 })), metrics: [metric], alpha: 0.05, interim: false, droppedUnits: {},
    decision: { rule: "bayesian", estimate: "raw", primaryMetric: "orders", guardrails: [] },
  }).decision!.treatments[0]!;
}
const probability = (control: number, treatment: number): number => bayesianRates(of(control), of(treatment), { alpha: 0.05 }).probabilityBetter;

describe("the level of the Bayesian rule", () => {
  test("example: 96.8 % is not enough at 5 %, for 95 % lie within the equal-tailed interval; 97.6 % is", () => {
    expect([probability(100, 127), probability(100, 129)].map((p) => p.toFixed(3))).toEqual(["0.968", "0.976"]);
    expect(decided(100, 127)).toMatchObject({ decision: "stop", reason: expect.stringContaining("no effect on orders is shown") as string });
    expect(decided(100, 129)).toMatchObject({ decision: "ship", reason: expect.stringContaining("probability better 0.976") as string });
  });

  test("edge: the same distance on the other side is no worse, or worse", () => {
    expect(decided(127, 100)).toMatchObject({ decision: "stop", reason: expect.stringContaining("no effect on orders is shown") as string });
    expect(decided(129, 100)).toMatchObject({ decision: "stop", reason: expect.stringContaining("orders is worse") as string });
    expect(decided(129, 100, "down").decision).toBe("ship");
  });

  test("law: it ships exactly when the chance to be better exceeds 97.5 %", () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 140 }), fc.integer({ min: 60, max: 180 }), (control, treatment) => {
        expect(decided(control, treatment).decision === "ship").toBe(1 - probability(control, treatment) < 0.025);
      }),
    );
  });
});
