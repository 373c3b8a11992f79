import { describe, expect, test } from "vitest";
import { sequentialMeanNonInferiority, sequentialMeans, sequentialRates } from "../../src/index.ts";
import type { Json } from "../support/reference.ts";
import { readVectors, relativeError } from "../support/reference.ts";

const { cases } = readVectors("sequences.json") as Json;
const casesOf = (kind: string): readonly Json[] => cases.filter((one: Json) => one.kind === kind);
const momentsIn = ([count, mean, m2]: readonly number[]) => ({ count: count!, mean: mean!, m2: m2! });
const rateIn = ([successes, trials]: readonly number[]) => ({ successes: successes!, trials: trials! });

function expectEnds(actual: unknown, expected: readonly number[]): void {
  for (const [at, end] of expected.entries()) expect(relativeError((actual as readonly number[])[at]!, end)).toBeLessThan(1e-10);
}

describe("sequences", () => {
  test("vector: of rates, both intervals solved from their definition", () => {
    for (const { control, treatment, alpha, plannedUnits, gives } of casesOf("rates")) {
      const result = sequentialRates(rateIn(control), rateIn(treatment), { alpha, plannedUnits });
      if (result.kind !== "valid") throw new Error(result.reason);
      expectEnds(result.interval, gives.interval);
      expectEnds(result.liftInterval, gives.liftInterval);
    }
  });

  test("vector: of means, both intervals; the lift is over the absolute control mean", () => {
    for (const { control, treatment, alpha, plannedUnits, gives } of casesOf("means")) {
      const result = sequentialMeans(momentsIn(control), momentsIn(treatment), { alpha, plannedUnits });
      if (result.kind !== "valid") throw new Error(result.reason);
      const [low, high] = gives.liftInterval;
      expectEnds(result.interval, gives.interval);
      expectEnds(result.liftInterval, control[1] < 0 ? [-high, -low] : [low, high]);
    }
  });

  test("vector: of the harm to a mean, both bounds", () => {
    for (const { control, treatment, alpha, plannedUnits, gives } of casesOf("harm")) {
      const result = sequentialMeanNonInferiority(momentsIn(control), momentsIn(treatment), { alpha, plannedUnits, margin: 0.1, direction: "up" });
      if (result.kind !== "judged") throw new Error(result.reason);
      expectEnds([result.harm, result.bound, result.leastHarm], [gives.harm, gives.bound, gives.leastHarm]);
    }
  });
});
