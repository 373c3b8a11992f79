import type { AthenaParameter } from "./athena-literal.ts";
import type { AthenaColumn, AthenaRow } from "./athena-value.ts";
import type { AthenaState } from "./athena-wire.ts";
import type { AthenaCharge } from "./cost-ledger.ts";
import type { ScannedPart } from "./scanned-part.ts";

/** A client of Athena. Statements may run side by side: one loop looks at all of them. */
export interface Athena {
  /**
   * Runs one statement to its end.
   *
   * With a `runId` a repeated call, from any process, finds the query that the first one started: an INSERT never runs twice. Statements that only
   * read need none; with one they give the rows of the first call again.
   *
   * @throws TypeError when a statement that writes has no run id, or parameters do not match.
   * @throws AdapterError when the statement failed, with what to do; `over_budget` above `maxBytes`; `interrupted` after an abort, once the query is stopped.
   */
  run(statement: string, options?: RunOptions): Promise<AthenaResult>;
  /** What every statement of this client cost, in the order they ended. */
  ledger(): readonly AthenaCharge[];
  /** Stops what still runs and ends the connections. */
  close(): Promise<void>;
}

/** How one statement is run. */
export interface RunOptions {
  /** Values of the `?` in the statement, in their order. */
  readonly parameters?: readonly AthenaParameter[];
  /** Names this run of the statement: the same statement, parameters and run id are the same query. Needed for statements that write. */
  readonly runId?: string;
  /** Types of result columns that are lists or maps (projected with `losslessSelect`), or that are to be read as something else than Athena says. */
  readonly columns?: readonly AthenaColumn[];
  /** The most the statement may scan. It is stopped once Athena reports more, and not started where `reads` bound it above. */
  readonly maxBytes?: number;
  /** What the statement reads at most; with `maxBytes`, the sizes of those files are added up from Iceberg's metadata first. */
  readonly reads?: readonly ScannedPart[];
  readonly signal?: AbortSignal;
  /** Told of every look at the query. */
  readonly onProgress?: (progress: AthenaProgress) => void;
}

/** How far a query is. */
export interface AthenaProgress {
  readonly queryId: string;
  readonly state: AthenaState;
  readonly scannedBytes: number;
  readonly engineMs: number;
  readonly queuedMs: number;
}

/** A statement that succeeded. */
export interface AthenaResult {
  readonly queryId: string;
  readonly statistics: AthenaStatistics;
  /** The rows, fetched as they are taken, from the first one each time; empty for statements without a result. */
  readonly rows: AsyncIterable<AthenaRow>;
}

/** What a statement took. */
export interface AthenaStatistics {
  /** Of the run that succeeded. */
  readonly scannedBytes: number;
  readonly engineMs: number;
  readonly queuedMs: number;
  /** Runs of the statement, the successful one included; more than one after conflicts and throttling, or where each did a part of the work. */
  readonly attempts: number;
  /** Of all attempts. */
  readonly billedBytes: number;
  readonly dollars: number;
}
