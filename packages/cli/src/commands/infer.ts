import { inferLake } from "@liftproof/adapters/duckdb";
import type { InferReport } from "@liftproof/adapters/duckdb";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { existingKills } from "../input/existing-kills.ts";
import { existingLake } from "../input/existing-lake.ts";
import { loadConfig } from "../input/load-config.ts";
import { withConfigChoices } from "../options/config-place-options.ts";
import { counted } from "../output/counted.ts";

interface InferCommandOptions extends ConfigPlaces {
  readonly lake: string;
  readonly experiments: string;
  readonly killList?: string;
  readonly json?: boolean;
}

/** `liftproof infer`: moments into results. */
export const inferCommand: CommandFactory = (context) =>
  withConfigChoices(commandWithExamples("infer", "Run the estimators on the counts and moments in a lake, whoever counted them; no event is read.", [
    "infer --lake lake.duckdb --experiments config/experiments",
    "infer --lake lake.duckdb --experiments config/experiments --kill-list kills.json --json",
  ]))
    .requiredOption("--lake <file>", "DuckDB file whose int_experiment_ tables are filled, by build or by dbt")
    .requiredOption("--experiments <path>", "folder of experiments")
    .option("--kill-list <file>", "experiments that were ended, as guard and kill write them (default: none)")
    .option("--json", "machine output")
    .action((options: InferCommandOptions) => run(context, options));

async function run(context: CommandContext, options: InferCommandOptions): Promise<void> {
  const { config } = await loadConfig(context, options.experiments, options);
  if (config.faults.length > 0) {
    for (const { message } of config.faults) context.io.stderr.write(`liftproof: ${message}\n`);
    context.finish(1);
    return;
  }
  const kills = options.killList === undefined ? [] : await existingKills(context, options.killList);
  const lake = await existingLake(context, options.lake);
  try {
    const report = await inferLake({ lake, experiments: config.experiments, metrics: config.metrics, kills });
    printLine(context, options.json === true ? JSON.stringify(report) : forPeople(report));
  } finally {
    await lake.close();
  }
}

function forPeople({ runId, rows, looks, uncounted }: InferReport): string {
  return [
    `run ${runId} of inference: ${counted(rows, "row")} at ${counted(looks, "look")}, in lake.experiment_inference and lake.fact_experiment_result`,
    ...uncounted.map((expId) => `${expId}: the lake holds no counts of it`),
  ].join("\n");
}
