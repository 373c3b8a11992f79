import type { EpochMicros } from "@liftproof/events";
import { attributionStatements } from "../gold/attribution-statements.ts";
import { identitiesSql } from "../gold/identities-sql.ts";
import { martStatements } from "../marts/mart-statements.ts";
import type { NamedStatement } from "../silver/silver-statements.ts";
import { quoteIdentifier, timestampLiteral } from "../sql/quote.ts";
import { carriedCodes, carriedFacts } from "./carry.ts";
import { jobWindow } from "./events-from.ts";
import type { GoldJob } from "./gold-job.ts";
import { groupJob, ofRun, withRun } from "./group-job.ts";
import { publishSql } from "./published.ts";
import { runDialect } from "./run-dialect.ts";
import type { Stage } from "./stage.ts";
import { stagedStatement } from "./staged-statement.ts";

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
