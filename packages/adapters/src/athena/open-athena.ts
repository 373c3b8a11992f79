import { setMaxListeners } from "node:events";
import { AdapterError } from "../adapter-error.ts";
import type { Athena, RunOptions } from "./athena.ts";
import type { AthenaConnection } from "./athena-connection.ts";
import { athenaPace } from "./athena-patience.ts";
import type { AthenaPatience, AthenaWorld } from "./athena-patience.ts";
import { athenaSdkWire } from "./athena-sdk-wire.ts";
import { queryGate } from "./query-gate.ts";
import { queryPoller } from "./query-poller.ts";
import type { AthenaCore } from "./run-statement.ts";
import { runStatement } from "./run-statement.ts";
import { scanBound } from "./scan-bound.ts";

/** Which workgroup, how it is reached, and with what patience. */
export interface AthenaOptions extends AthenaConnection {
  /** Price of the ledger. Default 5, the list price of most regions. */
  readonly dollarsPerTerabyte?: number;
  readonly patience?: AthenaPatience;
  readonly world?: AthenaWorld;
}

/**
 * Opens a client. Asks Athena nothing yet.
 *
 * @throws AdapterError `missing_dependency` when the AWS SDK is not installed.
 * @throws RangeError when an option is out of its range.
 */
export async function openAthena(options: AthenaOptions): Promise<Athena> {
  const { dollarsPerTerabyte = 5, patience = {}, world = {}, ...connection } = options;
  if (!(dollarsPerTerabyte >= 0 && dollarsPerTerabyte < Infinity)) throw new RangeError(`dollarsPerTerabyte: expected a number of at least 0, got ${dollarsPerTerabyte}`);
  const pace = athenaPace(patience, world);
  const wire = await athenaSdkWire(connection);
  const closing = new AbortController();
  // Each statement that waits listens to it, and there may be many.
  setMaxListeners(0, closing.signal);
  const running = new Set<Promise<unknown>>();
  const core: AthenaCore = {
    wire, pace, dollarsPerTerabyte,
    gate: queryGate(pace.concurrentQueries),
    poller: queryPoller(wire, pace, closing.signal),
    charges: [],
    closed: closing.signal,
    newRunId: () => [pace.nowMs(), pace.random(), pace.random(), pace.random()].join(":"),
  };
  const run = async (statement: string, runOptions: RunOptions): ReturnType<Athena["run"]> => {
    const { maxBytes, reads } = runOptions;
    if (maxBytes !== undefined && !(maxBytes >= 0)) throw new RangeError(`maxBytes: expected a number of at least 0, got ${maxBytes}`);
    if (maxBytes !== undefined && reads !== undefined) {
      const bound = await scanBound(core, reads, runOptions.signal);
      if (bound > BigInt(Math.floor(Math.min(maxBytes, Number.MAX_SAFE_INTEGER)))) {
        throw new AdapterError("over_budget", `statement: expected to read at most ${maxBytes} bytes, got files of ${bound}; it was not started, name fewer days in reads or raise maxBytes`);
      }
    }
    return runStatement(core, statement, runOptions);
  };
  return {
    run: async (statement, runOptions = {}) => {
      const result = run(statement, runOptions);
      running.add(result);
      return await result.finally(() => running.delete(result));
    },
    ledger: () => [...core.charges],
    close: async () => {
      closing.abort();
      await Promise.allSettled(running);
      wire.close();
    },
  };
}
