import { quoteIdentifier } from "@liftproof/lake";
import type { AthenaCore } from "./run-statement.ts";
import { runStatement } from "./run-statement.ts";
import type { ScannedPart } from "./scanned-part.ts";

/**
 * The size of all files of these parts, from the `$partitions` metadata of their tables: a statement that reads nothing else scans at most that, as a
 * rule much less, since only the columns it names are read.
 *
 * Athena offers no estimate of its own before a query runs. The metadata cannot be read under a Lake Formation filter.
 */
export async function scanBound(core: AthenaCore, parts: readonly ScannedPart[], signal: AbortSignal | undefined): Promise<bigint> {
  let bytes = 0n;
  for (const { database, table, days } of parts) {
    const from = `${quoteIdentifier(database)}.${quoteIdentifier(`${table}$partitions`)}`;
    const day = days === undefined ? "" : `"partition".${quoteIdentifier(`${days.column}_day`)}`;
    const within = days === undefined ? "" : ` WHERE ${day} >= ? AND ${day} < ?`;
    const { rows } = await runStatement(core, `SELECT CAST(coalesce(sum(total_size), 0) AS bigint) AS bytes FROM ${from}${within}`, {
      parameters: days === undefined ? [] : [{ day: days.from }, { day: days.until }],
      ...(signal === undefined ? {} : { signal }),
    });
    for await (const row of rows) if (typeof row["bytes"] === "bigint") bytes += row["bytes"];
  }
  return bytes;
}
