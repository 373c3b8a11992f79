import { sizeMean, sizeRate } from "@liftproof/mde";
import type { Sizing, SizingOptions } from "@liftproof/mde";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { parseArmNumbers } from "../options/parse-arm-numbers.ts";
import { anyNumber, openShare, parseNumber, positiveNumber, wholeNumber } from "../options/parse-number.ts";
import { formatCount, formatPercent } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";

interface SizeOptions {
  readonly metric: string;
  readonly baseline: string;
  readonly mde: string;
  readonly sd?: string;
  readonly alpha?: string;
  readonly power?: string;
  readonly weights?: string;
  readonly control?: string;
  readonly dailyUnits?: string;
  readonly coverage?: string;
  readonly maxDays?: string;
  readonly cupedR2?: string;
  readonly guardrails?: string;
  readonly json?: boolean;
}

/** `liftproof size`: is it worth launching, and for how long. */
export const sizeCommand: CommandFactory = (context) =>
  commandWithExamples("size", "Units and days that a test needs to find an effect.", [
    "size --metric rate --baseline 0.05 --mde 0.1 --daily-units 4000 --max-days 21",
    "size --metric mean --baseline 52 --sd 195 --mde 0.03 --cuped-r2 0.3 --weights control=1,treatment=1 --json",
  ])
    .requiredOption("--metric <kind>", "rate, mean or ratio")
    .requiredOption("--baseline <value>", "the metric without the change")
    .requiredOption("--mde <share>", "smallest effect worth finding, relative to the baseline: 0.1 is 10 % of it")
    .option("--sd <value>", "standard deviation over units; for mean and ratio")
    .option("--alpha <share>", "two-sided false alarm rate (default: 0.05)")
    .option("--power <share>", "chance to see an effect that is there (default: 0.8)")
    .option("--weights <weights>", "1,1 or arm=weight,... with control first (default: control=1,treatment=1)")
    .option("--control <arm>", "the control arm (default: the first)")
    .option("--daily-units <n>", "eligible units per day, before coverage")
    .option("--coverage <share>", "share of them in the experiment (default: 1)")
    .option("--max-days <n>", "turn on the gate: fail when it takes longer")
    .option("--cuped-r2 <share>", "share of variance a pre-period covariate explains (default: 0)")
    .option("--guardrails <n>", "guardrails that must pass as well (default: 0)")
    .option("--json", "machine output")
    .action((options: SizeOptions) => run(context, options));

function run(context: CommandContext, options: SizeOptions): void {
  const sizing = sizingOf(options);
  printLine(context, options.json === true ? JSON.stringify(sizing) : forPeople(sizing, options.maxDays));
  context.finish(sizing.gate === "fail" ? 1 : 0);
}

function sizingOf(options: SizeOptions): Sizing {
  const mdeRelative = parseNumber("--mde", options.mde, { expected: "a number other than 0, relative to the baseline, as in 0.1", holds: (value) => value !== 0 });
  const design = designOf(options);
  if (options.metric === "rate") {
    return sizeRate({ baseline: parseNumber("--baseline", options.baseline, openShare), mdeRelative, ...design });
  }
  if (options.metric !== "mean" && options.metric !== "ratio") {
    throw new CommandFault(`--metric: expected rate, mean or ratio, got ${JSON.stringify(options.metric)}`);
  }
  if (options.sd === undefined) {
    throw new CommandFault(`--sd: expected the standard deviation over units because --metric is ${options.metric}, got nothing`);
  }
  const standardDeviation = parseNumber("--sd", options.sd, positiveNumber);
  return sizeMean({ baseline: parseNumber("--baseline", options.baseline, anyNumber), standardDeviation, mdeRelative, ...design });
}

function designOf(options: SizeOptions): SizingOptions {
  const { alpha, power, dailyUnits, coverage, maxDays, cupedR2, guardrails } = options;
  if (maxDays !== undefined && dailyUnits === undefined) {
    throw new CommandFault("--daily-units: expected a number because --max-days is given, got nothing");
  }
  return {
    ...(alpha === undefined ? {} : { alpha: parseNumber("--alpha", alpha, openShare) }),
    ...(power === undefined ? {} : { power: parseNumber("--power", power, openShare) }),
    ...weightsOf(options),
    ...(dailyUnits === undefined ? {} : { dailyUnits: parseNumber("--daily-units", dailyUnits, positiveNumber) }),
    ...(coverage === undefined ? {} : { trafficShare: parseNumber("--coverage", coverage, { expected: "a number in (0, 1]", holds: (value) => value > 0 && value <= 1 }) }),
    ...(maxDays === undefined ? {} : { maxDays: parseNumber("--max-days", maxDays, wholeNumber) }),
    ...(cupedR2 === undefined ? {} : { cupedR2: parseNumber("--cuped-r2", cupedR2, { expected: "a number in [0, 1)", holds: (value) => value >= 0 && value < 1 }) }),
    ...(guardrails === undefined ? {} : { guardrails: parseNumber("--guardrails", guardrails, { expected: "a whole number of at least 0", holds: (value) => Number.isSafeInteger(value) && value >= 0 }) }),
  };
}

/** Named weights, or bare ones for control, treatment (treatment_2, ...). */
function weightsOf({ weights, control }: SizeOptions): Pick<SizingOptions, "weights" | "control"> {
  if (weights === undefined) return control === undefined ? {} : { control };
  const words = weights.split(",");
  const named = words.some((word) => word.includes("=")) ? words : words.map((word, index) => `${armName(index)}=${word}`);
  const arms = parseArmNumbers("--weights", named, positiveNumber);
  // Control is named, because a record of arms called 1 and 0 has an order of its own.
  return { weights: Object.fromEntries(arms.map(({ arm, value }) => [arm, value])), control: control ?? arms[0]?.arm ?? "" };
}

function armName(index: number): string {
  if (index === 0) return "control";
  return index === 1 ? "treatment" : `treatment_${index}`;
}

function forPeople(sizing: Sizing, maxDays: string | undefined): string {
  const lines = [
    formatTable([["arm", "units"], ...Object.entries(sizing.unitsPerArm).map(([arm, units]) => [arm, formatCount(units)]), ["all", formatCount(sizing.units)]]),
    "",
    sizing.days === null ? "days: unknown; give --daily-units" : `days: ${formatCount(sizing.days)}`,
    `units at which a sequential look is tightest: ${formatCount(sizing.confidenceSequenceN)}`,
  ];
  if (sizing.gate !== null) lines.push(sizing.gate === "pass" ? "gate: pass" : "gate: fail: the test cannot answer in time; accept a larger effect, more traffic or more days");
  const curve = curveDays(sizing, maxDays === undefined ? Infinity : Number(maxDays));
  if (curve.length > 0) lines.push("", formatTable([["day", "units", "smallest effect"], ...curve]));
  return lines.join("\n");
}

/** Every day of the first four weeks, then every seventh; never past the most days the test may take. */
function curveDays({ mdeByDay }: Sizing, maxDays: number): string[][] {
  const last = Math.min(maxDays, mdeByDay.length);
  return mdeByDay
    .filter(({ day }) => day <= last && (day <= 28 || day % 7 === 0 || day === last))
    .map(({ day, units, mde }) => [String(day), formatCount(units), mde === null ? "-" : formatPercent(mde)]);
}
