import type { Dialect } from "../dialects/dialect.ts";
import type { NamedStatement } from "../silver/silver-statements.ts";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import { publishedGroups, publishedRunTable, runTableName } from "../tables/run-tables.ts";
import type { PublishedGroup } from "../tables/run-tables.ts";

/** The runs that the tables of one group hold, and how they stand. */
export interface RunsOfGroup {
  /** In any order, repeated or not. */
  readonly runIds: readonly number[];
  /** The run that readers see; `null` before the first is published. */
  readonly publishedRunId: number | null;
  /** Runs of jobs that are under way or may be: whatever has begun and has not ended. */
  readonly liveRunIds: readonly number[];
  /** How many runs stay, the published one among them. A job that goes on reads the run before, so at least 1; default 2. */
  readonly keep?: number;
}

/** The query that finds the runs of a group: `run_id`, and whether readers see it. It reads one column of each table. */
export function runsSql(dialect: Dialect, group: PublishedGroup): string {
  const pointer = `SELECT run_id FROM ${dialect.table(publishedRunTable.name)} WHERE group_name = ${textLiteral(group)}`;
  const held = publishedGroups[group].map((name) => `SELECT run_id FROM ${dialect.table(runTableName(name))}`).join("\n  UNION\n  ");
  return `SELECT r.run_id, p.run_id IS NOT NULL AS is_published\nFROM (\n  ${held}\n  UNION\n  ${pointer}\n) AS r LEFT JOIN (${pointer}) AS p ON p.run_id = r.run_id`;
}

/**
 * The runs that nobody reads any more, oldest first: those below the published run, but for the newest that stay and those of live jobs.
 *
 * A run above the published one is never old: its job may be about to publish it. One that failed there goes once a later run is
 * published.
 *
 * @throws RangeError when less than one run is to stay.
 */
export function oldRuns({ runIds, publishedRunId, liveRunIds, keep = 2 }: RunsOfGroup): readonly number[] {
  if (!Number.isSafeInteger(keep) || keep < 1) throw new RangeError(`keep: expected a whole number of at least 1, got ${keep}`);
  if (publishedRunId === null) return [];
  const below = [...new Set(runIds)].filter((runId) => runId < publishedRunId && !liveRunIds.includes(runId)).sort((a, b) => a - b);
  return below.slice(0, Math.max(0, below.length - (keep - 1)));
}

/**
 * The statements that drop runs of a group: whole partitions each, so that no file is rewritten.
 *
 * @param runIds - As `oldRuns` gives them; none gives no statement.
 */
export function dropRunsStatements(dialect: Dialect, group: PublishedGroup, runIds: readonly number[]): readonly NamedStatement[] {
  if (runIds.length === 0) return [];
  const listed = runIds.map(integerLiteral).join(", ");
  return publishedGroups[group].map((name) => ({ name: `drop old runs of ${name}`, sql: `DELETE FROM ${dialect.table(runTableName(name))} WHERE run_id IN (${listed})` }));
}
