import { renderSizing } from "@liftproof/reporting";
import { commandWithExamples, printLine, sayWrote } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { barDrawer } from "../output/bar-drawer.ts";
import { formatCount, formatNumber } from "../output/format-number.ts";
import { writeOutput } from "../output/write-output.ts";
import { sizingOfOptions } from "../size/sizing-of-options.ts";
import { assumptions } from "../size/assumptions.ts";
import type { SizeOptions } from "../size/sizing-of-options.ts";
import { sizingText } from "../size/sizing-text.ts";

/** `liftproof size`: is it worth launching, and for how long. */
export const sizeCommand: CommandFactory = (context) =>
  commandWithExamples("size", "Units and days that a test needs to find an effect.", [
    "size --metric rate --baseline 0.05 --mde 0.1 --daily-units 4000 --max-days 21",
    "size --metric mean --baseline 52 --sd 195 --mde 0.03 --cuped-r2 0.3 --weights control=1,treatment=1 --json",
    "size --metric ratio --pilot units.csv --numerator revenue --denominator orders --mde 0.05 --html out/size.html",
    "size --metric rate --baseline 0.02 --non-inferiority 0.002 --sequential 28 --icc 0.02 --cluster-size 30",
  ])
    .requiredOption("--metric <kind>", "rate, mean or ratio")
    .option("--baseline <value>", "the metric without the change")
    .option("--mde <share>", "smallest effect worth finding, relative to the baseline: 0.1 is 10 % of it")
    .option("--non-inferiority <margin>", "in place of --mde: show that harm stays below this, in units of the metric; --alpha is one-sided then (default: 0.025)")
    .option("--sd <value>", "standard deviation over units; for mean and ratio")
    .option("--pilot <file>", "for ratio: one row per unit from a period like the one to come, in place of --baseline and --sd")
    .option("--numerator <column>", "column of --pilot")
    .option("--denominator <column>", "column of --pilot")
    .option("--alpha <share>", "two-sided false alarm rate (default: 0.05)")
    .option("--power <share>", "chance to see an effect that is there (default: 0.8)")
    .option("--weights <weights>", "1,1 or arm=weight,... with control first (default: control=1,treatment=1)")
    .option("--control <arm>", "the control arm (default: the first)")
    .option("--daily-units <n>", "eligible units per day, before coverage")
    .option("--coverage <share>", "share of them in the experiment (default: 1)")
    .option("--max-days <n>", "turn on the gate: fail when it takes longer")
    .option("--cuped-r2 <share>", "share of variance a pre-period covariate explains (default: 0)")
    .option("--icc <share>", "share of variance between clusters that are assigned together; with --cluster-size")
    .option("--cluster-size <n>", "mean number of units in a cluster")
    .option("--cluster-variation <ratio>", "standard deviation of cluster sizes over their mean (default: 0)")
    .option("--design-effect <factor>", "how many times the variance grows, in place of --icc and --cluster-size")
    .option("--sequential [looks]", "read it by its confidence sequence that many times (100 when not said)")
    .option("--guardrails <n>", "guardrails that must pass as well (default: 0)")
    .option("--html <file>", "write a page with the curves as well")
    .option("--json", "machine output")
    .action((options: SizeOptions) => run(context, options));

async function run(context: CommandContext, options: SizeOptions): Promise<void> {
  const sizing = await sizingOfOptions(context, options);
  warnOfLargeEffect(context, options);
  const isMargin = options.nonInferiority !== undefined;
  if (options.html !== undefined) {
    const page = renderSizing(sizing, { title: `Size of a test on a ${options.metric}`, isMargin, asked: Number(options.nonInferiority ?? options.mde) });
    await writeOutput(context, { option: "--html", path: options.html }, page);
  }
  const maxDays = options.maxDays === undefined ? Infinity : Number(options.maxDays);
  printLine(context, options.json === true ? JSON.stringify(sizing) : sizingText(sizing, { maxDays, isMargin, bars: barDrawer(context.io), assumed: assumptions(options), isSequential: options.sequential !== undefined }));
  if (options.html !== undefined) sayWrote(context, options.html, options.json === true);
  context.finish(sizing.gate === "fail" ? 1 : 0);
}

/** Mostly percent written where a share is meant; as in an experiment file, where `check` asks about it. */
function warnOfLargeEffect({ io }: CommandContext, { mde, nonInferiority }: SizeOptions): void {
  const effect = Math.abs(Number(mde ?? 0));
  if (nonInferiority !== undefined || effect < 1) return;
  const refused = effect >= 10 ? ", and check refuses it in an experiment file" : "";
  io.stderr.write(`--mde: expected a share of the baseline, got ${mde}, which is ${formatCount(Math.round(100 * Number(mde)))} % of it${refused}; for ${formatNumber(Number(mde))} % write --mde ${Number((Number(mde) / 100).toPrecision(12))}\n`);
}
