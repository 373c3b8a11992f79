import { stat } from "node:fs/promises";
import { dialects, silverStatements } from "@liftproof/lake";
import { AdapterError } from "../../adapter-error.ts";
import { checkObject } from "../../files/check-object.ts";
import { fileStep } from "../../files/file-error.ts";
import { listBronze } from "../../files/list-bronze.ts";
import type { BronzeObject } from "../../files/list-bronze.ts";
import { textLiteral } from "../quote.ts";
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
  /** Objects read by this run. */
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
}

/** Objects read and checked at a time while the engine works on the batch before. */
const checkers = 2;
const maxFilesPerBatch = 400;

/**
 * Brings the bronze objects that silver does not hold yet into silver.
 *
 * Each batch is one transaction that also notes its objects, so a run that is interrupted and repeated, or run twice, or given the
 * objects in another order, ends with the same tables.
 *
 * @throws AdapterError `corrupt` when an object is damaged, not what its key says, or not bronze; nothing of its batch is kept.
 */
export async function ingestBronze({ lake, bronzeRoot, onProgress = () => {}, batchBytes = 32 * 1024 * 1024 }: IngestOptions): Promise<IngestReport> {
  const objects = await listBronze(bronzeRoot);
  const knownRows = await lake.all("SELECT object_key FROM lake.ingested_objects");
  const known = new Set(knownRows.map((row) => row["object_key"]));
  const fresh = objects.filter(({ key }) => !known.has(key));
  const before = await tallies(lake);
  let done = 0;
  onProgress({ stage: "ingest", done, total: fresh.length });
  for await (const batch of checked(batches(fresh, batchBytes))) {
    await transaction(lake, () => ingestBatch(lake, batch));
    done += batch.length;
    onProgress({ stage: "ingest", done, total: fresh.length });
  }
  await lake.run("DROP VIEW IF EXISTS stage_lines; DROP TABLE IF EXISTS stage_contested; DROP TABLE IF EXISTS stage_ranked; DROP TABLE IF EXISTS stage_files; DROP TABLE IF EXISTS stage_keys");
  const after = await tallies(lake);
  return {
    objects: fresh.length,
    known: objects.length - fresh.length,
    lines: after.lines - before.lines,
    events: after.events - before.events,
    rejected: after.rejected - before.rejected,
    duplicates: after.duplicates - before.duplicates,
    conflicts: after.conflicts - before.conflicts,
  };
}

/** Batches whose every object holds what its key says. The next batch is checked while the one before is taken in. */
async function* checked(source: AsyncGenerator<readonly BronzeObject[]>): AsyncGenerator<readonly BronzeObject[]> {
  const next = async (): Promise<readonly BronzeObject[] | undefined> => {
    const { value, done } = await source.next();
    if (done === true) return undefined;
    const waiting = value.values();
    const check = async (): Promise<void> => {
      for (const object of waiting) await checkObject(object);
    };
    await Promise.all(Array.from({ length: checkers }, check));
    return value;
  };
  for (let coming = next(); ; ) {
    const batch = await coming;
    if (batch === undefined) return;
    coming = next();
    // A failure is told when its batch is due, after the one before is in.
    coming.catch(() => {});
    yield batch;
  }
}

async function* batches(objects: readonly BronzeObject[], batchBytes: number): AsyncGenerator<readonly BronzeObject[]> {
  let batch: BronzeObject[] = [];
  let bytes = 0;
  for (const object of objects) {
    const { size } = await fileStep("read", object.path, () => stat(object.path));
    if (batch.length > 0 && (bytes + size > batchBytes || batch.length >= maxFilesPerBatch)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(object);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function ingestBatch(lake: Lake, batch: readonly BronzeObject[]): Promise<void> {
  try {
    await lake.run(stagedLinesSql("stage_files", batch.map(({ path }) => path)));
  } catch (cause) {
    if (!(cause instanceof AdapterError) || !/Malformed JSON|Conversion|transform/i.test(cause.message)) throw cause;
    const keys = batch.length === 1 ? batch[0]?.key : `${batch[0]?.key} and the ${batch.length - 1} objects after it`;
    throw new AdapterError("corrupt", `${keys}: expected bronze lines, got something else; run verifyBronze to find the object, then set it aside`, { cause });
  }
  const keys = batch.map(({ path, key, sha256 }) => `(${textLiteral(path)}, ${textLiteral(key)}, ${textLiteral(sha256)})`);
  await lake.run(`CREATE OR REPLACE TEMP TABLE stage_keys AS
SELECT k.file, k.object_key, k.sha256, COALESCE(s.first_row, 0) AS first_row, COALESCE(s.last_row - s.first_row + 1, 0) AS span, COALESCE(s.lines, 0) AS lines
FROM (VALUES ${keys.join(", ")}) AS k (file, object_key, sha256)
LEFT JOIN (SELECT file, MIN(rowid) AS first_row, MAX(rowid) AS last_row, count(*) AS lines FROM stage_files GROUP BY file) AS s ON s.file = k.file`);
  const [staged] = await lake.all("SELECT SUM(lines) = (SELECT count(*) FROM stage_files) AND bool_and(span = lines) AS whole FROM stage_keys");
  if (staged?.["whole"] !== true) throw new AdapterError("failed", "ingest: expected to know the object and number of every line, got lines of unknown files or out of order");
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
