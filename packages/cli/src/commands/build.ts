import { buildLake, readModeSwitches } from "@liftproof/adapters/duckdb";
import type { BuildReport, Lake } from "@liftproof/adapters/duckdb";
import { attributionRules, referralRules } from "@liftproof/attribution";
import { identityHash } from "@liftproof/click-token/node";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { parseInstant } from "../attribute/parse-instant.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { existingKills } from "../input/existing-kills.ts";
import { existingLake } from "../input/existing-lake.ts";
import { loadConfig } from "../input/load-config.ts";
import { readPepper } from "../input/read-pepper.ts";
import { readReferral, readRules } from "../input/read-rules.ts";
import { withConfigChoices } from "../options/config-place-options.ts";
import { conflictLines } from "../output/conflict-lines.ts";
import { counted } from "../output/counted.ts";
import { phaseLines } from "../output/phase-lines.ts";
import { modeSwitchLines } from "../output/mode-switch-lines.ts";
import { creditSummary, creditText } from "../build/credit-summary.ts";
import { progressBars } from "../output/progress-bars.ts";

interface BuildOptions extends ConfigPlaces {
  readonly lake: string;
  readonly experiments?: string;
  readonly rules?: string;
  readonly pepperFile?: string;
  readonly watermark?: string;
  readonly killList?: string;
  readonly incremental?: boolean;
  readonly json?: boolean;
}

/** `liftproof build`: silver into gold. */
export const buildCommand: CommandFactory = (context) =>
  withConfigChoices(commandWithExamples("build", "Build the gold tables of a lake: orders, touches, attribution, exposures, results.", [
    "build --lake lake.duckdb",
    "build --lake lake.duckdb --experiments config/experiments --rules config/rules.yaml",
    "build --lake lake.duckdb --pepper-file pepper.txt",
  ]))
    .requiredOption("--lake <file>", "DuckDB file that holds silver tables")
    .option("--experiments <path>", "folder of experiments (default: none)")
    .option("--rules <file>", "rules.yaml for attribution")
    .option("--pepper-file <file>", "secret of the identity hashes in tokens: a token minted for somebody else is no proof")
    .option("--kill-list <file>", "experiments that were ended, as guard and kill write them: their results say stop from then on (default: none)")
    .option("--watermark <instant>", "read only what was received until then, ISO 8601 (default: everything; with a referral program until the last decision about an award, if that is later)")
    .option("--incremental", "compute attribution anew only for whom this build could say something else than the one before")
    .option("--json", "machine output")
    .action((options: BuildOptions) => run(context, options));

async function run(context: CommandContext, options: BuildOptions): Promise<void> {
  const config = options.experiments === undefined ? undefined : (await loadConfig(context, options.experiments, options)).config;
  if (config !== undefined && config.faults.length > 0) {
    for (const { message } of config.faults) context.io.stderr.write(`liftproof: ${message}\n`);
    context.finish(1);
    return;
  }
  const rules = attributionRules(options.rules === undefined ? {} : await readRules(context, options.rules));
  const program = options.rules === undefined ? undefined : await readReferral(context, options.rules);
  const watermarkUs = options.watermark === undefined ? undefined : watermarkOf(options.watermark);
  const pepper = options.pepperFile === undefined ? undefined : await readPepper(context, options.pepperFile);
  const kills = options.killList === undefined ? [] : await existingKills(context, options.killList);
  const bars = progressBars(context);
  const lake = await existingLake(context, options.lake);
  try {
    const report = await buildLake({
      lake,
      rules,
      ...(config === undefined ? {} : { experiments: config.experiments, metrics: config.metrics }),
      kills,
      ...(watermarkUs === undefined ? {} : { watermarkUs }),
      ...(program === undefined ? {} : { referral: referralRules(program) }),
      incremental: options.incremental === true,
      // Only people have hashes; an anonymous visitor may turn out to be the right one.
      ...(pepper === undefined ? {} : { identityHashOf: (identityId: string) => (identityId.startsWith("u:") ? identityHash(identityId, pepper) : undefined) }),
      onProgress: ({ stage, done, total }) => bars.show(stage, done, total),
    });
    bars.stop();
    const switches = await readModeSwitches(lake);
    const credit = await creditSummary(lake, rules);
    if (options.json === true) printLine(context, JSON.stringify({ ...report, ...credit, tokenModeLog: switches }));
    else printLine(context, [forPeople(report, await resultsText(lake), await conflictsOf(lake, report)), ...modeSwitchLines(switches), ...creditText(credit)].join("\n"));
  } finally {
    bars.stop();
    await lake.close();
  }
}

function watermarkOf(text: string): number {
  const instant = parseInstant(text);
  if (instant === null) throw new CommandFault(`--watermark: expected ISO 8601, as in 2026-11-01T00:00:00Z, got ${JSON.stringify(text)}`);
  return instant;
}

/** "2 results of 1 experiment (38 looks)": the rows of each experiment's latest look, and how many looks there were. */
async function resultsText(lake: Lake): Promise<string> {
  const [row] = await lake.all(`SELECT count(*) FILTER (is_last) AS results, count(DISTINCT exp_id) AS experiments, count(DISTINCT (exp_id, phase, as_of_us)) AS looks
FROM (SELECT exp_id, phase, as_of_us, as_of_us = MAX(as_of_us) OVER (PARTITION BY exp_id, phase) AS is_last FROM lake.fact_experiment_result)`);
  return `${counted(Number(row?.["results"]), "result")} of ${counted(Number(row?.["experiments"]), "experiment")} (${counted(Number(row?.["looks"]), "look")})`;
}

async function conflictsOf(lake: Lake, { watermarkUs }: BuildReport): Promise<number> {
  const [row] = await lake.all("SELECT count(*) AS lines FROM lake.duplicates WHERE conflict AND received_ts_us <= $1", [watermarkUs]);
  return Number(row?.["lines"]);
}

function forPeople({ runId, watermarkUs, events, touches, orders, restated, referrals, skipped, phases }: BuildReport, results: string, conflicts: number): string {
  const at = new Date(watermarkUs / 1000).toISOString();
  return [
    `run ${runId}: ${counted(events, "event")} received until ${at}`,
    `${counted(touches, "touch", "touches")}, ${counted(orders, "order")}, ${results}`,
    ...(restated === 0 ? [] : [`${counted(restated, "final fact")} restated; what ${restated === 1 ? "it" : "they"} said before is in lake.fact_attribution_restatement`]),
    ...(referrals === null ? [] : [`${counted(referrals.added, "entry", "entries")} added to the referral ledger`]),
    ...(referrals?.refused ?? []).map(({ kind, orderId, atUs }) => `${kind} of the award for order ${orderId}, decided ${new Date(atUs / 1000).toISOString()}: not followed, for by then it was not ${kind === "pay" ? "approved, or nothing was left" : "there, was paid, or nothing was left"}`),
    ...skipped.map(({ expId, metric, reason }) => `${expId}${metric === null ? "" : `, ${metric}`}: no result: ${reason.replaceAll("_", " ")}`),
    ...phases.flatMap(phaseLines),
    ...conflictLines(conflicts),
  ].join("\n");
}
