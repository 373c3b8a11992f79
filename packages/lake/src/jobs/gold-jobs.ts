import { silverColumns } from "@liftproof/events";
import type { EpochMicros } from "@liftproof/events";
import { attributionStatements } from "../gold/attribution-statements.ts";
import type { GoldOptions } from "../gold/gold-options.ts";
import { identitiesSql } from "../gold/identities-sql.ts";
import { martStatements } from "../marts/mart-statements.ts";
import type { NamedStatement } from "../silver/silver-statements.ts";
import { integerLiteral, quoteIdentifier, timestampLiteral } from "../sql/quote.ts";
import type { PublishedGroup } from "../tables/run-tables.ts";
import { carriedCodes, carriedFacts } from "./carry.ts";
import { jobWindow } from "./events-from.ts";
import { publishSql } from "./published.ts";
import { runDialect } from "./run-dialect.ts";
import { dropSql, keepSql } from "./stage.ts";
import type { Stage } from "./stage.ts";
import { stagedStatement } from "./staged-statement.ts";

/** A job on an engine without transactions over many tables: Trino or Athena. */
export interface GoldJob extends GoldOptions {
  /** Number of the run: above every other of its lake. */
  readonly runId: number;
  /** Where Athena puts what the job works with. */
  readonly location?: string;
  /** Events that happened before are not read. Default: all are. */
  readonly fromUs?: EpochMicros;
}

/** A job that goes on from a published run. */
export interface PreviousRun {
  readonly runId: number;
  /** How far that run read. */
  readonly watermarkUs: EpochMicros;
}

/**
 * The statements of an attribution job, in order: they keep the events of the window once, compute a run beside those that stand, and publish it
 * by moving the pointer. A job that stops anywhere has shown nothing; a new one takes a new number.
 *
 * After `previous`, orders older than the rules leave open, and a week of lateness, are taken over as they stand; everything else is computed anew, so nothing is
 * read of events before the lookback of the oldest open order.
 *
 * @throws RangeError where the rules look back without end and no window will do.
 */
export function attributionJob(job: GoldJob, previous?: PreviousRun): readonly NamedStatement[] {
  if (previous === undefined) return groupJob(job, { group: "attribution", statements: (gold) => attributionStatements(gold) });
  const window = jobWindow(job.rules, previous.watermarkUs);
  if (window === null) throw new RangeError("lookbackUs: expected a lookback that ends, for a job that goes on from another, got none; leave previous out");
  const carry = { dialect: job.dialect, runId: job.runId, previousRunId: previous.runId, ordersFromUs: window.ordersFromUs };
  return groupJob(
    { ...job, fromUs: window.eventsFromUs },
    {
      group: "attribution",
      statements: attributionStatements,
      after: (name) => (name === "referrers" ? carriedCodes(carry) : name === "credits" ? carriedFacts(carry) : []),
    },
  );
}

/** The statements of a job that fills the marts from the published attribution. */
export function martJob(job: GoldJob): readonly NamedStatement[] {
  return groupJob(job, { group: "marts", statements: (gold) => martStatements(gold) });
}

/**
 * The statements of a job that finds out who is who, which attribution reads. Links do not grow old, so all events are looked through for
 * them, but nothing is kept of the others.
 */
export function identityJob(job: GoldJob): readonly NamedStatement[] {
  const { dialect, runId, watermarkUs, fromUs = 0 } = job;
  const stage: Stage = { dialect, runId, ...(job.location === undefined ? {} : { location: job.location }) };
  const columns = ["event_name", "event_id", "event_ts_us", "received_ts_us", "clock_skew_us", "user_id", "payload"].map(quoteIdentifier);
  const events = `(SELECT ${columns.join(", ")} FROM ${dialect.table("events")} WHERE event_ts >= ${timestampLiteral(fromUs)})`;
  const run = runDialect({ dialect, runId, group: "identities" });
  const sql = identitiesSql({ dialect: { ...run, table: (name) => (name === "events" ? events : run.table(name)) }, watermarkUs });
  return [...stagedStatement(stage, { name: "identities", sql: ofRun(sql) }, (body) => withRun(body, runId)), { name: "publish", sql: publishSql(dialect, { group: "identities", runId, watermarkUs }) }];
}

interface GroupPlan {
  readonly group: PublishedGroup;
  readonly statements: (gold: GoldOptions) => readonly NamedStatement[];
  /** What follows a statement. */
  readonly after?: (name: string) => readonly NamedStatement[];
}

function groupJob(job: GoldJob, { group, statements, after = () => [] }: GroupPlan): readonly NamedStatement[] {
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

function withRun(body: string, runId: number): string {
  return `SELECT q.*, ${integerLiteral(runId)} AS run_id FROM (\n${body}\n) AS q`;
}

/** The insert of a statement with the run among its columns. */
function ofRun(sql: string): string {
  return sql.replace(/^(INSERT INTO [^(]+\([^)]*)\)/, '$1, "run_id")');
}

/** The events of the window with what the statements read of them: all but the raw line. */
function eventsSql({ dialect, watermarkUs, fromUs = 0 }: GoldJob): string {
  const columns = silverColumns.map(({ column }) => column).filter((column) => column !== "raw_json").map(quoteIdentifier);
  return `SELECT ${columns.join(", ")}
FROM ${dialect.table("events")} WHERE event_ts >= ${timestampLiteral(fromUs)} AND received_ts_us <= ${integerLiteral(watermarkUs)}`;
}
