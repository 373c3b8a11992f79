import type { DuckDb } from "../connection.ts";

/** Runs statements as one: all of them are seen by other readers at once, or none if anything throws. */
export async function transaction<Result>(database: DuckDb, action: () => Promise<Result>): Promise<Result> {
  await database.run("BEGIN TRANSACTION");
  try {
    const result = await action();
    await database.run("COMMIT");
    return result;
  } catch (cause) {
    // A failed statement may have ended the transaction already; the first failure is the one to tell.
    await database.run("ROLLBACK").catch(() => {});
    throw cause;
  }
}
