import type { Dialect, Engine } from "./dialect.ts";
import { duckdbDialect } from "./duckdb-dialect.ts";
import { trinoDialect } from "./trino-dialect.ts";

/** The dialect of each engine. Athena's queries are Trino's. */
export const dialects: Readonly<Record<Engine, Dialect>> = {
  duckdb: duckdbDialect,
  trino: trinoDialect,
  athena: { ...trinoDialect, engine: "athena" },
};
