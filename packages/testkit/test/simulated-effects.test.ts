import { createTokenService, loadKeyRing } from "@liftproof/click-token/node";
import { compareMeans, compareRates, cuped, jointMomentsOf, momentsOf } from "@liftproof/estimators";
import { simulateMarketplace, simulatedKeyRing } from "@liftproof/simulator";
import { sampleRatio } from "@liftproof/srm";
import { describe, expect, test } from "vitest";
import { exposedOutcomes } from "./exposed-outcomes.ts";
import type { UnitOutcome } from "./exposed-outcomes.ts";

const startUs = Date.UTC(2026, 8, 7) * 1000;
const { mint } = createTokenService(loadKeyRing(simulatedKeyRing(startUs)));
const marketplace = simulateMarketplace({ users: 20_000, seed: 7, mint, startUs });
const outcomes = exposedOutcomes(marketplace);
const { truth } = marketplace;

function unitsOf(expId: string, arm: string): readonly UnitOutcome[] {
  return [...(outcomes.get(expId)?.values() ?? [])].filter((unit) => unit.arm === arm);
}

function truthOf(expId: string, metric: string): { readonly difference: number; readonly controlMean: number; readonly arms: readonly string[] } {
  const experiment = truth.experiments.find((candidate) => candidate.expId === expId);
  const found = experiment?.metrics.find((candidate) => candidate.metric === metric);
  if (experiment === undefined || found === undefined) throw new RangeError(`truth: expected ${expId} ${metric}, got none`);
  return { difference: found.trueDifference, controlMean: found.controlMean, arms: Object.keys(experiment.exposedUnits) };
}

describe("effects in the simulated marketplace", () => {
  const kept = truth.experiments.filter(({ nature }) => nature !== "broken_split").map(({ expId }) => expId);

  const rates = kept.flatMap((expId) => [
    [expId, "order_rate", ({ orders }: UnitOutcome) => orders > 0] as const,
    [expId, "support_rate", ({ tickets }: UnitOutcome) => tickets > 0] as const,
  ]);

  test.each(rates)("law: in %s, %s is recovered within four standard errors", (expId, metric, succeeded) => {
    const { difference, controlMean, arms } = truthOf(expId, metric);
    const [control, treatment] = arms.map((arm) => {
      const units = unitsOf(expId, arm);
      return { successes: units.filter(succeeded).length, trials: units.length };
    });
    const found = compareRates(control!, treatment!, { alpha: 0.05 });
    if (found.kind !== "compared") throw new TypeError(`found: expected a comparison, got ${found.reason}`);
    expect(Math.abs(found.difference - difference)).toBeLessThan(4 * found.standardError);
    expect(Math.abs(found.controlMean - controlMean)).toBeLessThan(4 * found.standardError);
  });

  test.each(kept)("law: revenue per user of %s is recovered within four standard errors", (expId) => {
    const { difference, arms } = truthOf(expId, "revenue_per_user");
    const [control, treatment] = arms.map((arm) => momentsOf(unitsOf(expId, arm).map(({ revenueMinor }) => revenueMinor)));
    const found = compareMeans(control!, treatment!, { alpha: 0.05 });
    if (found.kind !== "compared") throw new TypeError(`found: expected a comparison, got ${found.reason}`);
    expect(Math.abs(found.difference - difference)).toBeLessThan(4 * found.standardError);
  });

  test("example: revenue before the experiment takes a fifth off the variance of revenue in it", () => {
    const arms = truthOf("bundle_offer", "revenue_per_user").arms.map((arm) =>
      jointMomentsOf(
        unitsOf("bundle_offer", arm).map(({ revenueMinor, priorMinor }) => [revenueMinor, priorMinor]),
        2,
      ),
    );
    const found = cuped(arms, { alpha: 0.05 });
    if (found.kind !== "adjusted") throw new TypeError(`found: expected an adjustment, got ${found.reason}`);
    expect(found.varianceReduction).toBeGreaterThan(0.15);
  });

  test("example: only the split that loses exposures fails", () => {
    const verdicts = truth.experiments.map(({ nature, expId, exposedUnits }) => {
      const arms = Object.keys(exposedUnits).map((arm) => ({ arm, units: unitsOf(expId, arm).length, weight: 1 }));
      return [nature, sampleRatio(arms).verdict];
    });
    expect(verdicts).toEqual([
      ["true_effect", "healthy"],
      ["true_effect", "healthy"],
      ["null", "healthy"],
      ["broken_split", "kill"],
    ]);
  });

  test("law: the truth counts the units that reported, all but the people with two accounts", () => {
    for (const { expId, exposedUnits } of truth.experiments) {
      for (const [arm, units] of Object.entries(exposedUnits)) {
        const reported = unitsOf(expId, arm).length;
        expect(reported).toBeGreaterThanOrEqual(units);
        expect(reported).toBeLessThan(units * 1.03 + 10);
      }
    }
  });
});
