import type { AthenaEngine, EngineResult } from "./athena-engine.ts";
import { queryEnds } from "./athena-fault.ts";
import type { AthenaQueryFault } from "./athena-fault.ts";
import { statementTypes } from "./statement-types.ts";

/** A query of the server. */
export interface AthenaQuery {
  readonly id: string;
  readonly statement: string;
  readonly token: string;
  readonly workGroup: string;
  /** Whether the engine was handed the statement and did it. */
  isDone: boolean;
  state: "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";
  result: EngineResult | undefined;
  /** What it ended with, as Athena's `Status` has it. */
  end: Readonly<Record<string, unknown>>;
  scannedBytes: number;
  readonly submittedMs: number;
  readonly stopping: AbortController;
  /** It goes on until it is stopped, a megabyte with each look. */
  isEndless: boolean;
  /** Looks that find it queued yet. */
  queuedLooks: number;
}

/** Hands a query to the engine and writes down how it ended. Never rejects. */
export async function performQuery(query: AthenaQuery, engine: AthenaEngine, fault: AthenaQueryFault | undefined): Promise<void> {
  query.state = "RUNNING";
  query.isEndless = fault === "endless";
  if (query.isEndless) return;
  const end = fault === undefined || fault === "endless" ? undefined : queryEnds[fault];
  try {
    if (end === undefined || end.isDone === true) {
      const result = await engine.run(query.statement, query.stopping.signal);
      query.isDone = true;
      query.scannedBytes = result.scannedBytes;
      query.result = result;
    }
  } catch (cause) {
    if (isStopped(query)) return;
    fail(query, { state: "FAILED", reason: cause instanceof Error ? cause.message : "unknown" });
    return;
  }
  // Read anew: it may have been stopped in the meantime.
  if (isStopped(query)) return;
  if (end === undefined) query.state = "SUCCEEDED";
  else fail(query, end);
}

function isStopped({ state }: AthenaQuery): boolean {
  return state === "CANCELLED";
}

function fail(query: AthenaQuery, { state, reason, errorType, retryable = false }: { readonly state: "FAILED" | "CANCELLED"; readonly reason: string; readonly errorType?: number; readonly retryable?: boolean }): void {
  query.state = state;
  query.result = undefined;
  query.end = { StateChangeReason: reason, ...(errorType === undefined ? {} : { AthenaError: { ErrorCategory: 2, ErrorType: errorType, Retryable: retryable, ErrorMessage: reason } }) };
}

/** What Athena says of a query when it is looked at. */
export function described(query: AthenaQuery): Readonly<Record<string, unknown>> {
  const isQueued = query.queuedLooks > 0;
  if (isQueued) query.queuedLooks -= 1;
  else if (query.isEndless && query.state === "RUNNING") query.scannedBytes += 1_000_000;
  return {
    QueryExecutionId: query.id,
    Query: query.statement,
    WorkGroup: query.workGroup,
    ...statementTypes(query.statement),
    Status: { State: isQueued && query.state !== "CANCELLED" ? "QUEUED" : query.state, SubmissionDateTime: query.submittedMs / 1000, ...(isQueued ? {} : query.end) },
    Statistics: { DataScannedInBytes: isQueued ? 0 : query.scannedBytes, EngineExecutionTimeInMillis: 20, QueryQueueTimeInMillis: 3 },
  };
}
