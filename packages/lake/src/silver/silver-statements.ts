import { silverColumns } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { bodySha256 } from "./body-sha256.ts";

/** A statement and what it is for, in words for a progress line. */
export interface NamedStatement {
  readonly name: string;
  readonly sql: string;
}

/** Tables the statements use for their own work, as SQL names. They are left behind filled; drop them or let the session end. */
export interface SilverStage {
  /** Typed bronze lines: the silver columns (NULL for a refused line), `received_ts_us`, `code`, `path`, `message`, `raw_json`, `object_key`, `line_number`. */
  readonly lines: string;
  readonly contested: string;
  readonly ranked: string;
}

/**
 * Brings staged bronze lines into silver: refused lines to `lake.rejected`, the first receipt of each event id to `lake.events`, the
 * others to `lake.duplicates`. Ties go to the smaller SHA-256 of the raw line. Run in one transaction.
 *
 * The tables after any number of runs depend on the set of lines only, not on how they were split or ordered.
 */
export function silverStatements(dialect: Dialect, stage: SilverStage): readonly NamedStatement[] {
  const events = dialect.table("events");
  const duplicates = dialect.table("duplicates");
  const story = "event_id || chr(31) || body_sha256";
  // Events of experiments have ids made of their keys, so that browser, server and retries collapse to one row: no conflict.
  const conflict = `(substr(event_id, 1, 4) <> 'exp.' AND ${story} NOT IN (SELECT ${story} FROM ${stage.ranked} WHERE place = 1))`;
  const columns = silverColumns.map(({ column }) => quoteIdentifier(column)).join(", ");
  const ofStage = silverColumns.map(({ column }) => `s.${quoteIdentifier(column)}`).join(", ");
  const temporary = dialect.engine === "duckdb" ? "CREATE OR REPLACE TEMP TABLE" : "CREATE TABLE";
  return [
    {
      name: "keep refused lines",
      sql:
        `INSERT INTO ${dialect.table("rejected")} (received_ts_us, code, path, message, raw_json, object_key, line_number)\n` +
        `SELECT received_ts_us, code, path, message, raw_json, object_key, line_number FROM ${stage.lines} WHERE event_id IS NULL`,
    },
    {
      name: "find repeated event ids",
      sql:
        `${temporary} ${stage.contested} AS\nSELECT event_id FROM (\n  SELECT event_id FROM ${stage.lines} WHERE event_id IS NOT NULL\n` +
        `  UNION ALL\n  SELECT event_id FROM ${events} WHERE event_id IN (SELECT event_id FROM ${stage.lines})\n) AS met\nGROUP BY event_id HAVING count(*) > 1`,
    },
    {
      name: "rank repeated lines",
      sql:
        `${temporary} ${stage.ranked} AS\nSELECT pool.*, row_number() OVER (PARTITION BY event_id ORDER BY received_ts_us, raw_sha256, stored DESC, object_key, line_number) AS place\nFROM (\n` +
        `  SELECT s.event_id, s.received_ts_us, ${dialect.sha256("s.raw_json")} AS raw_sha256, ${bodySha256(dialect, "s")} AS body_sha256, 0 AS stored, s.object_key, s.line_number\n` +
        `  FROM ${stage.lines} AS s WHERE s.event_id IN (SELECT event_id FROM ${stage.contested})\n` +
        `  UNION ALL\n` +
        `  SELECT e.event_id, e.received_ts_us, ${dialect.sha256("e.raw_json")}, ${bodySha256(dialect, "e")}, 1, '', CAST(0 AS ${dialect.type("bigint")})\n` +
        `  FROM ${events} AS e WHERE e.event_id IN (SELECT event_id FROM ${stage.contested})\n) AS pool`,
    },
    {
      name: "keep duplicates",
      sql:
        `INSERT INTO ${duplicates} (event_id, received_ts_us, raw_sha256, body_sha256, conflict)\n` +
        `SELECT event_id, received_ts_us, raw_sha256, body_sha256, ${conflict} FROM ${stage.ranked} WHERE place > 1`,
    },
    {
      // The kept line was replaced by an earlier one, so what was a duplicate of it before is held against the new one.
      name: "judge earlier duplicates anew",
      sql: `UPDATE ${duplicates} SET conflict = ${conflict}\nWHERE event_id IN (SELECT event_id FROM ${stage.ranked} WHERE stored = 1 AND place > 1)`,
    },
    {
      name: "take out rows received later",
      sql: `DELETE FROM ${events} WHERE event_id IN (SELECT event_id FROM ${stage.ranked} WHERE stored = 1 AND place > 1)`,
    },
    {
      name: "write events",
      sql:
        `INSERT INTO ${events} (${columns})\nSELECT ${ofStage} FROM ${stage.lines} AS s\n` +
        `LEFT JOIN ${stage.ranked} AS r ON r.stored = 0 AND r.object_key = s.object_key AND r.line_number = s.line_number\n` +
        `WHERE s.event_id IS NOT NULL AND (r.place IS NULL OR r.place = 1)`,
    },
  ];
}
