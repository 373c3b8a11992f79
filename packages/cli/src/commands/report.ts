import { readModeSwitches, readReport } from "@liftproof/adapters/duckdb";
import { renderReport } from "@liftproof/reporting";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { existingLake } from "../input/existing-lake.ts";
import { modeSwitchLines } from "../output/mode-switch-lines.ts";
import { writeOutput } from "../output/write-output.ts";

interface ReportOptions {
  readonly lake: string;
  readonly out: string;
  readonly title: string;
  readonly json?: boolean;
}

/** `liftproof report`: the HTML page of the latest build. */
export const reportCommand: CommandFactory = (context) =>
  commandWithExamples("report", "Write the HTML report of a lake's latest build: one file, no network needed to read it.", [
    "report --lake lake.duckdb --out out/report.html",
    "report --lake lake.duckdb --json",
  ])
    .requiredOption("--lake <file>", "DuckDB file with a finished build")
    .option("--out <file>", "where to write the page", "out/report.html")
    .option("--title <text>", "title of the page", "Liftproof report")
    .option("--json", "also print what the page shows as one JSON object")
    .action((options: ReportOptions) => run(context, options));

async function run(context: CommandContext, options: ReportOptions): Promise<void> {
  const lake = await existingLake(context, options.lake, { readOnly: true });
  try {
    const report = await readReport(lake, options.title);
    const tokenModeLog = await readModeSwitches(lake);
    await writeOutput(context, { option: "--out", path: options.out }, renderReport(report));
    const text = options.json === true ? JSON.stringify({ ...report, tokenModeLog, out: options.out }) : [...modeSwitchLines(tokenModeLog), `wrote ${options.out}`].join("\n");
    printLine(context, text);
  } finally {
    await lake.close();
  }
}
