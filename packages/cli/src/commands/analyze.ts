import { openDuckDb, readUnitMoments } from "@liftproof/adapters/duckdb";
import type { UnitMoments } from "@liftproof/adapters/duckdb";
import { analysis } from "@liftproof/experiments";
import type { Analysis } from "@liftproof/experiments";
import { renderAnalysis } from "@liftproof/reporting";
import { commandWithExamples, pathFrom, printLine, sayWrote } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { CommandFault } from "../command-fault.ts";
import { analysisText } from "../analyze/analysis-text.ts";
import { lostRowsWarning, noUnitsAdvice, refuseUnreadable } from "../analyze/bad-cells.ts";
import type { BadCellQuestion } from "../analyze/bad-cells.ts";
import { nearArms } from "../analyze/near-arms.ts";
import { metricMoments } from "../analyze/metric-moments.ts";
import { weightedArms } from "../analyze/weighted-arms.ts";
import { analysisChoices, dividedBy, dividingColumns, metricWords } from "../analyze/analysis-choices.ts";
import type { AnalyzeOptions } from "../analyze/analysis-choices.ts";
import { collect } from "../options/collect.ts";
import { oneOf } from "../options/one-of.ts";
import { parseWeights } from "../options/parse-arm-numbers.ts";
import type { ArmNumber } from "../options/parse-arm-numbers.ts";
import { parseMetrics, withCovariates } from "../options/parse-metric.ts";
import { formatCount } from "../output/format-number.ts";
import { reasonCounts } from "../output/reason-lines.ts";
import { reasonMeaning } from "../output/reason-meaning.ts";
import { isTooSmallToTell, stopsPipeline } from "../output/split-verdict.ts";
import { watchStatements } from "../output/watch-statements.ts";
import { writeOutput } from "../output/write-output.ts";

/** `liftproof analyze`: what an experiment did, from a file with one row per unit. */
export const analyzeCommand: CommandFactory = (context) =>
  commandWithExamples("analyze", "Analyze an experiment from a file with one row per unit; exit 1 when its split cannot be trusted.", [
    "analyze players.csv.gz --unit userid --arm version --control gate_30 \\\n      --metric 'retention_7=rate(retention_7)' --metric 'rounds=mean(sum_gamerounds)'",
    "analyze users.parquet --unit user_id --arm arm --control old --metric 'aov=ratio(revenue,orders)' --metric 'spend=mean(revenue)' \\\n      --covariate spend=revenue_before --weights old=9,new=1 --json",
    "analyze orders.csv --unit user_id --arm arm --control old --metric 'rev=mean(revenue, winsorize=0.01..0.99)' \\\n      --metric 'p90=quantile(latency, 0.9)' --direction p90=down --segment country --strata platform",
    "analyze users.csv --unit user_id --arm arm --control old --metric 'buys=rate(bought)' --metric 'crashes=mean(crashes)' \\\n      --decision fixed --guardrail crashes=0.02 --direction crashes=down",
  ])
    .argument("<data>", "CSV, NDJSON or Parquet, plain or gzip")
    .option("--unit <column>", "column of the unit's id (default: every row is a unit)")
    .requiredOption("--arm <column>", "column of the arm")
    .requiredOption("--control <arm>", "the arm to compare with")
    .option("--metric <metric>", "NAME=rate(COLUMN), NAME=mean(COLUMN), NAME=ratio(NUMERATOR,DENOMINATOR) or NAME=quantile(COLUMN, 0.9); may repeat", collect, [])
    .option("--covariate <column>", "COLUMN from before the experiment for every metric, or METRIC=COLUMN; also tells whether it is alike in the arms; may repeat", collect, [])
    .option("--slopes <how>", "adjust all arms by one slope per covariate, fitted to all units (pooled) or to the arms alike (balanced, for unequal splits), or each arm by its own (per-arm)")
    .option("--direction <metric=way>", "METRIC=down where less is better (default: up); may repeat", collect, [])
    .option("--segment <column>", "results within each value of a column as well; may repeat", collect, [])
    .option("--strata <column>", "estimate within each value of a column known before the experiment, and weigh them together")
    .option("--correction <name>", "of p-values for their number: holm, hochberg, hommel, bh, by, bonferroni, none, or weighted:SHARE of the first metric", "holm")
    .option("--decision <rule>", "ship, stop or continue by the first metric: fixed, sequential or bayesian")
    .option("--estimate <name>", "what a fixed decision reads: raw or cuped (default: raw)")
    .option("--guardrail <metric=margin>", "a metric that must not get worse by this much, in its units; may repeat", collect, [])
    .option("--weights <arm=weight,...>", "promised proportions; rows of other arms are not used (default: equal)")
    .option("--alpha <share>", "two-sided false alarm rate", "0.05")
    .option("--repeat <rule>", "a unit's second row in its arm: first keeps the first, sum adds up", "first")
    .option("--decimal <mark>", "decimal mark of numbers: . or ,", ".")
    .option("--interim", "the experiment still runs")
    .option("--prior <a,b>", "Beta prior of rates (default: 0.5,0.5)")
    .option("--prior-sd <deviation>", "for all but rates: standard deviation of the effect expected, in units of the metric, turns on the Bayesian block; SD for all of them or METRIC=SD; may repeat", collect, [])
    .option("--rope <difference>", "differences up to this, either way and in units of the metric, do not matter: give the chance of that")
    .option("--planned-units <n>", "units planned for, of control and one treatment together, turns on the sequential block of rates and means")
    .option("--mde <share>", "smallest effect worth finding, relative to control; with --interim and --planned-units: the chance to be significant at the planned end")
    .option("--html <file>", "write a page with charts as well")
    .option("--json", "machine output")
    .addHelpText("after", metricHelp)
    .addHelpText("after", reasonHelp)
    .action((data: string, options: AnalyzeOptions) => run(context, data, options));

