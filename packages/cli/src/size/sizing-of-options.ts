import { sizeMean, sizeNonInferiority, sizeRate, sizeRatio } from "@liftproof/mde";
import type { ClusterDesign, Sizing, SizingOptions } from "@liftproof/mde";
import type { CommandContext } from "../command-context.ts";
import { CommandFault } from "../command-fault.ts";
import { oneOf } from "../options/one-of.ts";
import { parseArmNumbers } from "../options/parse-arm-numbers.ts";
import { anyNumber, openShare, parseNumber, positiveNumber, wholeNumber } from "../options/parse-number.ts";
import type { NumberRange } from "../options/parse-number.ts";
import { readPilot } from "./read-pilot.ts";
import { withOptionNames } from "./with-option-names.ts";

/** The options of `liftproof size`, as they were typed. */
export interface SizeOptions {
  readonly metric: string;
  readonly baseline?: string;
  readonly mde?: string;
  readonly nonInferiority?: string;
  readonly sd?: string;
  readonly pilot?: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly alpha?: string;
  readonly power?: string;
  readonly weights?: string;
  readonly control?: string;
  readonly dailyUnits?: string;
  readonly coverage?: string;
  readonly maxDays?: string;
  readonly cupedR2?: string;
  readonly icc?: string;
  readonly clusterSize?: string;
  readonly clusterVariation?: string;
  readonly designEffect?: string;
  readonly sequential?: string | true;
  readonly guardrails?: string;
  readonly html?: string;
  readonly json?: boolean;
}

/** How often a result is read when --sequential does not say: daily for a quarter of a year. */
const USUAL_LOOKS = 100;

const shareBelowOne: NumberRange = { expected: "a number in [0, 1)", holds: (value) => value >= 0 && value < 1 };
const wholeOrNone: NumberRange = { expected: "a whole number of at least 0", holds: (value) => Number.isSafeInteger(value) && value >= 0 };
const relativeEffect: NumberRange = { expected: "a number other than 0, relative to the baseline, as in 0.1", holds: (value) => value !== 0 };

/**
 * Units and days by the options.
 *
 * @throws CommandFault naming the option that is missing, out of range or does not fit the others.
 */
export async function sizingOfOptions(context: CommandContext, options: SizeOptions): Promise<Sizing> {
  const metric = oneOf("--metric", options.metric, ["rate", "mean", "ratio"]);
  const design = designOf(options);
  if (options.nonInferiority !== undefined) {
    if (options.mde !== undefined) throw new CommandFault("--mde: expected either --mde or --non-inferiority, got both; a margin takes the place of an effect");
    const margin = parseNumber("--non-inferiority", options.nonInferiority, positiveNumber);
    const standardDeviation = metric === "rate" ? deviationOfRate(options) : deviationOf(options);
    return withOptionNames(() => sizeNonInferiority({ standardDeviation, margin, ...design }));
  }
  const mdeRelative = parseNumber("--mde", required(options.mde, { option: "--mde", expected: "the smallest effect worth finding, as in 0.1, or --non-inferiority" }), relativeEffect);
  if (options.pilot !== undefined) {
    if (metric !== "ratio" || options.sd !== undefined || options.baseline !== undefined) {
      throw new CommandFault("--pilot: expected --metric ratio without --baseline and --sd, which the pilot tells, got another; leave one out");
    }
    const pilot = await readPilot(context, {
      path: options.pilot,
      numerator: required(options.numerator, { option: "--numerator", expected: "a column of --pilot" }),
      denominator: required(options.denominator, { option: "--denominator", expected: "a column of --pilot" }),
    });
    return withOptionNames(() => sizeRatio({ pilot, mdeRelative, ...design }));
  }
  const baseline = required(options.baseline, { option: "--baseline", expected: "the metric without the change" });
  if (metric === "rate") return withOptionNames(() => sizeRate({ baseline: parseNumber("--baseline", baseline, openShare), mdeRelative, ...design }));
  const standardDeviation = deviationOf(options);
  return withOptionNames(() => sizeMean({ baseline: parseNumber("--baseline", baseline, anyNumber), standardDeviation, mdeRelative, ...design }));
}

