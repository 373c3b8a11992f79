import type { UnitMetric } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";

/** What an option says of one metric. */
export interface NamedText {
  readonly metric: UnitMetric;
  readonly text: string;
}

/**
 * `METRIC=TEXT` of an option that may repeat, each metric once. The last `=` divides.
 *
 * @param example - The form, for messages.
 * @throws CommandFault when a word has no `=`, or names no metric of --metric or one twice.
 */
export function parseNamed(option: string, words: readonly string[], { metrics, example }: { readonly metrics: readonly UnitMetric[]; readonly example: string }): readonly NamedText[] {
  const named = words.map((word) => {
    const at = word.lastIndexOf("=");
    if (at <= 0) throw new CommandFault(`${option}: expected ${example}, got ${JSON.stringify(word)}`);
    const metric = metrics.find((candidate) => candidate.metric === word.slice(0, at).trim());
    if (metric === undefined) throw new CommandFault(`${option}: expected a metric of --metric (${metrics.map((one) => one.metric).join(", ")}), got ${JSON.stringify(word.slice(0, at))}`);
    return { metric, text: word.slice(at + 1).trim() };
  });
  const repeated = named.find(({ metric }, index) => named.findIndex((other) => other.metric === metric) < index);
  if (repeated !== undefined) throw new CommandFault(`${option}: expected each metric once, got ${JSON.stringify(repeated.metric.metric)} twice; keep one`);
  return named;
}
