import { textLiteral } from "../sql/quote.ts";
import { intExperimentMomentsTable } from "../tables/experiment-tables.ts";
import { insertInto } from "./insert-into.ts";
import type { UnitValuesOptions } from "./unit-values-sql.ts";
import { unitValuesSql } from "./unit-values-sql.ts";

/**
 * Fills `lake.int_experiment_moments` for one metric of one experiment phase, by exact integer power sums.
 *
 * y is the metric within its window from the first exposure on. x is the denominator of a ratio; for other metrics it is the same
 * metric over the window before the first exposure, which the treatment cannot have touched, for CUPED. A unit with an event whose
 * amount is no whole number is missing, but under `last`, where one without any event that has a value is. Units with a y (of a ratio: an x) other than 0 are
 * counted beside: sums cannot tell them where values are of both signs, and a sequence of means and any ratio wait for thirty.
 *
 * @throws RangeError for a quantile, which has no moments, or a unit that the lake cannot follow.
 */
export function momentsSql(options: UnitValuesOptions): string {
  const { dialect, experiment, metric } = options;
  if (metric.kind === "quantile") throw new RangeError(`metric ${metric.name}: expected a rate, mean or ratio, got a quantile; see quantileValuesSql`);
  const sum = (value: string): string => `COALESCE(${dialect.exactSum(value)}, 0)`;
  return insertInto(
    dialect,
    intExperimentMomentsTable,
    `WITH ${unitValuesSql(options)},
whole AS (
  SELECT as_of_us, variant, segment, CASE WHEN x IS NULL THEN NULL ELSE ${dialect.wide("y")} END AS y, CASE WHEN y IS NULL THEN NULL ELSE ${dialect.wide("x")} END AS x FROM per_unit
)
SELECT ${textLiteral(experiment.expId)}, ${experiment.phase}, segment, ${textLiteral(metric.name)}, ${textLiteral(metric.kind)}, variant, as_of_us,
  count(y), count(*) - count(y), ${sum("y")}, ${sum("y * y")}, ${sum("x")}, ${sum("x * x")}, ${sum("x * y")}, count(CASE WHEN ${metric.denominator === null ? "y" : "x"} <> 0 THEN 1 END)
FROM whole GROUP BY variant, segment, as_of_us`,
  );
}
