import { dialects, silverStatements } from "@liftproof/lake";
import { AdapterError } from "../../adapter-error.ts";
import { listBronze } from "../../files/list-bronze.ts";
import type { BronzeObject } from "../../files/list-bronze.ts";
import type { BronzeFault } from "../../files/verify-bronze.ts";
import { textLiteral } from "../quote.ts";
import { checkedBatches } from "./checked-batches.ts";
import type { OnProgress } from "./progress.ts";
import type { Lake } from "./open-lake.ts";
import { stagedLinesSql } from "./staged-lines-sql.ts";
import { transaction } from "./transaction.ts";

/** What to bring into silver. */
export interface IngestOptions {
  readonly lake: Lake;
  /** Folder that holds `raw/`. */
  readonly bronzeRoot: string;
  readonly onProgress?: OnProgress;
  /** Bytes of bronze, as stored, that one transaction takes. Bounds memory. Default 32 MiB. */
  readonly batchBytes?: number;
}

/** What one run of ingestion did. */
export interface IngestReport {
  /** Objects that this run took in. */
  readonly objects: number;
  /** Objects that silver held already. */
  readonly known: number;
  readonly lines: number;
  /** Events that this run added. */
  readonly events: number;
  readonly rejected: number;
  readonly duplicates: number;
  /** Of the duplicates of this run and those before it, how many more now tell another story than the kept line of their event id. */
  readonly conflicts: number;
  /**
   * Objects whose lines are missing because they are not what their keys promise; every other object is in. A run after they are
   * restored takes them in.
   */
  readonly damaged: readonly BronzeFault[];
}

/**
 * Brings the bronze objects that silver does not hold yet into silver.
 *
 * Each batch is one transaction that also notes its objects, so a run that is interrupted and repeated, or run twice, or given the
 * objects in another order, ends with the same tables.
 *
 * An object that is damaged, not what its key says, or not bronze is left out whole and named in the report.
 *
 * @throws AdapterError when the disk or the engine fails; the batches before are in, and the same call goes on from there.
 */
export async function ingestBronze({ lake, bronzeRoot, onProgress = () => {}, batchBytes = 32 * 1024 * 1024 }: IngestOptions): Promise<IngestReport> {
  const objects = await listBronze(bronzeRoot);
  const knownRows = await lake.all("SELECT object_key FROM lake.ingested_objects");
  const known = new Set(knownRows.map((row) => row["object_key"]));
  const fresh = objects.filter(({ key }) => !known.has(key));
  const before = await tallies(lake);
  const damaged: BronzeFault[] = [];
  let done = 0;
  onProgress({ stage: "ingest", done, total: fresh.length });
  for await (const batch of checkedBatches(fresh, batchBytes)) {
    const staged = await stageBronze(lake, batch.sound);
    if (staged.length > 0) await transaction(lake, () => ingestStaged(lake, staged));
    damaged.push(...batch.damaged, ...batch.sound.filter((object) => !staged.includes(object)).map(({ key }): BronzeFault => ({ key, reason: "strange_lines" })));
    done += batch.sound.length + batch.damaged.length;
    onProgress({ stage: "ingest", done, total: fresh.length });
  }
  await lake.run("DROP VIEW IF EXISTS stage_lines; DROP TABLE IF EXISTS stage_contested; DROP TABLE IF EXISTS stage_ranked; DROP TABLE IF EXISTS stage_files; DROP TABLE IF EXISTS stage_keys");
  const after = await tallies(lake);
  return {
    objects: fresh.length - damaged.length,
    known: objects.length - fresh.length,
    lines: after.lines - before.lines,
    events: after.events - before.events,
    rejected: after.rejected - before.rejected,
    duplicates: after.duplicates - before.duplicates,
    conflicts: after.conflicts - before.conflicts,
    damaged,
  };
}

/** Reads objects into `stage_files` and gives those whose every line is bronze; others are not staged. */
async function stageBronze(lake: Lake, batch: readonly BronzeObject[]): Promise<readonly BronzeObject[]> {
  const sound = await bronzeAmong(lake, batch);
  if (sound.length > 0 && sound.length < batch.length) await readLines(lake, sound);
  return sound;
}

