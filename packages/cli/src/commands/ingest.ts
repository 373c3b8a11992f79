import { stat } from "node:fs/promises";
import { ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { IngestReport } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, pathFrom, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { formatCount } from "../output/format-number.ts";
import { progressBars } from "../output/progress-bars.ts";

interface IngestOptions {
  readonly from: string;
  readonly lake: string;
  readonly json?: boolean;
}

/** `liftproof ingest`: bronze files into the silver tables of a lake. */
export const ingestCommand: CommandFactory = (context) =>
  commandWithExamples("ingest", "Bring bronze files into the silver tables of a lake. Files it holds already are passed over.", [
    "ingest --from bronze/ --lake lake.duckdb",
  ])
    .requiredOption("--from <folder>", "bronze folder, the one that holds raw/")
    .requiredOption("--lake <file>", "DuckDB file, made if absent")
    .option("--json", "machine output")
    .action((options: IngestOptions) => run(context, options));

async function run(context: CommandContext, options: IngestOptions): Promise<void> {
  const bronzeRoot = await bronzeFolder(context, options.from);
  const bars = progressBars(context);
  const lake = await openLake({ path: pathFrom(context, options.lake) });
  try {
    const report = await ingestBronze({ lake, bronzeRoot, onProgress: ({ stage, done, total }) => bars.show(stage, done, total) });
    bars.stop();
    printLine(context, options.json === true ? JSON.stringify(report) : forPeople(report));
  } finally {
    bars.stop();
    await lake.close();
  }
}

async function bronzeFolder(context: CommandContext, path: string): Promise<string> {
  const absolute = pathFrom(context, path);
  const isFolder = await stat(absolute).then((status) => status.isDirectory(), () => false);
  if (!isFolder) throw new CommandFault(`${path}: expected a bronze folder, found none there; check the path`);
  return absolute;
}

function forPeople({ objects, known, lines, events, rejected, duplicates }: IngestReport): string {
  return [
    `${formatCount(objects)} files read, ${formatCount(known)} held already`,
    `${formatCount(lines)} lines: ${formatCount(events)} events, ${formatCount(duplicates)} duplicates, ${formatCount(rejected)} rejected`,
  ].join("\n");
}
