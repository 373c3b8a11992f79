import type { SqlValue } from "../sql-value.ts";
import type { Lake } from "./open-lake.ts";

/**
 * Appends whole rows to a table of the lake, all or none.
 *
 * The appender lives within this call only: one left open by an exception would write its buffer later, outside the transaction.
 */
export async function appendRows(lake: Lake, table: string, rows: Iterable<readonly SqlValue[]>): Promise<void> {
  const appender = await lake.appender("lake", table);
  try {
    for (const row of rows) appender.append(row);
  } catch (cause) {
    appender.discard();
    throw cause;
  }
  appender.close();
}
