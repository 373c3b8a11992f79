import { engineVersion, rulesHash } from "@liftproof/attribution";
import type { AttributionRules } from "@liftproof/attribution";
import type { EpochMicros } from "@liftproof/events";
import type { ExperimentDefinition, MetricDefinition } from "@liftproof/experiments";
import { attributionStatements, createTable, dialects, goldTables } from "@liftproof/lake";
import type { GoldOptions } from "@liftproof/lake";
import { buildExperiments } from "./build-experiments.ts";
import type { SkippedResult } from "./build-experiments.ts";
import { buildIdentities } from "./build-identities.ts";
import { buildProofKnowledge } from "./build-proof-knowledge.ts";
import { factExperimentResultTable } from "./open-lake.ts";
import type { Lake } from "./open-lake.ts";
import type { OnProgress } from "./progress.ts";
import { transaction } from "./transaction.ts";

/** What to build gold from. */
export interface BuildOptions {
  readonly lake: Lake;
  readonly rules: AttributionRules;
  readonly experiments?: readonly ExperimentDefinition[];
  readonly metrics?: readonly MetricDefinition[];
  /** Events received later are not read. Default: the last receipt in silver. */
  readonly watermarkUs?: EpochMicros;
  readonly onProgress?: OnProgress;
  /** The keyed hash of an identity under the minters' pepper, for tokens minted for one person; without it they are believed from anybody. */
  readonly identityHashOf?: (identityId: string) => string | undefined;
}

/** What one build published. */
export interface BuildReport {
  readonly runId: number;
  readonly watermarkUs: EpochMicros;
  readonly events: number;
  readonly touches: number;
  readonly orders: number;
  readonly experimentRows: number;
  readonly skipped: readonly SkippedResult[];
}

/**
 * Builds every gold table from silver and publishes them together.
 *
 * The whole build is one transaction: a reader on another connection sees the tables of the run before or those of this one, and a
 * build that is interrupted leaves everything as it was. The same silver and arguments give the same tables.
 */
export async function buildLake({ lake, rules, experiments = [], metrics = [], onProgress = () => {}, ...options }: BuildOptions): Promise<BuildReport> {
  const watermarkUs = options.watermarkUs ?? (await lastReceipt(lake));
  const plain: GoldOptions = { dialect: dialects.duckdb, rules, watermarkUs };
  const total = attributionStatements(plain).length + experiments.length + 3;
  let done = 0;
  const step = (): void => onProgress({ stage: "build", done: done++, total });
  return transaction(lake, async () => {
    step();
    // Gold can always be made again, so its tables are made anew and never have to be altered.
    for (const table of [...goldTables, factExperimentResultTable]) {
      await lake.run(`DROP TABLE IF EXISTS ${dialects.duckdb.table(table.name)}; ${createTable(table, { engine: "duckdb" })}`);
    }
    await buildIdentities(lake, watermarkUs);
    step();
    const { identityHashOf } = options;
    const loweredKeys = await buildProofKnowledge({ lake, gold: plain, ...(identityHashOf === undefined ? {} : { identityHashOf }) });
    const gold: GoldOptions = { ...plain, known: { loweredKeys } };
    for (const { sql } of attributionStatements(gold)) {
      await lake.run(sql);
      step();
    }
    const skipped = await buildExperiments({ lake, gold, experiments, metrics, onStep: step });
    await lake.run(
      `INSERT INTO lake.build_runs (run_id, watermark_us, rules_hash, engine_version, events)
SELECT COALESCE((SELECT MAX(run_id) FROM lake.build_runs), 0) + 1, $1, $2, $3, (SELECT count(*) FROM lake.events WHERE received_ts_us <= $1)`,
      [watermarkUs, rulesHash(rules), engineVersion],
    );
    return { watermarkUs, skipped, ...(await sizes(lake)) };
  });
}

async function lastReceipt(lake: Lake): Promise<EpochMicros> {
  const [row] = await lake.all("SELECT COALESCE(MAX(received_ts_us), 0) AS us FROM lake.events");
  return Number(row?.["us"]);
}

async function sizes(lake: Lake): Promise<Omit<BuildReport, "watermarkUs" | "skipped">> {
  const [row] = await lake.all(`SELECT run_id, events, (SELECT count(*) FROM lake.int_touches) AS touches, (SELECT count(*) FROM lake.fact_orders) AS orders,
(SELECT count(*) FROM lake.fact_experiment_result) AS results FROM lake.build_runs ORDER BY run_id DESC LIMIT 1`);
  return {
    runId: Number(row?.["run_id"]),
    events: Number(row?.["events"]),
    touches: Number(row?.["touches"]),
    orders: Number(row?.["orders"]),
    experimentRows: Number(row?.["results"]),
  };
}
