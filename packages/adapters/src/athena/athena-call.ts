import { AdapterError } from "../adapter-error.ts";
import type { AdapterErrorCode } from "../adapter-error.ts";
import { jitteredWaitMs } from "../s3/s3-patience.ts";
import { athenaFault } from "./athena-fault.ts";
import type { AthenaFault } from "./athena-fault.ts";
import type { AthenaPace } from "./athena-patience.ts";

/** One request and how it is to be made. */
export interface AthenaCall<Result> {
  /** Names the step in messages. */
  readonly step: string;
  readonly pace: AthenaPace;
  readonly signal: AbortSignal;
  readonly make: (signal: AbortSignal) => Promise<Result>;
}

/** A full queue is asked about this often: the first bound of a wait, and the last. */
const busyWait = { baseMs: 1000, capMs: 30_000 };

/**
 * Makes a request until it succeeds or patience ends: some attempts for a request that was throttled or not answered, minutes for a full queue.
 *
 * @throws AdapterError with what the last failure means; `interrupted` when the signal fired.
 */
export async function athenaCall<Result>({ step, pace, signal, make }: AthenaCall<Result>): Promise<Result> {
  const patience = patienceOf(pace);
  for (;;) {
    if (signal.aborted) throw interrupted(step, signal);
    let waitMs: number;
    try {
      return await make(AbortSignal.any([signal, AbortSignal.timeout(pace.attemptMs)]));
    } catch (cause) {
      if (signal.aborted) throw interrupted(step, signal);
      const fault = athenaFault(cause);
      const wait = patience(fault);
      if (wait === undefined) throw callError(step, fault, cause);
      waitMs = wait;
    }
    await pace.wait(waitMs, signal).catch(() => {
      throw interrupted(step, signal);
    });
  }
}

/** Told of each failure of one request; gives how long to wait before the next attempt, or nothing where patience ends. */
function patienceOf(pace: AthenaPace): (fault: AthenaFault) => number | undefined {
  let [failures, refusals, busySinceMs] = [0, 0, Infinity];
  return (fault) => {
    if (fault === "busy") {
      busySinceMs = Math.min(busySinceMs, pace.nowMs());
      refusals += 1;
      return pace.nowMs() - busySinceMs >= pace.busyMs ? undefined : jitteredWaitMs(refusals, { ...busyWait, random: pace.random });
    }
    failures += 1;
    return (fault === "throttled" || fault === "unreachable") && failures < pace.attempts ? jitteredWaitMs(failures, pace) : undefined;
  };
}

const meanings: Readonly<Record<AthenaFault, readonly [AdapterErrorCode, string]>> = {
  busy: ["throttled", "the account's quota of active queries stayed full; run fewer at once (patience.concurrentQueries), raise the quota, or wait longer (patience.busyMs)"],
  throttled: ["throttled", "repeat the call later; with the same runId no statement runs twice"],
  unreachable: ["unreachable", "see that Athena can be reached, then repeat the call; with the same runId no statement runs twice"],
  denied: ["denied", "give this role athena:StartQueryExecution, BatchGetQueryExecution, GetQueryResults and StopQueryExecution on the workgroup, and access to Glue and the buckets"],
  bad_keys: ["denied", "give credentials that are valid now"],
  absent: ["not_found", "name a workgroup, database and query that exist in this region"],
  metadata: ["failed", "see whether the Glue catalog answers and the tables exist"],
  refused: ["failed", "mend the request; a token that was used for another request means that this runId has run other settings"],
};

/** The service's own code and, where it speaks of the request and not of data, its words. */
function callError(step: string, fault: AthenaFault, cause: unknown): AdapterError {
  const [code, advice] = meanings[fault];
  const name = cause instanceof Error ? cause.name : "no error";
  const words = fault === "refused" && cause instanceof Error ? `${name} (${cause.message.slice(0, 200)})` : name;
  return new AdapterError(code, `${step}: expected Athena to do it, got ${words}; ${advice}`, { cause });
}

function interrupted(step: string, signal: AbortSignal): AdapterError {
  return new AdapterError("interrupted", `${step}: expected to finish, got an abort; repeat the call, with the same runId no statement runs twice`, { cause: signal.reason });
}
