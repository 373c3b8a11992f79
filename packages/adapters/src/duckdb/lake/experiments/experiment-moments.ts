import { jointMomentsFromPowerSums } from "@liftproof/estimators";
import type { JointMoments, RateCount } from "@liftproof/estimators";
import type { MetricMoments } from "@liftproof/experiments";
import type { SqlValue } from "../../sql-value.ts";

/** A row of `lake.int_experiment_moments`. */
export type MomentsRow = Readonly<Record<string, SqlValue>>;

/**
 * The moments of one metric at one look, from the rows of its arms.
 *
 * The same metric before the exposure comes along as a covariate, unless nobody did anything before.
 */
export function experimentMoments(metric: string, kind: "rate" | "mean" | "ratio", rows: readonly MomentsRow[]): MetricMoments {
  const missingUnits = rows.reduce((sum, row) => sum + Number(row["missing_units"]), 0);
  const hasPast = rows.some((row) => wholeOf(row, "sum_xx") !== 0n);
  const joint = Object.fromEntries(rows.map((row) => [String(row["variant"]), jointOf(row, kind === "ratio" || hasPast)]));
  // A lake whose last build was an older version's has no counts.
  const counted = rows.every((row) => row["nonzero_units"] !== undefined);
  const nonzeroUnits = Object.fromEntries(rows.map((row) => [String(row["variant"]), Number(row["nonzero_units"])]));
  const covariateNames = [`${metric} before exposure`];
  if (kind === "ratio") {
    const withDenominator = Object.entries(joint).map(([arm, moments]) => [arm, counted ? { ...moments, unitsWithDenominator: nonzeroUnits[arm] ?? 0 } : moments]);
    return { metric, kind, missingUnits, byArm: Object.fromEntries(withDenominator) };
  }
  if (kind === "mean") {
    return { metric, kind, missingUnits, byArm: joint, ...(hasPast ? { covariateNames } : {}), ...(counted ? { nonzeroUnits } : {}) };
  }
  const byArm: Record<string, RateCount> = Object.fromEntries(
    rows.map((row) => [String(row["variant"]), { successes: Number(row["sum_y"]), trials: Number(row["units"]) }]),
  );
  return { metric, kind, missingUnits, byArm, ...(hasPast ? { covariates: joint, covariateNames } : {}) };
}

function jointOf(row: MomentsRow, withX: boolean): JointMoments {
  const [y, yy, x, xx, xy] = ["sum_y", "sum_yy", "sum_x", "sum_xx", "sum_xy"].map((column) => wholeOf(row, column)) as [bigint, bigint, bigint, bigint, bigint];
  const count = wholeOf(row, "units");
  return withX
    ? jointMomentsFromPowerSums({ count, sums: [y, x], products: [[yy, xy], [xy, xx]] })
    : jointMomentsFromPowerSums({ count, sums: [y], products: [[yy]] });
}

function wholeOf(row: MomentsRow, column: string): bigint {
  const value = row[column];
  if (typeof value !== "bigint") throw new TypeError(`${column}: expected a whole number, got ${typeof value}`);
  return value;
}
