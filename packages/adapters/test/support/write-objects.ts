import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { SilverRow } from "@liftproof/events";
import { bronzeColumns } from "@liftproof/events";

/** A row as a bronze line. */
export function lineOf(row: SilverRow): string {
  const columns = Object.fromEntries(bronzeColumns.map(({ field, column }) => [column, row[field]]));
  return JSON.stringify({ v: 1, received_ts_us: row.receivedTsUs, row: columns, raw: row.rawJson });
}

/** Writes lines as one bronze object, all under one hour; gives its key. */
export function writeObject(root: string, lines: readonly string[], hour: string = "event_dt=2026-03-01/00"): string {
  const text = `${lines.join("\n")}\n`;
  const key = `raw/${hour}/evt-${createHash("sha256").update(text).digest("hex")}.ndjson.gz`;
  mkdirSync(dirname(join(root, key)), { recursive: true });
  writeFileSync(join(root, key), gzipSync(text, { level: 1 }));
  return key;
}
