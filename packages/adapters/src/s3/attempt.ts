import { AdapterError } from "../adapter-error.ts";
import { s3Error } from "./s3-error.ts";
import { isRepeatable, s3Fault } from "./s3-fault.ts";
import type { S3Fault } from "./s3-fault.ts";
import { jitteredWaitMs } from "./s3-patience.ts";
import type { S3Pace } from "./s3-patience.ts";

/** What a request came to: its result, or one of the faults its caller settles itself. */
export type Outcome<Result, Settled extends S3Fault> = { readonly fault: null; readonly value: Result } | (Settled extends S3Fault ? { readonly fault: Settled } : never);

/** One request and how it is to be made. */
export interface Attempts<Result, Settled extends S3Fault> {
  /** Names the step and the place in messages. */
  readonly step: string;
  readonly where: string;
  readonly pace: S3Pace;
  readonly signal: AbortSignal;
  /** Faults that are an answer to the caller, not a failure. */
  readonly settles: readonly Settled[];
  readonly make: (signal: AbortSignal) => Promise<Result>;
}

/**
 * Makes a request until it succeeds, its fault is the caller's to settle, or patience ends.
 *
 * @throws AdapterError with the last failure's code; `interrupted` when the signal fired.
 */
export async function attempt<Result, Settled extends S3Fault = never>({ step, where, pace, signal, settles, make }: Attempts<Result, Settled>): Promise<Outcome<Result, Settled>> {
  for (let count = 1; ; count++) {
    if (signal.aborted) throw interrupted(step, where, signal);
    try {
      return { fault: null, value: await make(AbortSignal.any([signal, AbortSignal.timeout(pace.attemptMs)])) };
    } catch (cause) {
      if (signal.aborted) throw interrupted(step, where, signal);
      const fault = s3Fault(cause);
      const settled = settles.find((each) => each === fault);
      // The compiler does not see that a union over the members of Settled holds each of them.
      if (settled !== undefined) return { fault: settled } as Outcome<Result, Settled>;
      if (cause instanceof AdapterError || !isRepeatable(fault) || count >= pace.attempts) throw s3Error(step, where, cause);
    }
    await pace.wait(jitteredWaitMs(count, pace), signal).catch(() => {
      throw interrupted(step, where, signal);
    });
  }
}

function interrupted(step: string, where: string, signal: AbortSignal): AdapterError {
  return new AdapterError("interrupted", `${step} ${where}: expected to finish, got an abort; repeat the call, what was acknowledged is safe in the spool`, { cause: signal.reason });
}
