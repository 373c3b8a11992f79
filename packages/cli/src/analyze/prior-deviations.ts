import type { UnitMetric } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";
import { parseNamed } from "../options/parse-named.ts";
import { parseNumber, positiveNumber } from "../options/parse-number.ts";

/**
 * The standard deviation of the effect expected, per metric: METRIC=SD for one, a bare number for all that have none of their
 * own. A rate has a prior of another kind and takes none.
 *
 * @throws CommandFault when a number is not above 0, two are bare, or a name is no metric, that of a rate, or named twice.
 */
export function priorDeviations(words: readonly string[], metrics: readonly UnitMetric[]): ReadonlyMap<string, number> {
  const bare = words.filter((word) => !word.includes("="));
  if (bare.length > 1) throw new CommandFault(`--prior-sd: expected one number for all metrics, got ${bare.join(" and ")}; write METRIC=SD`);
  const [text] = bare;
  const shared = text === undefined ? undefined : parseNumber("--prior-sd", text, positiveNumber);
  const named = parseNamed("--prior-sd", words.filter((word) => word.includes("=")), { metrics, example: "SD or METRIC=SD, as in revenue=2" });
  const rate = named.find(({ metric }) => metric.kind === "rate");
  if (rate !== undefined) throw new CommandFault(`--prior-sd: expected a mean, ratio or quantile, got the rate ${JSON.stringify(rate.metric.metric)}; its prior is --prior a,b`);
  const own = new Map(named.map((one): [string, number] => [one.metric.metric, parseNumber(`--prior-sd ${one.metric.metric}`, one.text, positiveNumber)]));
  return new Map(
    metrics.flatMap(({ metric, kind }) => {
      const deviation = own.get(metric) ?? shared;
      return kind === "rate" || deviation === undefined ? [] : [[metric, deviation] as const];
    }),
  );
}
