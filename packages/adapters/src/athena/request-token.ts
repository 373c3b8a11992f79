import { createHash } from "node:crypto";

/** What makes a run of a statement the same run. */
export interface RequestIdentity {
  /** The statement with its parameters in it, as it is sent. */
  readonly statement: string;
  readonly runId: string;
  /** How often it was run before in this run, each time without effect. */
  readonly attempt: number;
}

/**
 * The ClientRequestToken of a run: 64 hex digits that any process computes again.
 *
 * Athena answers a token that it knows with the query that it started, so a repeated call, after a crash too, finds that query instead of running an
 * INSERT a second time. A repetition after a failure without effect needs a token of its own, since the old one stands for the failed query.
 */
export function requestToken({ statement, runId, attempt }: RequestIdentity): string {
  return createHash("sha256").update(JSON.stringify([statement, runId, attempt]), "utf8").digest("hex");
}
