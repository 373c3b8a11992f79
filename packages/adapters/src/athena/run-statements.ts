import { AdapterError } from "../adapter-error.ts";
import type { Athena, AthenaStatistics } from "./athena.ts";

/** A job of several statements. */
export interface AthenaJob {
  /** Names this run of the job, as `runId` of `run` does: repeated under the same name it goes on behind the statements that are done. */
  readonly runId: string;
  /** The most all statements together may scan. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
  /** Told of each statement that is done. */
  readonly onStatement?: (done: AthenaStep) => void;
}

/** One statement that is done and what it took. */
export interface AthenaStep extends AthenaStatistics {
  readonly name: string;
  readonly queryId: string;
}

/** What a job took: each statement, and their sums. */
export interface AthenaJobReport {
  readonly steps: readonly AthenaStep[];
  readonly scannedBytes: number;
  readonly billedBytes: number;
  readonly dollars: number;
}

/**
 * Runs the statements of a job one after the other, as `attributionJob` and its like give them.
 *
 * A statement that stands in a job twice runs twice: its place is part of its run id. With `maxBytes` a statement may scan what those before it left,
 * and none is started when nothing is left.
 *
 * @throws AdapterError of the first statement that failed, with its name; those before it are done.
 */
export async function runStatements(athena: Athena, statements: readonly { readonly name: string; readonly sql: string }[], { runId, maxBytes, signal, onStatement }: AthenaJob): Promise<AthenaJobReport> {
  const steps: AthenaStep[] = [];
  const sum = (of: (step: AthenaStep) => number): number => steps.reduce((total, step) => total + of(step), 0);
  for (const [at, { name, sql }] of statements.entries()) {
    const spent = sum(({ scannedBytes }) => scannedBytes);
    if (maxBytes !== undefined && spent > maxBytes) throw new AdapterError("over_budget", `statement ${JSON.stringify(name)}: expected the job to scan at most ${maxBytes} bytes, got ${spent} by the statements before; it was not started, raise maxBytes`);
    const limits = { ...(maxBytes === undefined ? {} : { maxBytes: maxBytes - spent }), ...(signal === undefined ? {} : { signal }) };
    const { queryId, statistics } = await athena.run(sql, { runId: `${runId}/${at}`, ...limits }).catch((cause: unknown) => {
      throw cause instanceof AdapterError ? new AdapterError(cause.code, `statement ${JSON.stringify(name)}: ${cause.message}`, { cause }) : cause;
    });
    const step = { name, queryId, ...statistics };
    steps.push(step);
    onStatement?.(step);
  }
  return { steps, scannedBytes: sum((step) => step.scannedBytes), billedBytes: sum((step) => step.billedBytes), dollars: sum((step) => step.dollars) };
}
