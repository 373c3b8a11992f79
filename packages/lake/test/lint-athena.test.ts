import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ddl, lintAthena } from "@liftproof/lake";
import type { AthenaRule } from "@liftproof/lake";

const location = "s3://a-bucket-of-yours/lake";
const rulesOf = (sql: string): readonly AthenaRule[] => [...new Set(lintAthena(sql).map(({ rule }) => rule))];
const table = (columns: string, rest: string = ""): string => `CREATE TABLE IF NOT EXISTS lake.t (${columns})${rest} LOCATION 's3://b/t/' TBLPROPERTIES ('table_type'='ICEBERG')`;
const created = (partitioning: string, query: string = "SELECT a FROM lake.small"): string => `CREATE TABLE lake.t WITH (table_type = 'ICEBERG', is_external = false, location = 's3://b/t/', partitioning = ARRAY[${partitioning}]) AS ${query}`;

/** What each statement is refused for; an empty list is a statement that stands. */
const vectors: readonly (readonly [string, readonly AthenaRule[]])[] = [
  // Clauses
  [table("a string"), []],
  [table("a string, b map<string,string>, c decimal(38,0), d struct<x: int, y: array<string>>"), []],
  ["CREATE TABLE lake.t (a string) TABLE_FORMAT='ICEBERG' LOCATION 's3://b/t/'", ["bad_clause"]],
  ["CREATE TABLE lake.t (a string) LOCATION 's3://b/t/'", ["bad_clause"]],
  ["CREATE TABLE lake.t (a string) TBLPROPERTIES ('table_type'='ICEBERG')", ["bad_clause"]],
  ["CREATE TABLE lake.t (a string) TBLPROPERTIES ('table_type'='ICEBERG') LOCATION 's3://b/t/'", ["bad_clause"]],
  [table("a string").replace("CREATE TABLE", "CREATE EXTERNAL TABLE"), ["bad_clause"]],
  [table("a string").replace("'table_type'='ICEBERG'", "'table_type'='ICEBERG', 'owner'='me'"), ["bad_clause"]],
  [table("a string").replace(" LOCATION", " STORED AS PARQUET LOCATION"), ["bad_clause"]],
  [table("a string", " PARTITIONED BY (b string)"), ["bad_clause"]],
  [table("a string", " PARTITIONED BY (b)"), ["bad_clause"]],
  [table("a string", " PARTITIONED BY (week(a))"), ["bad_clause"]],
  ["CREATE TABLE lake.t", ["bad_clause"]],
  ["CREATE TABLE lake.t WITH (external_location = 's3://b/t/', partitioned_by = ARRAY['a']) AS SELECT 1 AS a", ["bad_clause"]],
  ["CREATE TABLE lake.t AS SELECT 1 AS a", ["bad_clause"]],
  ["SELECT 1 AS a; SELECT 2 AS a", ["bad_clause"]],
  ["MERGE INTO lake.t AS t USING lake.s AS s ON t.a = s.a WHEN NOT MATCHED BY SOURCE THEN DELETE", ["bad_clause"]],
  // Names
  [table("_raw string"), ["unquoted_underscore"]],
  [table("`_raw` string"), []],
  [table("date date"), ["reserved_word"]],
  [table("`date` date"), []],
  ["SELECT a AS order FROM lake.t", ["reserved_word"]],
  ['SELECT a AS "order" FROM lake.t', []],
  [table('"a" string'), ["wrong_quotes"]],
  ["SELECT `a` FROM lake.t", ["wrong_quotes"]],
  ["DROP TABLE `lake`.`t`", []],
  ['DROP TABLE "lake"."t"', ["wrong_quotes"]],
  ["DROP TABLE lake._t", ["unquoted_underscore"]],
  [created("'a'").replace("lake.t", 'lake."t"'), ["wrong_quotes"]],
  ["SELECT 'never closed FROM lake.t", ["wrong_quotes"]],
  // Partitions
  [table("a string, at timestamp", " PARTITIONED BY (day(at), bucket(16, a))"), []],
  [table("a string", " PARTITIONED BY (bucket(a, 16))"), ["transform_order"]],
  [created("'bucket(a, 16)'"), []],
  [created("'bucket(16, a)'"), ["transform_order"]],
  [table("a string", " PARTITIONED BY (bucket(128, a))"), ["open_partitions"]],
  [created("'bucket(a, 16)', 'bucket(b, 8)'"), ["open_partitions"]],
  ["INSERT INTO lake.events (event_id) SELECT event_id FROM lake.stage", ["open_partitions"]],
  ["INSERT INTO lake.events (event_id) SELECT event_id FROM lake.stage WHERE event_ts >= TIMESTAMP '2026-01-01 00:00:00' AND event_ts < TIMESTAMP '2026-02-01 00:00:00'", []],
  // Types
  [table("a tinyint"), ["unsupported_type"]],
  [table("a varchar(10)"), ["unsupported_type"]],
  [table("a map<string,smallint>"), ["unsupported_type"]],
  [table("a timestamp(6)"), ["unsupported_type"]],
  // What a query reads
  ["SELECT event_id FROM lake.events", ["missing_predicate"]],
  ["SELECT event_id FROM lake.events WHERE event_dt = DATE '2026-01-01'", []],
  ['SELECT e.event_id FROM "lake"."events" AS e WHERE e.event_ts >= TIMESTAMP \'2026-01-01 00:00:00\'', []],
  ["CREATE OR REPLACE VIEW lake.v AS SELECT event_id FROM lake.events", []],
  ["SELECT event_id FROM lake.events_order", ["missing_predicate"]],
  ["SELECT a FROM (SELECT event_id AS a, event_ts FROM lake.events) AS e WHERE event_ts > TIMESTAMP '2026-01-01 00:00:00'", ["missing_predicate"]],
  ["SELECT event_id FROM lake.events WHERE event_dt = DATE '2026-01-01' UNION ALL SELECT event_id FROM lake.events", ["missing_predicate"]],
  ["MERGE INTO lake.events AS t USING (SELECT event_id FROM lake.stage) AS s ON t.event_id = s.event_id WHEN MATCHED THEN DELETE", ["missing_predicate"]],
  ["WITH events AS (SELECT 1 AS a) SELECT a FROM events", []],
  ["SELECT * FROM lake.t", ["select_star"]],
  ["SELECT t.*, 1 AS one FROM lake.t AS t", ["select_star"]],
  ["SELECT count(*) AS rows FROM lake.t", []],
  ["SELECT a * 2 AS b FROM lake.t", []],
  ["WITH x AS (SELECT a FROM lake.t) SELECT x.* FROM x", []],
  ["SELECT * FROM (SELECT a FROM lake.t) AS s", []],
  ["SELECT 'SELECT * FROM lake.events' AS said FROM lake.t -- SELECT * FROM lake.events", []],
  // Maintenance
  ["VACUUM lake.events", []],
  ['VACUUM "lake"."events"', ["maintenance_text"]],
  ["VACUUM lake.events -- nightly", ["maintenance_text"]],
  ["OPTIMIZE lake.events REWRITE DATA USING BIN_PACK WHERE event_dt > DATE '2026-01-01'", []],
  ["OPTIMIZE lake.events", ["maintenance_text"]],
  // Length
  [`SELECT '${"é".repeat(131_072)}' AS a`, ["too_long"]],
];

