import { silverColumns } from "@liftproof/events";
import type { GoldOptions } from "../gold/gold-options.ts";
import type { NamedStatement } from "../silver/silver-statements.ts";
import { integerLiteral, quoteIdentifier, timestampLiteral } from "../sql/quote.ts";
import type { PublishedGroup } from "../tables/run-tables.ts";
import type { GoldJob } from "./gold-job.ts";
import { publishSql } from "./published.ts";
import { runDialect } from "./run-dialect.ts";
import { dropSql, keepSql } from "./stage.ts";
import type { Stage } from "./stage.ts";
import { stagedStatement } from "./staged-statement.ts";

/** What a job of one group does. */
export interface GroupPlan {
  readonly group: PublishedGroup;
  readonly statements: (gold: GoldOptions) => readonly NamedStatement[];
  /** What follows a statement. */
  readonly after?: (name: string) => readonly NamedStatement[];
}

/** The statements of a job, around those that fill its tables: keep the events once, add the rows under the run, move the pointer, clean up. */
export function groupJob(job: GoldJob, { group, statements, after = () => [] }: GroupPlan): readonly NamedStatement[] {
  const { dialect, runId, watermarkUs } = job;
  const stage: Stage = { dialect, runId, ...(job.location === undefined ? {} : { location: job.location }) };
  const own = statements({ ...job, dialect: runDialect({ dialect, runId, group }) });
  const written = own.flatMap(({ name, sql }) => [...stagedStatement(stage, { name, sql: ofRun(sql) }, (body) => withRun(body, runId)), ...after(name)]);
  return [
    { name: "clear events", sql: dropSql(stage, "events") },
    { name: "keep events", sql: keepSql(stage, "events", eventsSql(job)) },
    ...written,
    { name: "publish", sql: publishSql(dialect, { group, runId, watermarkUs }) },
    { name: "drop events", sql: dropSql(stage, "events") },
  ];
}

/** A query with the run among its columns. */
export function withRun(body: string, runId: number): string {
  return `SELECT q.*, ${integerLiteral(runId)} AS run_id FROM (\n${body}\n) AS q`;
}

/** The insert of a statement with the run among its columns. */
export function ofRun(sql: string): string {
  return sql.replace(/^(INSERT INTO [^(]+\([^)]*)\)/, '$1, "run_id")');
}

/** The events of the window with what the statements read of them: all but the raw line. */
function eventsSql({ dialect, watermarkUs, fromUs = 0 }: GoldJob): string {
  const columns = silverColumns.map(({ column }) => column).filter((column) => column !== "raw_json").map(quoteIdentifier);
  return `SELECT ${columns.join(", ")}
FROM ${dialect.table("events")} WHERE event_ts >= ${timestampLiteral(fromUs)} AND received_ts_us <= ${integerLiteral(watermarkUs)}`;
}
