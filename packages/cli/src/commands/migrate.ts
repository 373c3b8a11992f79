import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { growthbookExperiments } from "@liftproof/experiments";
import type { GrowthbookFate, GrowthbookMigration } from "@liftproof/experiments";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, pathFrom, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { loadConfig } from "../input/load-config.ts";
import { readTextFile } from "../input/read-text-file.ts";
import { withConfigChoices } from "../options/config-place-options.ts";
import { collect } from "../options/collect.ts";
import { formatCount } from "../output/format-number.ts";
import { visibleCell } from "../output/visible-text.ts";
import { makeOutputFolder, writeOutput } from "../output/write-output.ts";

interface GrowthbookCommandOptions extends ConfigPlaces {
  readonly out: string;
  readonly surface: string;
  readonly metric: string;
  readonly unit: readonly string[];
  readonly json?: boolean;
}

/** `liftproof migrate growthbook features.json`: experiments kept elsewhere, as files of ours. */
export const migrateCommand: CommandFactory = (context) =>
  commandWithExamples("migrate", "Turn experiments kept elsewhere into experiment files, as drafts.", [
    "migrate growthbook features.json --out config/experiments --surface shop --metric order_rate",
  ]).addCommand(growthbookCommand(context));

const growthbookCommand: CommandFactory = (context) =>
  withConfigChoices(commandWithExamples("growthbook", "Write a draft per experiment rule of a GrowthBook payload, and say what became of every key; exit 1 when a rule was refused.", [
    "migrate growthbook features.json --out config/experiments --surface shop --metric order_rate",
    "migrate growthbook features.json --out config/experiments --surface shop --metric order_rate --unit company=company --json",
  ]))
    .argument("<payload>", "what an SDK connection serves: a JSON file with features, decrypted")
    .requiredOption("--out <folder>", "folder for the experiment files; no file in it is overwritten")
    .requiredOption("--surface <name>", "surface of the experiments; GrowthBook has none")
    .requiredOption("--metric <name>", "primary metric of the experiments, listed in metrics.yaml; a payload names none")
    .option("--unit <attribute=unit>", "unit of a hash attribute, beside id=identity and deviceId=anonymous; repeat for more", collect, [])
    .option("--json", "machine output, one line per key")
    .action((payload: string, options: GrowthbookCommandOptions) => run(context, payload, options));

async function run(context: CommandContext, payload: string, options: GrowthbookCommandOptions): Promise<void> {
  const { surface, metric, regex } = options;
  const text = await readTextFile(context, payload);
  const migration = growthbookExperiments({ path: payload, text }, { surface, metric, units: unitsOf(options.unit), regex: regex === true });
  await refuseOverwriting(context, options, migration);
  await makeOutputFolder(context, { option: "--out", path: options.out });
  for (const file of migration.files) await writeOutput(context, { option: "--out", path: join(options.out, file.path) }, file.text);
  const { remarks, files } = migration;
  printLine(context, options.json === true ? remarks.map((remark) => JSON.stringify(remark)).join("\n") : forPeople(migration));
  const faults = files.length === 0 ? [] : (await loadConfig(context, options.out, options)).config.faults;
  for (const { message } of faults) context.io.stderr.write(`liftproof: ${message}\n`);
  context.io.stderr.write(`${formatCount(files.length)} ${files.length === 1 ? "draft" : "drafts"} in ${options.out}; ${files.length === 0 ? "there is nothing to check" : `next: liftproof check ${options.out}`}\n`);
  context.finish(faults.length > 0 || remarks.some(({ fate }) => fate === "refused") ? 1 : 0);
}

/** A draft may have been worked on since the last conversion, so it stays unless it is the very same text. */
async function refuseOverwriting(context: CommandContext, { out }: GrowthbookCommandOptions, { files }: GrowthbookMigration): Promise<void> {
  for (const { path, text } of files) {
    const there = await readFile(pathFrom(context, join(out, path)), "utf8").catch(() => null);
    if (there !== null && there !== text) {
      throw new CommandFault(`--out: expected no other ${path} in ${out}, got one with another text; move it away or name another folder`);
    }
  }
}

function unitsOf(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map((text) => {
    const [, attribute, unit] = /^([^=]+)=([A-Za-z0-9_.-]+)$/u.exec(text) ?? [];
    if (attribute === undefined || unit === undefined) {
      throw new CommandFault(`--unit: expected ATTRIBUTE=UNIT, as in company=company, got ${JSON.stringify(text)}`);
    }
    return [attribute, unit] as const;
  }));
}

const headings: Readonly<Record<GrowthbookFate, string>> = {
  refused: "refused: no file was written for its rule",
  differs: "differs: written down, with another meaning than there",
  left: "left to the application",
  mapped: "mapped: means the same",
};

/** What stands against a rule first, what is fine last. */
function forPeople({ remarks }: GrowthbookMigration): string {
  const sections = (Object.keys(headings) as GrowthbookFate[]).flatMap((fate) => {
    const lines = remarks.filter((remark) => remark.fate === fate).map(({ file, key, message }) => `  ${visibleCell(`${file}: ${key}: ${message}`)}`);
    return lines.length === 0 ? [] : [[headings[fate], ...lines].join("\n")];
  });
  return sections.join("\n\n");
}