const metricHelp = `
Kinds of metrics:
  rate(COLUMN)                               share of units with true, t, yes or 1
  mean(COLUMN)                               mean per unit
  mean(COLUMN, winsorize=0.01..0.99)         the same, cut off at quantiles of all arms together; ..0.99 cuts the top only
  mean(COLUMN, winsorize=..0.99, of=nonzero) at quantiles of the units with a value other than 0
  quantile(COLUMN, 0.9)                      90th percentile over units
  ratio(NUMERATOR,DENOMINATOR)               sum over sum, compared at the unit

Units whose rows name two segments, or none, are counted and in no segment. As strata they are one of their own.
A decision takes the error rate shared out over the treatments, and guardrails at one-sided 0.025.
`;

const reasons = ["unreadable", "missing_unit", "damaged_id", "missing_arm", "unknown_arm", "bad_value", "crossover", "repeated"];
const reasonHelp = `\nRows are left out, and counted, as\n${reasons.map((reason) => `  ${reason}: ${reasonMeaning(reason) ?? ""}\n`).join("")}`;

async function run(context: CommandContext, data: string, options: AnalyzeOptions): Promise<void> {
  const weights = options.weights === undefined ? undefined : parseWeights(options.weights);
  const metrics = withCovariates(parseMetrics(options.metric), options.covariate);
  const choices = analysisChoices(options, metrics);
  const wordsOf = metricWords(options, metrics);
  const question: BadCellQuestion = { metrics, decimal: oneOf("--decimal", options.decimal, [".", ","]) };
  const moments = await momentsOf(context, data, { options, weights, question });
  refuseUnreadable(data, moments, question);
  if (moments.arms.every(({ units }) => units === 0)) {
    throw new CommandFault(`${data}: expected units to analyze, got none of ${formatCount(moments.rows.read)} rows; rows not used: ${reasonCounts(moments.rows.rejected)}; ${noUnitsAdvice(moments, question)}`);
  }
  if (metrics.length === 0) context.io.stderr.write("note: no --metric given: only the split was checked\n");
  for (const note of nearArms(moments.arms)) context.io.stderr.write(`note: ${note}\n`);
  const result = analysis({
    ...choices,
    ...dividedBy(moments, options, wordsOf),
    control: options.control,
    arms: weightedArms(moments.arms, options.control, weights),
    metrics: moments.metrics.map((metric) => metricMoments(metric, wordsOf(metric.metric))),
    interim: options.interim === true,
    droppedUnits: moments.droppedUnits,
    rows: moments.rows,
  });
  if (options.html !== undefined) await writeOutput(context, { option: "--html", path: options.html }, renderAnalysis(result, { title: data, generatedAtUs: null }));
  printLine(context, options.json === true ? JSON.stringify(forMachines(result, moments)) : [...lostRowsWarning(moments, question), analysisText(result)].join("\n"));
  if (options.html !== undefined) sayWrote(context, options.html, options.json === true);
  context.finish(stopsPipeline(result.sampleRatio) ? 1 : 0);
}

/** The result, with whether the split holds too few units to tell, and how many cells of each metric could not be read. */
function forMachines(result: Analysis, { metrics }: UnitMoments): unknown {
  return { ...result, sampleRatio: { ...result.sampleRatio, tooFewUnits: isTooSmallToTell(result.sampleRatio) }, metrics: result.metrics.map((metric, index) => ({ ...metric, badValues: metrics[index]?.badValues ?? 0 })) };
}

interface MomentsRequest {
  readonly options: AnalyzeOptions;
  readonly weights: readonly ArmNumber[] | undefined;
  readonly question: BadCellQuestion;
}

async function momentsOf(context: CommandContext, data: string, { options, weights, question }: MomentsRequest): Promise<UnitMoments> {
  const { metrics, decimal } = question;
  const repeat = oneOf("--repeat", options.repeat, ["first", "sum"]);
  const duckDb = await openDuckDb();
  try {
    return await watchStatements(context, duckDb, () =>
      readUnitMoments(duckDb, {
        path: pathFrom(context, data),
        name: data,
        ...(options.unit === undefined ? {} : { unit: options.unit }),
        arm: options.arm,
        metrics,
        segments: dividingColumns(options),
        repeat,
        decimal,
        ...(weights === undefined ? {} : { arms: weights.map(({ arm }) => arm) }),
      }),
    );
  } finally {
    await duckDb.close();
  }
}