/** The bronze objects of a batch. The engine does not say which file it stumbled over, so a batch it refuses is halved until it does. */
async function bronzeAmong(lake: Lake, batch: readonly BronzeObject[]): Promise<readonly BronzeObject[]> {
  if (batch.length === 0) return [];
  try {
    await readLines(lake, batch);
  } catch (cause) {
    if (!(cause instanceof AdapterError) || !/Malformed JSON|Conversion|transform/i.test(cause.message)) throw cause;
    if (batch.length === 1) return [];
    const middle = batch.length >> 1;
    return [...(await bronzeAmong(lake, batch.slice(0, middle))), ...(await bronzeAmong(lake, batch.slice(middle)))];
  }
  // A JSON line without a row and without a rejection is not one of ours.
  const strange = await lake.all("SELECT DISTINCT file FROM stage_files WHERE event_id IS NULL AND code IS NULL");
  const files = new Set(strange.map((row) => row["file"]));
  return batch.filter(({ path }) => !files.has(path));
}

async function readLines(lake: Lake, batch: readonly BronzeObject[]): Promise<void> {
  await lake.run(stagedLinesSql("stage_files", batch.map(({ path }) => path)));
}

async function ingestStaged(lake: Lake, batch: readonly BronzeObject[]): Promise<void> {
  const keys = batch.map(({ path, key, sha256 }) => `(${textLiteral(path)}, ${textLiteral(key)}, ${textLiteral(sha256)})`);
  await lake.run(`CREATE OR REPLACE TEMP TABLE stage_keys AS
SELECT k.file, k.object_key, k.sha256, COALESCE(s.first_row, 0) AS first_row, COALESCE(s.last_row - s.first_row + 1, 0) AS span, COALESCE(s.lines, 0) AS lines
FROM (VALUES ${keys.join(", ")}) AS k (file, object_key, sha256)
LEFT JOIN (SELECT file, MIN(rowid) AS first_row, MAX(rowid) AS last_row, count(*) AS lines FROM stage_files GROUP BY file) AS s ON s.file = k.file`);
  const [staged] = await lake.all("SELECT SUM(lines) = (SELECT count(*) FROM stage_files) AND bool_and(span = lines) AS whole FROM stage_keys");
  if (staged?.["whole"] !== true) throw new AdapterError("failed", "ingest: expected to know the object and number of every line, got lines of unknown files or out of order; nothing of this batch was kept, report it");
  // A view, not a table: the wide rows are stored once before they reach silver.
  await lake.run(`CREATE OR REPLACE TEMP VIEW stage_lines AS
SELECT f.* EXCLUDE (file), k.object_key, f.rowid - k.first_row + 1 AS line_number FROM stage_files AS f JOIN stage_keys AS k ON k.file = f.file`);
  const statements = silverStatements(dialects.duckdb, { lines: "stage_lines", contested: "stage_contested", ranked: "stage_ranked" });
  for (const { sql } of statements) await lake.run(sql);
  await lake.run("INSERT INTO lake.ingested_objects (object_key, sha256, lines) SELECT object_key, sha256, lines FROM stage_keys");
}

async function tallies(lake: Lake): Promise<{ lines: number; events: number; rejected: number; duplicates: number; conflicts: number }> {
  const [row] = await lake.all(`SELECT (SELECT COALESCE(SUM(lines), 0)::BIGINT FROM lake.ingested_objects) AS lines, (SELECT count(*) FROM lake.events) AS events,
(SELECT count(*) FROM lake.rejected) AS rejected, (SELECT count(*) FROM lake.duplicates) AS duplicates, (SELECT count(*) FROM lake.duplicates WHERE conflict) AS conflicts`);
  return { lines: Number(row?.["lines"]), events: Number(row?.["events"]), rejected: Number(row?.["rejected"]), duplicates: Number(row?.["duplicates"]), conflicts: Number(row?.["conflicts"]) };
}
