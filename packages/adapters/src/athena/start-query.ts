import { AdapterError } from "../adapter-error.ts";
import { athenaCall } from "./athena-call.ts";
import { athenaFault } from "./athena-fault.ts";
import type { AthenaPace } from "./athena-patience.ts";
import type { AthenaWire } from "./athena-wire.ts";

/** How a start and a stop are made. */
export interface Starting {
  readonly wire: AthenaWire;
  readonly pace: AthenaPace;
  readonly signal: AbortSignal;
}

/**
 * Starts a statement, or finds the query that its token started; gives the query's id.
 *
 * An abort never leaves a query behind: a start that was sent is waited for, one whose answer was lost is asked for again by its token, and then stopped.
 *
 * @throws AdapterError `interrupted` when the signal fired, else what the last failure means.
 */
export async function startQuery(request: { readonly statement: string; readonly token: string }, { wire, pace, signal }: Starting): Promise<string> {
  let isLost = false;
  const start = async (): Promise<string> => {
    try {
      return await wire.start(request, AbortSignal.timeout(pace.attemptMs));
    } catch (cause) {
      isLost ||= athenaFault(cause) === "unreachable";
      throw cause;
    }
  };
  try {
    return await athenaCall({ step: "start query", pace, signal, make: start });
  } catch (error) {
    if (!signal.aborted || !isLost) throw error;
    const late = new AbortController().signal;
    await stopQuery(await athenaCall({ step: "find the query whose start was not answered", pace, signal: late, make: start }), { wire, pace, signal: late });
    throw error;
  }
}

/** Asks Athena to stop a query; one that has ended stays as it is. */
export async function stopQuery(queryId: string, { wire, pace, signal }: Starting): Promise<void> {
  try {
    await athenaCall({ step: `stop query ${queryId}`, pace, signal, make: (limit) => wire.stop(queryId, limit) });
  } catch (cause) {
    const code = cause instanceof AdapterError ? cause.code : "failed";
    throw new AdapterError(code, `query ${queryId}: expected Athena to stop it, got no confirmation; it may go on and is billed, stop it in the console`, { cause });
  }
}