const every: readonly AthenaRule[] = ["bad_clause", "unquoted_underscore", "wrong_quotes", "reserved_word", "transform_order", "unsupported_type", "open_partitions", "too_long", "missing_predicate", "select_star", "maintenance_text"];

/** The rows of the page on traps: a statement, the rule that finds it, and what to write instead. */
function traps(): readonly (readonly [string, string, string])[] {
  const page = readFileSync(new URL("../../../docs/concepts/athena-traps.md", import.meta.url), "utf8");
  const code = (cell: string): string => cell.replace(/^(`+) ?(.*?) ?\1$/, "$2");
  return page.split("\n").filter((line) => line.startsWith("| `")).map((line) => {
    const [, trap = "", rule = "", instead = ""] = line.split("|").map((cell) => cell.trim());
    return [code(trap), code(rule), code(instead)];
  });
}

describe("the linter for Athena", () => {
  test("vector: what each statement is refused for", () => {
    for (const [sql, rules] of vectors) expect(rulesOf(sql), sql.slice(0, 200)).toEqual(rules);
  });

  test("law: every rule has a statement that breaks it, and each finding points into its statement", () => {
    const found = vectors.flatMap(([sql]) => lintAthena(sql).map((finding) => ({ ...finding, sql })));
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(every));
    for (const { at, sql, message } of found) {
      expect(at).toBeLessThan(sql.length);
      expect(message).toMatch(/expected .*/);
    }
  });

  test("law: the linter finds nothing in the DDL and the views we write", () => {
    for (const statement of ddl({ engine: "athena", location })) expect(rulesOf(statement), statement.slice(0, 120)).toEqual([]);
  });

  test("law: each trap of the page is found by the rule beside it and no other, what stands instead passes, and only too_long has no row", () => {
    for (const [trap, rule, instead] of traps()) {
      expect(rulesOf(trap), trap).toEqual([rule]);
      expect(rulesOf(instead), instead).toEqual([]);
    }
    expect([...new Set([...traps().map(([, rule]) => rule), "too_long"])].sort()).toEqual([...every].sort());
  });

  test("edge: another database is named in every statement", () => {
    for (const statement of ddl({ engine: "athena", location, database: "shop_lake" })) {
      expect(statement).not.toMatch(/["`]lake["`]\.|lake\.`/);
      expect(statement).toMatch(/["`]shop_lake["`]/);
    }
    expect(() => ddl({ engine: "athena", location, database: "Shop" })).toThrow(TypeError);
  });
});
