import { stat } from "node:fs/promises";
import { dialects, silverStatements } from "@liftproof/lake";
import { AdapterError } from "../../adapter-error.ts";
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
}

const maxFilesPerBatch = 400;

/**
 * Brings the bronze objects that silver does not hold yet into silver.
 *
 * Each batch is one transaction that also notes its objects, so a run that is interrupted and repeated, or run twice, or given the
 * objects in another order, ends with the same tables.
 *
 * @throws AdapterError `corrupt` when an object is not bronze; nothing of its batch is kept.
 */
export async function ingestBronze({ lake, bronzeRoot, onProgress = () => {}, batchBytes = 32 * 1024 * 1024 }: IngestOptions): Promise<IngestReport> {
  const objects = await listBronze(bronzeRoot);
  const knownRows = await lake.all("SELECT object_key FROM lake.ingested_objects");
  const known = new Set(knownRows.map((row) => row["object_key"]));
  const fresh = objects.filter(({ key }) => !known.has(key));
  const before = await tallies(lake);
  let done = 0;
  onProgress({ stage: "ingest", done, total: fresh.length });
  for await (const batch of batches(fresh, batchBytes)) {
    await transaction(lake, () => ingestBatch(lake, batch));
    done += batch.length;
    onProgress({ stage: "ingest", done, total: fresh.length });
  }
  await lake.run("DROP TABLE IF EXISTS stage_lines; DROP TABLE IF EXISTS stage_contested; DROP TABLE IF EXISTS stage_ranked; DROP TABLE IF EXISTS stage_files; DROP TABLE IF EXISTS stage_keys");
  const after = await tallies(lake);
  return {
    objects: fresh.length,
    known: objects.length - fresh.length,
    lines: after.lines - before.lines,
    events: after.events - before.events,
    rejected: after.rejected - before.rejected,
    duplicates: after.duplicates - before.duplicates,
  };
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
    throw new AdapterError("corrupt", `${keys}: expected bronze lines, got something else; verify the bronze folder to find the object`, { cause });
  }
  const keys = batch.map(({ path, key, sha256 }) => `(${textLiteral(path)}, ${textLiteral(key)}, ${textLiteral(sha256)})`);
  await lake.run(`CREATE OR REPLACE TEMP TABLE stage_keys AS SELECT * FROM (VALUES ${keys.join(", ")}) AS k (file, object_key, sha256)`);
  await lake.run(`CREATE OR REPLACE TEMP TABLE stage_lines AS
SELECT f.* EXCLUDE (file, running_number), k.object_key, f.running_number - s.first_number + 1 AS line_number
FROM stage_files AS f
JOIN (SELECT file, MIN(running_number) AS first_number FROM stage_files GROUP BY file) AS s ON s.file = f.file
JOIN stage_keys AS k ON k.file = f.file`);
  const [staged] = await lake.all("SELECT (SELECT count(*) FROM stage_lines) = (SELECT count(*) FROM stage_files) AS whole");
  if (staged?.["whole"] !== true) throw new AdapterError("failed", "ingest: expected to know the object of every line, got lines of unknown files");
  const statements = silverStatements(dialects.duckdb, { lines: "stage_lines", contested: "stage_contested", ranked: "stage_ranked" });
  for (const { sql } of statements) await lake.run(sql);
  await lake.run(`INSERT INTO lake.ingested_objects (object_key, sha256, lines)
SELECT k.object_key, k.sha256, count(s.object_key) FROM stage_keys AS k LEFT JOIN stage_lines AS s ON s.object_key = k.object_key GROUP BY k.object_key, k.sha256`);
}

async function tallies(lake: Lake): Promise<{ lines: number; events: number; rejected: number; duplicates: number }> {
  const [row] = await lake.all(`SELECT (SELECT COALESCE(SUM(lines), 0)::BIGINT FROM lake.ingested_objects) AS lines, (SELECT count(*) FROM lake.events) AS events,
(SELECT count(*) FROM lake.rejected) AS rejected, (SELECT count(*) FROM lake.duplicates) AS duplicates`);
  return { lines: Number(row?.["lines"]), events: Number(row?.["events"]), rejected: Number(row?.["rejected"]), duplicates: Number(row?.["duplicates"]) };
}
