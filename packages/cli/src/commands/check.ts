import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { configJsonSchemas, lockFileText } from "@liftproof/experiments";
import type { ExperimentDefinition, LoadedConfig } from "@liftproof/experiments";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, pathFrom, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { lockFileName } from "../input/config-files.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { loadConfig } from "../input/load-config.ts";
import { collect } from "../options/collect.ts";
import { withConfigChoices } from "../options/config-place-options.ts";
import { parseReasons } from "../options/parse-reasons.ts";
import { formatCount } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";
import { writeOutput } from "../output/write-output.ts";

interface CheckOptions extends ConfigPlaces {
  readonly frozenLock?: boolean;
  readonly writeLock?: boolean;
  readonly updateLock: readonly string[];
  readonly writeSchemas?: string;
  readonly json?: boolean;
}

/** `liftproof check config/experiments`: may these experiments run. */
export const checkCommand: CommandFactory = (context) =>
  withConfigChoices(commandWithExamples("check", "Validate every experiment file and its sizing gate; exit 1 on any fault.", [
    "check config/experiments",
    "check config/experiments --write-lock",
    "check config/experiments --update-lock 'checkout_cta=order_rate counted test orders'",
    "check config/experiments --write-schemas config/schemas",
    "check config/experiments/checkout-cta.yaml --metrics config/metrics.yaml --json",
  ]))
    .argument("<path>", "folder of experiments, or one file")
    .option("--frozen-lock", "whatever has run must be in the lock file as it stands (default: where CI is true or 1 in the environment)")
    .option("--no-frozen-lock", "what the lock file does not hold yet is told on stderr and no fault, in CI too")
    .option("--write-lock", "without faults: write the lock file that later checks compare experiments with")
    .option("--update-lock <exp_id=reason>", "write the lock file although what decides this experiment changed in its phase; the reason stays in it; repeat for more", collect, [])
    .option("--write-schemas <folder>", "write JSON Schemas of the files, by which editors complete and mark keys")
    .option("--json", "machine output")
    .action((path: string, options: CheckOptions) => run(context, path, options));

async function run(context: CommandContext, path: string, options: CheckOptions): Promise<void> {
  const lockReasons = parseReasons("--update-lock", options.updateLock);
  const writing = options.writeLock === true || lockReasons.size > 0;
  const frozenLock = options.frozenLock ?? /^(?:true|1)$/iu.test(context.io.env["CI"] ?? "");
  if (frozenLock && writing) throw new CommandFault(`${lockReasons.size > 0 ? "--update-lock" : "--write-lock"}: expected a lock that is not frozen, got ${options.frozenLock === true ? "--frozen-lock" : "CI in the environment"}; write the lock where you work and commit it, or add --no-frozen-lock`);
  const { config, files, lockFile } = await loadConfig(context, path, { ...existingLock(context, options, writing), frozenLock, lockReasons });
  refuseIdleReasons(config, lockReasons);
  printLine(context, options.json === true ? JSON.stringify(forMachines(config)) : forPeople(config, files));
  if (options.writeSchemas !== undefined) await writeSchemas(context, path, options.writeSchemas);
  // Written now, it holds what the notes say it lacks.
  const isWritten = writing && config.faults.length === 0;
  const told = config.notes.filter(({ about }) => about !== "lock" || !isWritten);
  for (const { about, message } of told) if (about !== "lock" || lockFile !== null) context.io.stderr.write(`${about}: ${message}\n`);
  const behind = lockFile === null ? "there is no lock file yet, so that no change of a running experiment can be seen" : "the lock file is not up to date";
  if (isWritten) await writeLock(context, path, { config, lock: options.lock ?? lockFile });
  else if (told.some(({ about }) => about === "lock")) context.io.stderr.write(`lock: ${behind}; write it with liftproof check ${path} --write-lock and commit it\n`);
  context.finish(config.faults.length === 0 ? 0 : 1);
}

/** A lock file that is to be written need not be there yet. */
function existingLock(context: CommandContext, { lock, ...options }: CheckOptions, writing: boolean): CheckOptions {
  return lock === undefined || (writing && !existsSync(pathFrom(context, lock))) ? options : { ...options, lock };
}

/** A reason that explains no change was meant for another experiment, or for a change that is not there. */
function refuseIdleReasons({ experiments, locked, faults }: LoadedConfig, reasons: ReadonlyMap<string, string>): void {
  for (const expId of reasons.keys()) {
    const found = experiments.find((one) => one.expId === expId);
    const isUsed = (found?.lockEntry.changes?.length ?? 0) > (locked.get(expId)?.changes?.length ?? 0);
    if (isUsed || (found === undefined && faults.length > 0)) continue;
    const what = found === undefined ? `no experiment of that id among ${experiments.map((one) => one.expId).join(", ")}` : "none";
    throw new CommandFault(`--update-lock: expected a change of what decides ${expId} in its phase, got ${what}; --write-lock alone writes the lock`);
  }
}

async function writeSchemas(context: CommandContext, path: string, folder: string): Promise<void> {
  for (const [kind, schema] of Object.entries(configJsonSchemas())) {
    await writeOutput(context, { option: "--write-schemas", path: join(folder, `${kind}.schema.json`) }, `${JSON.stringify(schema, null, 2)}\n`);
  }
  const from = pathFrom(context, isFile(path) ? dirname(path) : path);
  const there = join(relative(from, pathFrom(context, folder)), "experiment.schema.json").replaceAll("\\", "/");
  const shown = there.startsWith(".") ? there : `./${there}`;
  context.io.stderr.write(`wrote the schemas to ${folder}; name them to your editor in the first line of a file, as in an experiment of ${isFile(path) ? dirname(path) : path}: # yaml-language-server: $schema=${shown}\n`);
}

async function writeLock(
  context: CommandContext,
  path: string,
  { config, lock: named }: { readonly config: LoadedConfig; readonly lock: string | null },
): Promise<void> {
  if (isFile(path)) {
    throw new CommandFault("--write-lock: expected a folder, so that the lock holds every experiment, got one file; name the folder");
  }
  const lock = named ?? join(path, lockFileName);
  await writeOutput(context, { option: "--lock", path: lock }, lockFileText(config.experiments, config.locked));
  context.io.stderr.write(`wrote ${lock}; commit it\n`);
}

function isFile(path: string): boolean {
  return /\.ya?ml$/iu.test(path);
}

function forMachines({ experiments, faults, notes }: LoadedConfig): unknown {
  return {
    experiments: experiments.map(({ expId, status, phase, file, gate }) => ({ expId, status, phase, file, gate: gate.verdict, units: gate.sizing?.units ?? null, days: gate.sizing?.days ?? null })),
    faults,
    notes,
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
