import { describe, expect, test } from "vitest";
import { experimentMoments } from "../src/duckdb/lake/experiments/experiment-moments.ts";
import type { MomentsRow } from "../src/duckdb/lake/experiments/experiment-moments.ts";

const row = (variant: string, nonzero: bigint | undefined): MomentsRow => ({
  variant, units: 100n, missing_units: 1n, sum_y: 0n, sum_yy: 400n, sum_x: 0n, sum_xx: 0n, sum_xy: 0n, ...(nonzero === undefined ? {} : { nonzero_units: nonzero }),
});

describe("moments of a lake", () => {
  test("example: a mean says how many units have a value, which sums of both signs cannot", () => {
    expect(experimentMoments("change", "mean", [row("a", 90n), row("b", 0n)])).toMatchObject({ kind: "mean", missingUnits: 2, nonzeroUnits: { a: 90, b: 0 } });
  });

  test("example: a ratio says how many units have anything to divide by", () => {
    const basket = experimentMoments("basket", "ratio", [row("a", 40n), row("b", 31n)]);
    expect([basket.byArm["a"], basket.byArm["b"]]).toMatchObject([{ count: 100, unitsWithDenominator: 40 }, { count: 100, unitsWithDenominator: 31 }]);
    expect(experimentMoments("basket", "ratio", [row("a", undefined)]).byArm["a"]).not.toHaveProperty("unitsWithDenominator");
  });

  test("edge: a lake of an older build has no counts, and rates need none", () => {
    expect(experimentMoments("change", "mean", [row("a", undefined), row("b", undefined)])).not.toHaveProperty("nonzeroUnits");
    expect(experimentMoments("share", "rate", [row("a", 90n), row("b", 90n)])).not.toHaveProperty("nonzeroUnits");
  });
});
