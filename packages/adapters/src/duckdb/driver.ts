import type * as Driver from "@duckdb/node-api";
import { AdapterError } from "../adapter-error.ts";

/** The DuckDB driver, imported on first use: loading it costs some 150 ms that other commands need not pay. */
export async function loadDriver(): Promise<typeof Driver> {
  try {
    return await import("@duckdb/node-api");
  } catch (cause) {
    throw new AdapterError(
      "missing_dependency",
      `@duckdb/node-api: expected the DuckDB driver to be installed and to load on ${process.platform}-${process.arch}; run: npm install @duckdb/node-api@1.5.6-r.1`,
      { cause },
    );
  }
}
