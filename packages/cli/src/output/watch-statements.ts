import type { DuckDb } from "@liftproof/adapters/duckdb";
import type { CommandContext } from "../command-context.ts";
import { progressBars } from "./progress-bars.ts";

const EVERY_MS = 200;

/** Shows on a terminal how far each statement of a connection is while the work goes on; silent in a pipe. */
export async function watchStatements<Result>(context: CommandContext, duckDb: DuckDb, work: () => Promise<Result>): Promise<Result> {
  if (!context.io.isTTY) return work();
  const bars = progressBars(context);
  const timer = setInterval(() => {
    const share = duckDb.progressShare();
    if (share !== null) bars.show("reading", Math.floor(share * 100), 100);
  }, EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    bars.stop();
  }
}