function deviationOf({ sd, metric }: SizeOptions): number {
  const pilot = metric === "ratio" ? ", or a --pilot," : "";
  return parseNumber("--sd", required(sd, { option: "--sd", expected: `the standard deviation over units${pilot} because --metric is ${metric}` }), positiveNumber);
}

function deviationOfRate({ baseline }: SizeOptions): number {
  const rate = parseNumber("--baseline", required(baseline, { option: "--baseline", expected: "the rate without the change" }), openShare);
  return Math.sqrt(rate * (1 - rate));
}

function required(text: string | undefined, { option, expected }: { readonly option: string; readonly expected: string }): string {
  if (text === undefined) throw new CommandFault(`${option}: expected ${expected}, got nothing`);
  return text;
}

function designOf(options: SizeOptions): SizingOptions {
  const { alpha, power, dailyUnits, coverage, maxDays, cupedR2, guardrails, designEffect, sequential } = options;
  if (maxDays !== undefined && dailyUnits === undefined) {
    throw new CommandFault("--daily-units: expected a number because --max-days is given, got nothing");
  }
  const clusters = clustersOf(options);
  return {
    ...(alpha === undefined ? {} : { alpha: parseNumber("--alpha", alpha, openShare) }),
    ...(power === undefined ? {} : { power: parseNumber("--power", power, openShare) }),
    ...weightsOf(options),
    ...(dailyUnits === undefined ? {} : { dailyUnits: parseNumber("--daily-units", dailyUnits, positiveNumber) }),
    ...(coverage === undefined ? {} : { trafficShare: parseNumber("--coverage", coverage, { expected: "a number in (0, 1]", holds: (value) => value > 0 && value <= 1 }) }),
    ...(maxDays === undefined ? {} : { maxDays: parseNumber("--max-days", maxDays, wholeNumber) }),
    ...(cupedR2 === undefined ? {} : { cupedR2: parseNumber("--cuped-r2", cupedR2, shareBelowOne) }),
    ...(guardrails === undefined ? {} : { guardrails: parseNumber("--guardrails", guardrails, wholeOrNone) }),
    ...(designEffect === undefined ? {} : { designEffect: parseNumber("--design-effect", designEffect, positiveNumber) }),
    ...(clusters === undefined ? {} : { clusters }),
    ...(sequential === undefined ? {} : { sequentialLooks: sequential === true ? USUAL_LOOKS : parseNumber("--sequential", sequential, { expected: "a whole number of looks from 1 to 1000", holds: (value) => Number.isSafeInteger(value) && value >= 1 && value <= 1000 }) }),
  };
}

function clustersOf({ icc, clusterSize, clusterVariation, designEffect }: SizeOptions): ClusterDesign | undefined {
  if (icc === undefined && clusterSize === undefined && clusterVariation === undefined) return undefined;
  if (designEffect !== undefined) throw new CommandFault("--design-effect: expected either it or --icc with --cluster-size, got both; leave one out");
  const together = "because units come in clusters; --icc and --cluster-size go together";
  return {
    intraclassCorrelation: parseNumber("--icc", required(icc, { option: "--icc", expected: `the share of variance between clusters ${together}` }), { expected: "a number from 0 to 1", holds: (value) => value >= 0 && value <= 1 }),
    unitsPerCluster: parseNumber("--cluster-size", required(clusterSize, { option: "--cluster-size", expected: `the mean number of units in one ${together}` }), { expected: "a number of at least 1", holds: (value) => value >= 1 }),
    ...(clusterVariation === undefined ? {} : { sizeVariation: parseNumber("--cluster-variation", clusterVariation, { expected: "a number of at least 0", holds: (value) => value >= 0 }) }),
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
