import { join } from "node:path";
import { configJsonSchemas, lockFileText } from "@liftproof/experiments";
import type { ExperimentDefinition, LoadedConfig } from "@liftproof/experiments";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { lockFileName } from "../input/config-files.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { loadConfig } from "../input/load-config.ts";
import { formatCount } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";
import { writeOutput } from "../output/write-output.ts";

interface CheckOptions extends ConfigPlaces {
  readonly regex?: boolean;
  readonly frozenLock?: boolean;
  readonly writeLock?: boolean;
  readonly writeSchemas?: string;
  readonly json?: boolean;
}

/** `liftproof check config/experiments`: may these experiments run. */
export const checkCommand: CommandFactory = (context) =>
  commandWithExamples("check", "Validate every experiment file and its sizing gate; exit 1 on any fault.", [
    "check config/experiments",
    "check config/experiments --write-lock",
    "check config/experiments --write-schemas config/schemas",
    "check config/experiments/checkout-cta.yaml --metrics config/metrics.yaml --json",
  ])
    .argument("<path>", "folder of experiments, or one file")
    .option("--metrics <file>", "metrics.yaml (default: beside the experiments or one folder up)")
    .option("--surfaces <file>", "surfaces.yaml (default: beside the experiments or one folder up)")
    .option("--lock <file>", `lock file (default: ${lockFileName} beside the experiments or one folder up)`)
    .option("--frozen-lock", "a running experiment that the lock file does not hold as running is a fault; for continuous integration")
    .option("--write-lock", "without faults: write the lock file that later checks compare running experiments with")
    .option("--write-schemas <folder>", "write JSON Schemas of the files, by which editors complete and mark keys")
    .option("--regex", "every service injects a linear-time matcher, so $regex is allowed")
    .option("--json", "machine output")
    .action((path: string, options: CheckOptions) => run(context, path, options));

async function run(context: CommandContext, path: string, options: CheckOptions): Promise<void> {
  const { config, files } = await loadConfig(context, path, options);
  printLine(context, options.json === true ? JSON.stringify(forMachines(config)) : forPeople(config, files));
  if (options.writeSchemas !== undefined) await writeSchemas(context, options.writeSchemas);
  if (options.writeLock === true && config.faults.length === 0) await writeLock(context, path, { config, options });
  context.finish(config.faults.length === 0 ? 0 : 1);
}

async function writeSchemas(context: CommandContext, folder: string): Promise<void> {
  for (const [kind, schema] of Object.entries(configJsonSchemas())) {
    await writeOutput(context, { option: "--write-schemas", path: join(folder, `${kind}.schema.json`) }, `${JSON.stringify(schema, null, 2)}\n`);
  }
  context.io.stderr.write(`wrote the schemas to ${folder}; name them to your editor, as in # yaml-language-server: $schema=experiment.schema.json\n`);
}

async function writeLock(
  context: CommandContext,
  path: string,
  { config, options }: { readonly config: LoadedConfig; readonly options: CheckOptions },
): Promise<void> {
  if (options.lock === undefined && /\.ya?ml$/iu.test(path)) {
    throw new CommandFault("--write-lock: expected a folder, so that the lock holds every experiment, got one file; name the folder");
  }
  const lock = options.lock ?? join(path, lockFileName);
  await writeOutput(context, { option: "--lock", path: lock }, lockFileText(config.experiments, config.locked));
  context.io.stderr.write(`wrote ${lock}; commit it\n`);
}

function forMachines({ experiments, faults }: LoadedConfig): unknown {
  return {
    experiments: experiments.map(({ expId, status, phase, file, gate }) => ({ expId, status, phase, file, gate: gate.verdict, units: gate.sizing?.units ?? null, days: gate.sizing?.days ?? null })),
    faults,
  };
}

function forPeople({ experiments, faults }: LoadedConfig, files: number): string {
  const lines = faults.map(({ message }) => message);
  if (experiments.length > 0) {
    if (lines.length > 0) lines.push("");
    lines.push(formatTable([["experiment", "status", "phase", "gate", "units", "days"], ...experiments.map(experimentRow)]));
  }
  const verdict = faults.length === 0 ? "no fault" : `${formatCount(faults.length)} ${faults.length === 1 ? "fault" : "faults"}`;
  return [...lines, "", `${formatCount(files)} ${files === 1 ? "file" : "files"}: ${verdict}`].join("\n");
}

function experimentRow({ expId, status, phase, gate }: ExperimentDefinition): string[] {
  const { sizing } = gate;
  return [expId, status, String(phase), gate.verdict, sizing === null ? "-" : formatCount(sizing.units), sizing?.days === null || sizing === null ? "-" : String(sizing.days)];
}
