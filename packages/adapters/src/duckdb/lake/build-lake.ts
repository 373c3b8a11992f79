import { engineVersion, rulesHash } from "@liftproof/attribution";
import type { AttributionRules, ReferralDecision, ReferralRules } from "@liftproof/attribution";
import type { EpochMicros } from "@liftproof/events";
import type { ExperimentDefinition, Kill, MetricDefinition } from "@liftproof/experiments";
import { attributionStatements, createTable, dialects, goldTables, martStatements } from "@liftproof/lake";
import type { GoldOptions } from "@liftproof/lake";
import { buildExperiments } from "./experiments/build-experiments.ts";
import type { PhaseReport, SkippedResult } from "./experiments/phase-results.ts";
import { attributionTables, buildAttribution } from "./build-attribution.ts";
import { fingerprintOf, lastRunFor } from "./build-scope.ts";
import type { BuildScope } from "./build-scope.ts";
import { buildReferrals } from "./build-referrals.ts";
import type { ReferralReport } from "./build-referrals.ts";
import { factExperimentResultTable } from "./experiments/result-tables.ts";
import type { Lake } from "./open-lake.ts";
import type { OnProgress } from "./progress.ts";
import { transaction } from "./transaction.ts";

/** What to build gold from. */
export interface BuildOptions {
  readonly lake: Lake;
  readonly rules: AttributionRules;
  readonly experiments?: readonly ExperimentDefinition[];
  readonly metrics?: readonly MetricDefinition[];
  /** What a kill list holds: results of a killed phase say stop from then on, and count nobody exposed later. */
  readonly kills?: readonly Kill[];
  /** Events received later are not read. Default: the last receipt in silver, with `referral` the last decision about an award where that is later. */
  readonly watermarkUs?: EpochMicros;
  /**
   * Computes attribution anew only for the identities of which this run could say something else than the one before. The tables are those
   * of a full build; what else it reads, experiments among it, is read in full. Default false.
   */
  readonly incremental?: boolean;
  readonly onProgress?: OnProgress;
  /** The keyed hash of an identity under the minters' pepper, for tokens minted for one person; without it they are believed from anybody. */
  readonly identityHashOf?: (identityId: string) => string | undefined;
  /** The referral program in force; without it the ledger stays as it is. */
  readonly referral?: ReferralRules;
  /** What was decided about awards, beside the payments that `payout.paid` events report with `award_entry_id`. */
  readonly referralDecisions?: readonly ReferralDecision[];
}

/** What one build published. */
export interface BuildReport {
  readonly runId: number;
  readonly watermarkUs: EpochMicros;
  readonly events: number;
  readonly touches: number;
  readonly orders: number;
  readonly experimentRows: number;
  /** For whom attribution was computed. */
  readonly scope: BuildScope;
  /** Final facts that this build replaced, each kept in `lake.fact_attribution_restatement`. */
  readonly restated: number;
  /** Null without a referral program, and when a build reads less than one before it: a ledger does not run backward. */
  readonly referrals: ReferralReport | null;
  readonly skipped: readonly SkippedResult[];
  /** How each experiment phase was run that anybody was exposed to. */
  readonly phases: readonly PhaseReport[];
}

/**
 * Builds every gold table from silver and publishes them together.
 *
 * The whole build is one transaction: a reader on another connection sees the tables of the run before or those of this one, and a
 * build that is interrupted leaves everything as it was. The same silver and arguments give the same tables, but for what is only
 * ever added to (the referral ledger, restatements, the log of builds) and the watermark of a fact, which is that of the build that
 * first published what the row says.
 */
export async function buildLake({ lake, rules, experiments = [], metrics = [], onProgress = () => {}, ...options }: BuildOptions): Promise<BuildReport> {
  const watermarkUs = options.watermarkUs ?? Math.max(await lastReceipt(lake), options.referral === undefined ? 0 : await lastDecision(lake, options.referralDecisions));
  const plain: GoldOptions = { dialect: dialects.duckdb, rules, watermarkUs };
  const total = attributionStatements(plain).length + experiments.length + 4;
  let done = 0;
  const step = (): void => onProgress({ stage: "build", done: done++, total });
  return transaction(lake, async () => {
    step();
    const before = await lastWatermark(lake);
    const from = options.incremental === true ? await lastRunFor(lake, { rules, watermarkUs }) : ({ kind: "all", reason: "asked" } as const);
    // Gold can always be made again, so its tables are made anew and never have to be altered.
    for (const table of [...goldTables.filter(({ name }) => !attributionTables.has(name)), factExperimentResultTable]) {
      await lake.run(`DROP TABLE IF EXISTS ${dialects.duckdb.table(table.name)}; ${createTable(table, { engine: "duckdb" })}`);
    }
    const { identityHashOf, referral, referralDecisions: decisions = [] } = options;
    const { gold, scope, restated } = await buildAttribution({ lake, gold: plain, from, onStep: step, ...(identityHashOf === undefined ? {} : { identityHashOf }) });
    const referrals = referral === undefined || watermarkUs < before ? null : await buildReferrals({ lake, gold, rules: referral, decisions });
    for (const { sql } of martStatements(gold, await eventNames(lake))) await lake.run(sql);
    step();
    const { skipped, phases } = await buildExperiments({ lake, gold, experiments, metrics, kills: options.kills ?? [], onStep: step });
    await lake.run(
      `INSERT INTO lake.build_runs (run_id, watermark_us, rules_hash, engine_version, events)
SELECT COALESCE((SELECT MAX(run_id) FROM lake.build_runs), 0) + 1, $1, $2, $3, (SELECT count(*) FROM lake.events WHERE received_ts_us <= $1)`,
      [watermarkUs, rulesHash(rules), engineVersion],
    );
    await lake.run("INSERT INTO lake.build_fingerprints (run_id, fingerprint) SELECT MAX(run_id), $1 FROM lake.build_runs", [await fingerprintOf(lake, watermarkUs)]);
    return { watermarkUs, scope, skipped, phases, restated, referrals, ...(await sizes(lake)) };
  });
}

async function eventNames(lake: Lake): Promise<ReadonlySet<string>> {
  return new Set((await lake.all("SELECT DISTINCT event_name FROM lake.events")).map((row) => String(row["event_name"])));
}

async function lastReceipt(lake: Lake): Promise<EpochMicros> {
  const [row] = await lake.all("SELECT COALESCE(MAX(received_ts_us), 0) AS us FROM lake.events");
  return Number(row?.["us"]);
}

/** People decide after the last event, and what they decided has to take effect. */
async function lastDecision(lake: Lake, given: readonly ReferralDecision[] = []): Promise<EpochMicros> {
  const [row] = await lake.all('SELECT COALESCE(epoch_us(MAX("at")), 0) AS us FROM lake.referral_decisions');
  return given.reduce((lastUs, { atUs }) => Math.max(lastUs, atUs), Number(row?.["us"]));
}

/** How far any build before has read. */
async function lastWatermark(lake: Lake): Promise<EpochMicros> {
  const [row] = await lake.all("SELECT COALESCE(MAX(watermark_us), 0) AS us FROM lake.build_runs");
  return Number(row?.["us"]);
}

async function sizes(lake: Lake): Promise<Pick<BuildReport, "runId" | "events" | "touches" | "orders" | "experimentRows">> {
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
