import { AdapterError } from "../adapter-error.ts";
import { jitteredWaitMs } from "../s3/s3-patience.ts";
import type { AthenaProgress, AthenaResult, RunOptions } from "./athena.ts";
import type { AthenaPace } from "./athena-patience.ts";
import type { AthenaSnapshot, AthenaWire } from "./athena-wire.ts";
import { bindParameters } from "./bind-parameters.ts";
import { chargeOf } from "./cost-ledger.ts";
import type { AthenaCharge } from "./cost-ledger.ts";
import { queryError } from "./query-error.ts";
import { queryFailure } from "./query-failure.ts";
import type { QueryFailure } from "./query-failure.ts";
import type { QueryGate } from "./query-gate.ts";
import type { QueryPoller } from "./query-poller.ts";
import { readRows } from "./read-rows.ts";
import { requestToken } from "./request-token.ts";
import { startQuery, stopQuery } from "./start-query.ts";
import { statementKind } from "./statement-kind.ts";

/** What all statements of a client share. */
export interface AthenaCore {
  readonly wire: AthenaWire;
  readonly pace: AthenaPace;
  readonly gate: QueryGate;
  readonly poller: QueryPoller;
  readonly charges: AthenaCharge[];
  readonly dollarsPerTerabyte: number;
  /** Fires when the client is closed. */
  readonly closed: AbortSignal;
  readonly newRunId: () => string;
}

/** More failed runs of one run id than this are not walked past. */
const mostAttempts = 200;

/** Runs one statement to its end, again where that is harmless; see `Athena.run`. */
export async function runStatement(core: AthenaCore, statement: string, options: RunOptions): Promise<AthenaResult> {
  const text = bindParameters(statement, options.parameters ?? []);
  const kind = statementKind(text);
  if (options.runId === undefined && kind !== "reads") throw new TypeError("runId: expected one for a statement that writes, got none; name the run (job and date, say) so that a repeated call does not write twice");
  const runId = options.runId ?? core.newRunId();
  const signal = options.signal === undefined ? core.closed : AbortSignal.any([options.signal, core.closed]);
  const failed: AthenaCharge[] = [];
  let repeats = 0;
  for (let attempt = 0; ; attempt++) {
    const leave = await core.gate.enter(signal);
    const run = await runOnce(core, { text, token: requestToken({ statement: text, runId, attempt }), runId, signal, options }).finally(leave);
    const { seen, isEarlier, charge } = run;
    if (run.isOverBudget) throw new AdapterError("over_budget", `query ${seen.queryId}: expected to scan at most ${options.maxBytes} bytes, got ${seen.scannedBytes} and stopped it; read fewer days or columns, or raise maxBytes and take another runId; what was scanned is billed`);
    if (seen.state === "SUCCEEDED") return resultOf(core, seen, { charges: [...failed, charge], signal, options });
    failed.push(charge);
    const failure = queryFailure(seen, kind !== "writes");
    const isAgain = attempt + 1 < mostAttempts && (isStoppedBefore(run, failure) || failure.again === "at_once" || (failure.again === "later" && (isEarlier || repeats < core.pace.repeats)));
    if (!isAgain) throw queryError(seen, failure);
    if (failure.again !== "later" || isEarlier) continue;
    repeats += 1;
    await core.pace.wait(jitteredWaitMs(repeats, { baseMs: core.pace.baseMs * 10, capMs: core.pace.repeatCapMs, random: core.pace.random }), signal).catch(() => {
      throw new AdapterError("interrupted", `query ${seen.queryId}: expected to be run again, got an abort; it had no effect, repeat the call with the same runId`, { cause: signal.reason });
    });
  }
}

interface OneRun {
  readonly seen: AthenaSnapshot;
  /** It was started well before this call: by another process, or by this one in an earlier call. */
  readonly isEarlier: boolean;
  /** It had ended when this call looked at it for the first time. */
  readonly isEnded: boolean;
  readonly isOverBudget: boolean;
  readonly charge: AthenaCharge;
}

/** An earlier call with this run id stopped the query, and running it again does nothing twice. */
function isStoppedBefore({ seen, isEnded }: OneRun, { code }: QueryFailure): boolean {
  return isEnded && seen.state === "CANCELLED" && code === "interrupted";
}

/** A query that Athena took this long before the start was asked for was started by an earlier call; clocks may differ by less. */
const earlierByMs = 60_000;

interface OneRunOptions {
  readonly text: string;
  readonly token: string;
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly options: RunOptions;
}

async function runOnce({ wire, pace, poller, charges, dollarsPerTerabyte }: AthenaCore, { text, token, runId, signal, options: { maxBytes = Infinity, onProgress } }: OneRunOptions): Promise<OneRun> {
  const askedMs = pace.nowMs();
  const queryId = await startQuery({ statement: text, token }, { wire, pace, signal });
  const late = { wire, pace, signal: new AbortController().signal };
  let [looks, isOverBudget] = [0, false];
  let stopping: Promise<void> = Promise.resolve();
  let last: AthenaSnapshot = { queryId, state: "QUEUED", submittedMs: undefined, scannedBytes: 0, engineMs: 0, queuedMs: 0, statementType: undefined, substatementType: undefined, reason: undefined, errorType: undefined, retryable: false };
  const onSeen = (seen: AthenaSnapshot): void => {
    last = seen;
    looks += 1;
    onProgress?.(progressOf(seen));
    if (isOverBudget || seen.state !== "RUNNING" || seen.scannedBytes <= maxBytes) return;
    isOverBudget = true;
    stopping = stopQuery(queryId, late);
    // Reported below; without a listener of its own a fast failure would end the process.
    stopping.catch(() => {});
  };
  const isEarlier = (): boolean => last.submittedMs !== undefined && last.submittedMs < askedMs - earlierByMs;
  const record = (): AthenaCharge => {
    const charge = chargeOf(last, { runId, statement: text, isEarlier: isEarlier(), dollarsPerTerabyte });
    charges.push(charge);
    return charge;
  };
  try {
    const seen = await poller.follow(queryId, onSeen, signal);
    await stopping;
    return { seen, isEarlier: isEarlier(), isEnded: looks === 1, isOverBudget: isOverBudget && seen.state !== "SUCCEEDED", charge: record() };
  } catch (error) {
    record();
    if (signal.aborted) await stopQuery(queryId, late);
    throw error;
  }
}

function progressOf({ queryId, state, scannedBytes, engineMs, queuedMs }: AthenaSnapshot): AthenaProgress {
  return { queryId, state, scannedBytes, engineMs, queuedMs };
}

function resultOf({ wire, pace }: AthenaCore, seen: AthenaSnapshot, { charges, signal, options }: { readonly charges: readonly AthenaCharge[]; readonly signal: AbortSignal; readonly options: RunOptions }): AthenaResult {
  const { queryId, scannedBytes, engineMs, queuedMs } = seen;
  const sum = (of: (charge: AthenaCharge) => number): number => charges.reduce((total, charge) => total + of(charge), 0);
  return {
    queryId,
    statistics: { scannedBytes, engineMs, queuedMs, attempts: charges.length, billedBytes: sum((charge) => charge.billedBytes), dollars: sum((charge) => charge.dollars) },
    rows: { [Symbol.asyncIterator]: () => readRows(seen, { wire, pace, signal, columns: options.columns ?? [] }) },
  };
}
