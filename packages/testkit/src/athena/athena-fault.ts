/**
 * What the server does to one request.
 *
 * - `throttle`, `busy`, `error`: answers ThrottlingException, TooManyRequestsException or InternalServerException, and does nothing.
 * - `reset`: breaks the connection before anything is done.
 * - `lost`: does it, then breaks the connection; `lost_late`: half of the answer comes first.
 * - `unread`: says of every query that it could not be read (only where several are asked for).
 */
export type AthenaRequestFault = "throttle" | "busy" | "error" | "reset" | "lost" | "lost_late" | "unread";

/**
 * How a query ends that the engine would have done.
 *
 * - `conflict`: ICEBERG_COMMIT_ERROR, nothing is written; `slow_down`: type 1402, nothing is written.
 * - `unsure`: the engine does it, then ICEBERG_COMMIT_ERROR, the state of the commit is unknown.
 * - `unstored`: the engine does it, then type 401, the result could not be written; `filesystem`: does it, then ICEBERG_FILESYSTEM_ERROR.
 * - `internal`: type 1000 and worth repeating, nothing is written; `exhausted`: type 5, memory.
 * - `scan_limit`: stopped by the limit of the workgroup; `cancelled`: stopped by somebody else.
 * - `more_runs`: the engine does it, then OPTIMIZE says that more runs are needed.
 * - `endless`: goes on until it is stopped, and reads as it goes.
 */
export type AthenaQueryFault = "conflict" | "unsure" | "slow_down" | "unstored" | "filesystem" | "internal" | "exhausted" | "scan_limit" | "cancelled" | "more_runs" | "endless";

/** Words and number that a query ends with. */
export interface QueryEnd {
  readonly state: "FAILED" | "CANCELLED";
  readonly reason: string;
  readonly errorType?: number;
  readonly retryable?: boolean;
  /** The engine has done it all the same. */
  readonly isDone?: boolean;
}

/** The ends of all faults that are ends. */
export const queryEnds: Readonly<Record<Exclude<AthenaQueryFault, "endless">, QueryEnd>> = {
  conflict: { state: "FAILED", reason: "ICEBERG_COMMIT_ERROR: Failed to commit Iceberg update to table: events", errorType: 233 },
  slow_down: { state: "FAILED", reason: "SlowDown: Please reduce your request rate.", errorType: 1402, retryable: true },
  unsure: { state: "FAILED", reason: "ICEBERG_COMMIT_ERROR: Cannot determine whether the commit was successful or not, commit state unknown", errorType: 233, isDone: true },
  unstored: { state: "FAILED", reason: "Unable to write query results to S3", errorType: 401, isDone: true },
  filesystem: { state: "FAILED", reason: "ICEBERG_FILESYSTEM_ERROR: Failed to write metadata file", errorType: 234, isDone: true },
  internal: { state: "FAILED", reason: "GENERIC_INTERNAL_ERROR", errorType: 1000, retryable: true },
  exhausted: { state: "FAILED", reason: "Query exhausted resources at this scale factor", errorType: 5 },
  scan_limit: { state: "CANCELLED", reason: "Query cancelled! : Bytes scanned limit was exceeded" },
  cancelled: { state: "CANCELLED", reason: "Query cancelled by user" },
  more_runs: { state: "FAILED", reason: "ICEBERG_OPTIMIZE_MORE_RUNS_NEEDED", errorType: 233, isDone: true },
};
