import { silverColumns } from "@liftproof/events";
import { describe, expect, test } from "vitest";
import { createTable, ddl, lakeTables } from "@liftproof/lake";
import type { TableDefinition } from "@liftproof/lake";

const location = "s3://a-bucket-of-yours/lake/";
const small: TableDefinition = {
  name: "events",
  tier: "silver",
  comment: "One event; it's small.",
  grain: ["event_id"],
  columns: [
    { column: "event_ts", type: "timestamp" },
    { column: "payload", type: "map" },
    { column: "sum_y", type: "whole" },
  ],
  dayOf: "event_ts",
};

describe("tables as text", () => {
  test("example: one table for each engine", () => {
    expect(createTable(small, { engine: "duckdb" })).toBe(
      'CREATE TABLE IF NOT EXISTS "lake"."events" (\n  "event_ts" TIMESTAMP,\n  "payload" MAP(VARCHAR, VARCHAR),\n  "sum_y" HUGEINT\n)',
    );
    expect(createTable(small, { engine: "trino", location })).toBe(
      'CREATE TABLE IF NOT EXISTS "lake"."events" (\n  "event_ts" timestamp(6),\n  "payload" map(varchar, varchar),\n  "sum_y" decimal(38, 0)\n)\n' +
        "COMMENT 'One event; it''s small.'\nWITH (\n  format = 'PARQUET',\n  location = 's3://a-bucket-of-yours/lake/events',\n  partitioning = ARRAY['day(event_ts)']\n)",
    );
    expect(createTable(small, { engine: "athena", location })).toBe(
      "CREATE TABLE IF NOT EXISTS `lake`.`events` (\n  `event_ts` timestamp,\n  `payload` map<string,string>,\n  `sum_y` decimal(38,0)\n)\nPARTITIONED BY (day(`event_ts`))\n" +
        "LOCATION 's3://a-bucket-of-yours/lake/events/'\nTBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')",
    );
  });

  test("law: every table has a grain of its own columns, and names no column twice", () => {
    for (const { name, columns, grain } of lakeTables) {
      const names = columns.map(({ column }) => column);
      expect(new Set(names).size, name).toBe(names.length);
      expect(grain.filter((column) => !names.includes(column)), name).toEqual([]);
    }
    expect(lakeTables[0]?.columns.map(({ column }) => column)).toEqual(silverColumns.map(({ column }) => column));
  });

  test("law: no statement for Athena uses what its DDL refuses", () => {
    for (const statement of ddl({ engine: "athena", location })) {
      expect(statement).not.toMatch(/TABLE_FORMAT|EXTERNAL|tinyint|smallint|timestamp\(/i);
      if (statement.includes("CREATE TABLE")) expect(statement.indexOf("LOCATION")).toBeLessThan(statement.indexOf("TBLPROPERTIES"));
      expect(statement.length).toBeLessThan(262_144);
    }
  });

  test("edge: a bucket is asked for, never made up", () => {
    expect(() => ddl({ engine: "athena" })).toThrow("location: expected a folder");
    expect(() => createTable(small, { engine: "trino", location: "s3://b/'; DROP" })).toThrow(TypeError);
    expect(() => createTable({ ...small, name: "Events`" }, { engine: "athena", location })).toThrow(TypeError);
  });
});
