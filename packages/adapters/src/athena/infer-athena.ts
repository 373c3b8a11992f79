import { createHash } from "node:crypto";
import type { ExperimentDefinition, Kill, MetricDefinition } from "@liftproof/experiments";
import { dialects, inDatabase, lakeTables, quoteIdentifier, textLiteral } from "@liftproof/lake";
import type { Dialect } from "@liftproof/lake";
import { appendRows } from "../duckdb/lake/append-rows.ts";
import { inferLake } from "../duckdb/lake/experiments/infer-lake.ts";
import type { InferReport } from "../duckdb/lake/experiments/infer-lake.ts";
import { experimentInferenceTable } from "../duckdb/lake/experiments/result-tables.ts";
import { openLake } from "../duckdb/lake/open-lake.ts";
import type { Lake } from "../duckdb/lake/open-lake.ts";
import type { SqlValue } from "../duckdb/sql-value.ts";
import type { Athena } from "./athena.ts";
import type { AthenaValue } from "./athena-value.ts";
import { inferenceStatements } from "./inference-statements.ts";
import { runStatements } from "./run-statements.ts";

/** What to infer from the counts that a lake on Athena holds. */
export interface AthenaInferOptions {
  readonly athena: Athena;
  /** Database that holds the tables. Default `lake`. */
  readonly database?: string;
  readonly experiments: readonly ExperimentDefinition[];
  readonly metrics: readonly MetricDefinition[];
  readonly kills?: readonly Kill[];
  readonly signal?: AbortSignal;
}

/** Tables with few rows: each is an arm at a look. */
const counted = ["int_experiment_units", "int_experiment_moments", "int_experiment_quantiles", "int_experiment_parity", "assignment_drift"] as const;

/**
 * Runs the estimators on the counts and moments in a lake on Athena, whoever counted them, and appends the run to `experiment_inference`.
 *
 * The counts come to this machine, a row per arm and look, and are judged by the same code as a lake in DuckDB; no event and no unit is read. Readers
 * see the run whole or not at all; `fact_experiment_result` is a join of both tables (`resultsQuery` of @liftproof/lake, or the dbt model). Infer one at a time.
 *
 * @throws AdapterError of the first statement that failed; a table that is not there is one. Nothing is seen by readers then.
 */
export async function inferAthena({ athena, database, experiments, metrics, kills = [], signal }: AthenaInferOptions): Promise<InferReport> {
  const dialect = inDatabase(dialects.athena, database);
  const abort = signal === undefined ? {} : { signal };
  const all = async (sql: string): Promise<readonly (readonly AthenaValue[])[]> => {
    const rows: (readonly AthenaValue[])[] = [];
    for await (const row of (await athena.run(sql, abort)).rows) rows.push(Object.values(row));
    return rows;
  };
  const lake = await openLake();
  try {
    if (experiments.length > 0) {
      await copyCounts({ lake, dialect, all }, experiments.map(({ expId }) => expId));
    }
    const report = await inferLake({ lake, experiments, metrics, kills });
    const [last] = await all(`SELECT COALESCE(MAX(run_id), 0) AS run_id FROM ${dialect.table(experimentInferenceTable.name)}`);
    const runId = Number(last?.[0]) + 1;
    const columns = experimentInferenceTable.columns.filter(({ column }) => column !== "run_id");
    const rows: (readonly SqlValue[])[] = [];
    for await (const batch of lake.stream(`SELECT ${columns.map(({ column }) => quoteIdentifier(column)).join(", ")} FROM lake.experiment_inference`)) rows.push(...batch);
    const statements = inferenceStatements({ dialect, runId, columns }, rows);
    // Named by what is written: the same run of the same rows is one run, however often it is tried.
    const name = createHash("sha256").update(JSON.stringify(statements)).digest("hex").slice(0, 16);
    await runStatements(athena, statements, { runId: `infer ${runId} ${name}`, ...abort });
    return { ...report, runId };
  } finally {
    await lake.close();
  }
}

interface Copying {
  readonly lake: Lake;
  readonly dialect: Dialect;
  readonly all: (sql: string) => Promise<readonly (readonly AthenaValue[])[]>;
}

/** Brings the counts of these experiments, and when each phase began, into a lake in memory. */
async function copyCounts({ lake, dialect, all }: Copying, expIds: readonly string[]): Promise<void> {
  const own = `WHERE exp_id IN (${expIds.map(textLiteral).join(", ")})`;
  for (const name of counted) {
    const columns = lakeTables.find((table) => table.name === name)?.columns ?? [];
    const rows = await all(`SELECT ${columns.map(({ column }) => quoteIdentifier(column)).join(", ")} FROM ${dialect.table(name)} ${own}`);
    await appendRows(lake, name, rows.map((row) => row.map((value, at) => storedValue(value, columns[at]?.type === "whole"))));
  }
  const begun = await all(`SELECT exp_id, phase, MIN(first_exposure_us) AS us FROM ${dialect.table("fact_experiments")} ${own} GROUP BY exp_id, phase`);
  for (const [expId, phase, us] of begun) {
    await lake.run("INSERT INTO lake.fact_experiments (exp_id, phase, unit_id, first_exposure_us) VALUES ($1, $2, 'first', $3)", [storedValue(expId), storedValue(phase), storedValue(us)]);
  }
}

/** A value of a count's table: text, a whole number, null; exact sums come as their digits. */
function storedValue(value: AthenaValue | undefined, isWhole = false): SqlValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "object") throw new TypeError("value: expected text or a number, got a list, map or bytes");
  return isWhole ? BigInt(value) : value;
}
