import type { AdapterErrorCode } from "../adapter-error.ts";
import type { AthenaSnapshot } from "./athena-wire.ts";

/** What the end of a query that did not succeed means. */
export interface QueryFailure {
  readonly code: AdapterErrorCode;
  /** What to do about it, where running it again does not help. */
  readonly advice: string;
  /**
   * Whether the same statement may run again by itself: `later` after a wait, `at_once` where each run does a part of the work.
   * Only where the failed run had no effect, or the statement only reads.
   */
  readonly again: "no" | "later" | "at_once";
}

/** Failures by a word in Athena's reason, which says more than its number. */
const byWord: readonly (readonly [pattern: RegExp, failure: QueryFailure])[] = [
  [/bytes scanned limit/i, { code: "over_budget", advice: "read fewer days or columns, or raise the workgroup's scan limit; what was scanned is billed", again: "no" }],
  [/ICEBERG_(?:OPTIMIZE|VACUUM)_MORE_RUNS_NEEDED/, { code: "failed", advice: "run it again, it did a part of its work", again: "at_once" }],
  [/commit state (?:is )?unknown|cannot determine whether the commit/i, { code: "failed", advice: "nobody knows whether this write stands; look into the table's \"$snapshots\", then repeat with another runId if it does not", again: "no" }],
  [/ICEBERG_COMMIT_ERROR/, { code: "conflict", advice: "somebody else kept committing to this table; let one job at a time write it, then repeat the call", again: "later" }],
  [/ICEBERG_TOO_MANY_OPEN_PARTITIONS/, { code: "failed", advice: "write at most 100 partitions at once; backfillBatches cuts a job to that", again: "no" }],
  [/ICEBERG_FILESYSTEM_ERROR/, { code: "failed", advice: "see that this role may read and write the table's folder and that nobody deletes in it; look into the table's \"$snapshots\" before writing again, this write may stand", again: "no" }],
];

/** Failures by the first and last number of Athena's error catalog. Source: Amazon Athena user guide, Athena error catalog. */
const byType: readonly (readonly [first: number, last: number, failure: QueryFailure])[] = [
  [0, 8, { code: "out_of_memory", advice: "the query needs more memory than Athena gives one; read fewer days at once or aggregate earlier", again: "no" }],
  [206, 206, { code: "failed", advice: "it ran longer than the workgroup lets it; read fewer days at once, or have the limit raised", again: "no" }],
  [210, 210, { code: "failed", advice: "it ran longer than the workgroup lets it; read fewer days at once, or have the limit raised", again: "no" }],
  [1400, 1406, { code: "throttled", advice: "S3, Glue or Athena throttled it each time; repeat the call later", again: "later" }],
  [1500, 1501, { code: "denied", advice: "give this role access to the table's Glue entry and its bucket", again: "no" }],
  [1602, 1602, { code: "throttled", advice: "there was no capacity; repeat the call later with another runId", again: "no" }],
];

/** A result that could not be written: harmless for a query, but a write may have been committed before. */
const unwrittenResult = { first: 401, last: 402 };

/**
 * Judges a query that failed or was cancelled.
 *
 * @param isRepeatable - Running the statement again does nothing twice, whatever the failed run did.
 */
export function queryFailure({ state, reason = "", errorType, retryable }: AthenaSnapshot, isRepeatable: boolean): QueryFailure {
  const worded = byWord.find(([pattern]) => pattern.test(reason))?.[1];
  if (worded !== undefined) return worded;
  if (state === "CANCELLED") {
    return isRepeatable
      ? { code: "interrupted", advice: "somebody stopped it; repeat the call", again: "no" }
      : { code: "failed", advice: "it was stopped, and may have written before; look into the table's \"$snapshots\", then repeat with another runId", again: "no" };
  }
  const type = errorType ?? Number.NaN;
  const typed = byType.find(([first, last]) => type >= first && type <= last)?.[2];
  if (typed !== undefined) return typed;
  const isUnwritten = type >= unwrittenResult.first && type <= unwrittenResult.last;
  if (isRepeatable && (retryable || isUnwritten)) return { code: "failed", advice: "it failed inside Athena each time; repeat the call later", again: "later" };
  if (isUnwritten) return { code: "failed", advice: "the write may stand although its result could not be stored; look into the table's \"$snapshots\", then repeat with another runId", again: "no" };
  return { code: "failed", advice: "mend what Athena names, then run it with another runId: this one stands for the query that failed", again: "no" };
}
