import { inferAthena } from "@liftproof/adapters/athena";
import { inferLake } from "@liftproof/adapters/duckdb";
import type { InferOptions, InferReport } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { athenaClient } from "../input/athena-client.ts";
import type { AthenaPlaces } from "../input/athena-client.ts";
import { existingKills } from "../input/existing-kills.ts";
import { existingLake } from "../input/existing-lake.ts";
import { loadConfig } from "../input/load-config.ts";
import { withConfigChoices } from "../options/config-place-options.ts";
import { counted } from "../output/counted.ts";

interface InferCommandOptions extends ConfigPlaces, AthenaPlaces {
  readonly lake?: string;
  readonly athena?: string;
  readonly experiments: string;
  readonly killList?: string;
  readonly json?: boolean;
}

/** `liftproof infer`: moments into results. */
export const inferCommand: CommandFactory = (context) =>
  withConfigChoices(commandWithExamples("infer", "Run the estimators on the counts and moments in a lake, whoever counted them; no event is read.", [
    "infer --lake lake.duckdb --experiments config/experiments",
    "infer --lake lake.duckdb --experiments config/experiments --kill-list kills.json --json",
    "infer --athena shop_lake --workgroup jobs --region eu-central-1 --experiments config/experiments",
  ]))
    .option("--lake <file>", "DuckDB file whose int_experiment_ tables are filled, by build or by dbt")
    .option("--athena <database>", "database on Athena whose int_experiment_ tables are filled, in place of --lake")
    .option("--workgroup <name>", "workgroup of --athena; give it a scan limit (default: primary)")
    .option("--region <name>", "region of --athena (default: AWS_REGION)")
    .option("--output <folder>", "where Athena puts results, s3://BUCKET/PREFIX/ (default: as the workgroup says)")
    .option("--endpoint <url>", "a server other than AWS that speaks Athena's protocol")
    .requiredOption("--experiments <path>", "folder of experiments")
    .option("--kill-list <file>", "experiments that were ended, as guard and kill write them (default: none)")
    .option("--json", "machine output")
    .action((options: InferCommandOptions) => run(context, options));

async function run(context: CommandContext, options: InferCommandOptions): Promise<void> {
  if ((options.lake === undefined) === (options.athena === undefined)) throw new CommandFault(`--lake: expected either --lake or --athena, got ${options.lake === undefined ? "neither" : "both"}`);
  const { config } = await loadConfig(context, options.experiments, options);
  if (config.faults.length > 0) {
    for (const { message } of config.faults) context.io.stderr.write(`liftproof: ${message}\n`);
    context.finish(1);
    return;
  }
  const kills = options.killList === undefined ? [] : await existingKills(context, options.killList);
  const what = { experiments: config.experiments, metrics: config.metrics, kills };
  const { report, tables } = options.lake === undefined ? await onAthena(context, options, what) : await inFile(context, options.lake, what);
  printLine(context, options.json === true ? JSON.stringify(report) : forPeople(report, tables));
}

type Inferred = Omit<InferOptions, "lake">;

interface Outcome {
  readonly report: InferReport;
  /** Where the rows are, for people. */
  readonly tables: string;
}

async function inFile(context: CommandContext, path: string, what: Inferred): Promise<Outcome> {
  const lake = await existingLake(context, path);
  try {
    return { report: await inferLake({ lake, ...what }), tables: "lake.experiment_inference and lake.fact_experiment_result" };
  } finally {
    await lake.close();
  }
}

async function onAthena(context: CommandContext, { athena: database = "", ...places }: InferCommandOptions, what: Inferred): Promise<Outcome> {
  const athena = await athenaClient(context, { database, ...places });
  try {
    return { report: await inferAthena({ athena, database, ...what }), tables: `${database}.experiment_inference` };
  } finally {
    await athena.close();
  }
}

function forPeople({ runId, rows, looks, uncounted }: InferReport, tables: string): string {
  return [
    `run ${runId} of inference: ${counted(rows, "row")} at ${counted(looks, "look")}, in ${tables}`,
    ...uncounted.map((expId) => `${expId}: the lake holds no counts of it`),
  ].join("\n");
}
