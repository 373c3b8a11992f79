import type { Dialect } from "../dialects/dialect.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { TableDefinition } from "../tables/table-definition.ts";
import { insertInto } from "./insert-into.ts";

/**
 * The rows of `lake.fact_experiment_result`: what the latest inference says, at looks for which the counts stand.
 *
 * @param result - The table; its columns are those of `lake.experiment_inference` but the run.
 */
export function resultsQuery(dialect: Dialect, result: TableDefinition): string {
  const inference = dialect.table("experiment_inference");
  return `SELECT ${result.columns.map(({ column }) => `i.${quoteIdentifier(column)}`).join(", ")}
FROM ${inference} AS i
JOIN (SELECT DISTINCT exp_id, phase, as_of_us FROM ${dialect.table("int_experiment_units")}) AS looks ON looks.exp_id = i.exp_id AND looks.phase = i.phase AND looks.as_of_us = i.as_of_us
WHERE i.run_id = (SELECT MAX(run_id) FROM ${inference})`;
}

/** Fills `lake.fact_experiment_result`, which must be empty. */
export function resultsSql(dialect: Dialect, result: TableDefinition): string {
  return insertInto(dialect, result, resultsQuery(dialect, result));
}
