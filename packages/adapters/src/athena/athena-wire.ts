/** Where a query stands. The last three are final. */
export type AthenaState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";

/** What Athena says of one query at one moment. */
export interface AthenaSnapshot {
  readonly queryId: string;
  readonly state: AthenaState;
  /** When Athena took it, by Athena's clock, in epoch milliseconds. */
  readonly submittedMs: number | undefined;
  readonly scannedBytes: number;
  readonly engineMs: number;
  readonly queuedMs: number;
  /** DML, DDL or UTILITY. */
  readonly statementType: string | undefined;
  /** SELECT, INSERT, EXPLAIN and so on, where Athena says it. */
  readonly substatementType: string | undefined;
  /** Athena's words for a query that failed or was cancelled. */
  readonly reason: string | undefined;
  /** Number of Athena's error catalog. */
  readonly errorType: number | undefined;
  /** Whether Athena thinks that running the same again may succeed. */
  readonly retryable: boolean;
}

/** One page of a result. A cell that Athena left out is null. */
export interface AthenaPage {
  readonly columns: readonly AthenaColumnInfo[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Where the next page begins; absent on the last. */
  readonly next: string | undefined;
}

/** A column as Athena describes it. */
export interface AthenaColumnInfo {
  readonly name: string;
  readonly type: string;
}

/** One attempt at each request this adapter makes, without retries; rejects with the client's own errors. */
export interface AthenaWire {
  /** Starts a statement, or finds the one that this token started. */
  start(request: { readonly statement: string; readonly token: string }, signal: AbortSignal): Promise<string>;
  /** Reads up to 50 queries; `unread` are those that Athena gave no answer for, with its code. */
  look(queryIds: readonly string[], signal: AbortSignal): Promise<{ readonly seen: readonly AthenaSnapshot[]; readonly unread: ReadonlyMap<string, string> }>;
  page(queryId: string, after: string | undefined, signal: AbortSignal): Promise<AthenaPage>;
  stop(queryId: string, signal: AbortSignal): Promise<void>;
  close(): void;
}
