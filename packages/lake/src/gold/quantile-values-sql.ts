import { textLiteral } from "../sql/quote.ts";
import { intExperimentQuantilesTable } from "../tables/experiment-tables.ts";
import { insertInto } from "./insert-into.ts";
import type { UnitValuesOptions } from "./unit-values-sql.ts";
import { unitValuesSql } from "./unit-values-sql.ts";

/**
 * Fills `lake.int_experiment_quantiles` for one quantile metric of one experiment phase: the values around the quantile, each with how
 * many units have it and how many have at most it.
 *
 * The band that the estimator asks for ends less than 0.98 (n + 1) / sqrt(n - 1) + 1 ranks from the quantile of n units, however the
 * values tie, since a share varies most at one half. Kept are the values within sqrt(n) + 3 ranks, which hold that band for every n of 20 and
 * more, and under 20 units no tail holds ten. So a look keeps at most 2 sqrt(n) + 8 values of an arm: 2,008 of a million units.
 *
 * @throws RangeError for a metric that is no quantile, or a unit that the lake cannot follow.
 */
export function quantileValuesSql(options: UnitValuesOptions): string {
  const { dialect, experiment, metric } = options;
  const { name, kind, quantile } = metric;
  if (kind !== "quantile" || quantile === undefined || quantile === null || !(quantile > 0 && quantile < 1)) throw new RangeError(`metric ${name}: expected a quantile between 0 and 1, got the ${kind} ${quantile ?? ""}`);
  const real = (text: string): string => `CAST(${text} AS ${dialect.type("real")})`;
  const middle = `${real(`'${quantile}'`)} * ${real("units")}`;
  const reach = `(sqrt(${real("units")}) + 3)`;
  return insertInto(
    dialect,
    intExperimentQuantilesTable,
    `WITH ${unitValuesSql(options)},
valued AS (
  SELECT as_of_us, variant, segment, ${dialect.wide("y")} AS value, count(*) AS tied_units FROM per_unit WHERE y IS NOT NULL GROUP BY as_of_us, variant, segment, y
),
ranked AS (
  SELECT as_of_us, variant, segment, value, tied_units, SUM(tied_units) OVER (PARTITION BY as_of_us, variant, segment) AS units,
    SUM(tied_units) OVER (PARTITION BY as_of_us, variant, segment ORDER BY value ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS up_to
  FROM valued
)
SELECT ${textLiteral(experiment.expId)}, ${experiment.phase}, segment, ${textLiteral(name)}, variant, as_of_us, units, value, tied_units, up_to
FROM ranked
WHERE ${real("up_to")} >= ${middle} - ${reach} AND ${real("up_to - tied_units")} <= ${middle} + ${reach}`,
  );
}
