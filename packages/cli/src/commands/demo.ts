import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildLake, exportSample, ingestBronze, openLake, readReport } from "@liftproof/adapters/duckdb";
import { attributionRules } from "@liftproof/attribution";
import { createTokenService, loadKeyRing } from "@liftproof/click-token/node";
import { loadExperiments } from "@liftproof/experiments";
import { renderReport } from "@liftproof/reporting";
import type { ReportInput } from "@liftproof/reporting";
import { simulateMarketplace, simulatedKeyRing } from "@liftproof/simulator";
import type { SimulatedMarketplace } from "@liftproof/simulator";
import { commandWithExamples, pathFrom, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { readyDemoFolder } from "../demo/demo-folder.ts";
import { playIntoBronze } from "../demo/play-into-bronze.ts";
import { ruleEffects } from "../demo/rule-effects.ts";
import { truthText } from "../demo/truth-text.ts";
import { withTruth } from "../demo/with-truth.ts";
import { parseNumber } from "../options/parse-number.ts";
import { formatCount } from "../output/format-number.ts";
import type { ProgressBars } from "../output/progress-bars.ts";
import { stageLines } from "../output/stage-lines.ts";
import { makeOutputFolder, writeOutput } from "../output/write-output.ts";

interface DemoOptions {
  readonly users: string;
  readonly seed: string;
  readonly out: string;
}

/** The experiment that also becomes a plain file, a row per person. */
const SAMPLE_EXPERIMENT = "checkout_short_form";

/** The marketplace opens on a Monday. */
const START_US = Date.UTC(2026, 8, 7) * 1000;

/** `liftproof demo`: everything, on a marketplace whose truth is known. */
export const demoCommand: CommandFactory = (context) =>
  commandWithExamples("demo", "Play a marketplace with known truth through everything, and print truth beside estimate.", [
    "demo",
    "demo --users 5000 --seed 11 --out demo-out",
  ])
    .option("--users <n>", "people, 100 to 10,000,000", "50000")
    .option("--seed <n>", "the same seed gives the same bytes", "7")
    .option("--out <folder>", "where bronze, config, lake and report go", "out")
    .action((options: DemoOptions) => run(context, options));

async function run(context: CommandContext, options: DemoOptions): Promise<void> {
  const users = parseNumber("--users", options.users, { expected: "a whole number from 100 to 10000000", holds: (value) => Number.isSafeInteger(value) && value >= 100 && value <= 1e7 });
  const seed = parseNumber("--seed", options.seed, { expected: "a whole number", holds: Number.isSafeInteger });
  const folder = pathFrom(context, options.out);
  await makeOutputFolder(context, { option: "--out", path: options.out });
  await readyDemoFolder(folder, options.out);
  const keys = simulatedKeyRing(START_US);
  const { mint, verify } = createTokenService(loadKeyRing(keys));
  const marketplace = simulateMarketplace({ users, seed, mint, startUs: START_US });
  await writeConfig(folder, keys, marketplace);
  const bars = stageLines(context);
  try {
    const bronze = join(folder, "bronze");
    bars.show("simulate", 0, 100);
    const lines = await playIntoBronze(marketplace, { root: bronze, verify, onShare: (share) => bars.show("simulate", Math.floor(share * 100), 100) });
    const report = await reportOf(folder, { bronze, marketplace, bars });
    bars.stop();
    await writeOutput(context, { option: "--out", path: join(options.out, "report.html") }, renderReport(report));
    printLine(context, `${formatCount(users)} people, seed ${seed}: ${formatCount(lines)} lines\n\n${truthText(report, marketplace.truth)}\n`);
    printLine(context, `wrote ${join(options.out, "report.html")}; the lake is ${join(options.out, "lake.duckdb")}; plain files to try the other commands on are in ${join(options.out, "data")}`);
  } finally {
    bars.stop();
  }
}

/** The files a team would have in git, so that every other command can be tried on them. */
async function writeConfig(folder: string, keys: string, { experimentFiles, metricsFile }: SimulatedMarketplace): Promise<void> {
  const experiments = join(folder, "config", "experiments");
  await mkdir(experiments, { recursive: true });
  for (const { path, text } of experimentFiles) await writeFile(join(experiments, path), text);
  await writeFile(join(folder, "config", metricsFile.path), metricsFile.text);
  await writeFile(join(folder, "keys.json"), `${keys}\n`, { mode: 0o600 });
}

interface Played {
  readonly bronze: string;
  readonly marketplace: SimulatedMarketplace;
  readonly bars: ProgressBars;
}

async function reportOf(folder: string, { bronze, marketplace, bars }: Played): Promise<ReportInput> {
  const { experiments, metrics, faults } = loadExperiments(marketplace.experimentFiles, { metrics: marketplace.metricsFile });
  const [fault] = faults;
  if (fault !== undefined) throw new Error(`simulated config: ${fault.message}`);
  const onProgress = ({ stage, done, total }: { readonly stage: string; readonly done: number; readonly total: number }): void => bars.show(stage, done, total);
  const lake = await openLake({ path: join(folder, "lake.duckdb") });
  try {
    const { damaged } = await ingestBronze({ lake, bronzeRoot: bronze, onProgress });
    if (damaged[0] !== undefined) throw new Error(`demo: expected the bronze just written to be whole, got ${damaged[0].key} damaged (${damaged[0].reason})`);
    await buildLake({ lake, rules: attributionRules(), experiments, metrics, onProgress });
    await exportSample(lake, { folder: join(folder, "data"), expId: SAMPLE_EXPERIMENT, windowUs: 7 * 86_400_000_000 });
    return withTruth(await readReport(lake, "Liftproof demo"), marketplace.truth, await ruleEffects(lake));
  } finally {
    await lake.close();
  }
}
