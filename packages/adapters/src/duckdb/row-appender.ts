import type { DuckDBAppender } from "@duckdb/node-api";
import { duckDbError } from "./duckdb-error.ts";
import type { SqlValue } from "./sql-value.ts";

/** Rows on their way into a table. Nothing is visible before `close`. */
export interface RowAppender {
  /** One value per column, in the table's column order. Text for DATE, TIMESTAMP and DECIMAL columns is cast by DuckDB. */
  append(values: readonly SqlValue[]): void;
  /** Writes what is buffered. */
  close(): void;
  /** Forgets what is buffered. An appender that is neither closed nor discarded writes its buffer whenever it is collected. */
  discard(): void;
}

/** Wraps the driver's appender: values by their JavaScript kind, failures with a code. */
export function createRowAppender(appender: DuckDBAppender, table: string): RowAppender {
  const guarded = (action: () => void): void => {
    try {
      action();
    } catch (cause) {
      throw duckDbError(`append to ${table}`, cause);
    }
  };
  return {
    append: (values) =>
      guarded(() => {
        if (values.length !== appender.columnCount) {
          throw new RangeError(`values: expected ${appender.columnCount} values, one per column of ${table}, got ${values.length}`);
        }
        for (const value of values) appendValue(appender, value);
        appender.endRow();
      }),
    close: () => guarded(() => appender.closeSync()),
    discard: () =>
      guarded(() => {
        appender.clear();
        appender.closeSync();
      }),
  };
}

function appendValue(appender: DuckDBAppender, value: SqlValue): void {
  if (value === null) return appender.appendNull();
  if (typeof value === "string") return appender.appendVarchar(value);
  if (typeof value === "boolean") return appender.appendBoolean(value);
  if (typeof value === "bigint") return appender.appendHugeInt(value);
  return Number.isSafeInteger(value) ? appender.appendBigInt(BigInt(value)) : appender.appendDouble(value);
}
