import type { Athena, AthenaStatistics } from "./athena.ts";

/** Which table is compacted. */
export interface CompactionOptions {
  readonly database: string;
  readonly table: string;
  /** Names this compaction, as `runId` of `run` does. */
  readonly runId: string;
  readonly signal?: AbortSignal;
}

/** What a compaction took; `attempts` are the rounds that were needed. */
export interface CompactionReport {
  readonly optimize: AthenaStatistics;
  readonly vacuum: AthenaStatistics;
}

/**
 * Rewrites small files into large ones and removes old snapshots: OPTIMIZE until nothing is left, then VACUUM likewise.
 *
 * Athena does about a hundred partitions in a run and then fails with the word that more runs are needed; `run` goes on by itself. Both statements
 * take bare names only: with quotes or a comment they were seen to fail. Not for tables under Object Lock, which gives nothing back.
 *
 * @throws TypeError for a name that would need quotes.
 */
export async function compactTable(athena: Athena, { database, table, runId, signal }: CompactionOptions): Promise<CompactionReport> {
  const name = `${bare("database", database)}.${bare("table", table)}`;
  const run = async (statement: string): Promise<AthenaStatistics> => (await athena.run(statement, { runId, ...(signal === undefined ? {} : { signal }) })).statistics;
  const optimize = await run(`OPTIMIZE ${name} REWRITE DATA USING BIN_PACK`);
  return { optimize, vacuum: await run(`VACUUM ${name}`) };
}

function bare(what: string, name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new TypeError(`${what}: expected a name that needs no quotes (a-z first, then a-z, 0-9, _), got ${JSON.stringify(name)}`);
  return name;
}
