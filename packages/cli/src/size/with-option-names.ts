import { CommandFault } from "../command-fault.ts";

/** Which option each argument of a sizing comes from. */
const optionOf: Readonly<Record<string, string>> = {
  baseline: "--baseline", mdeRelative: "--mde", standardDeviation: "--sd", margin: "--non-inferiority", pilot: "--pilot",
  alpha: "--alpha", power: "--power", weights: "--weights", control: "--control", cupedR2: "--cuped-r2", designEffect: "--design-effect",
  unitsPerCluster: "--cluster-size", intraclassCorrelation: "--icc", sizeVariation: "--cluster-variation", guardrails: "--guardrails",
  sequentialLooks: "--sequential", looks: "--sequential", dailyUnits: "--daily-units", trafficShare: "--coverage", maxDays: "--max-days",
};

/**
 * Runs a sizing and says of its refusals which option they are about.
 *
 * @throws CommandFault in place of an error that names an argument.
 */
export function withOptionNames<Result>(size: () => Result): Result {
  try {
    return size();
  } catch (cause) {
    if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause;
    const [, argument = "", rest = ""] = /^(?:[a-z]+\.)?(\w+)[^:]*: (expected .*)$/su.exec(cause.message) ?? [];
    const option = Object.hasOwn(optionOf, argument) ? optionOf[argument] : undefined;
    if (option === undefined) throw cause;
    throw new CommandFault(`${option}: ${rest}`, { cause });
  }
}
