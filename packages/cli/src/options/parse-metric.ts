import type { UnitMetric } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";

const form = "NAME=rate(COLUMN), NAME=mean(COLUMN) or NAME=ratio(NUMERATOR,DENOMINATOR)";

/**
 * The metric of one `--metric`: what to call it, what it is, and its columns.
 *
 * @throws CommandFault when the text has another form.
 */
export function parseMetric(text: string): UnitMetric {
  const [, metric, kind, columns] = /^([^=]+)=([a-z]+)\((.+)\)$/u.exec(text.trim()) ?? [];
  if (metric === undefined || columns === undefined) throw new CommandFault(`--metric: expected ${form}, got ${JSON.stringify(text)}`);
  if (kind === "rate" || kind === "mean") return { metric, kind, column: columns };
  if (kind !== "ratio") throw new CommandFault(`--metric: expected ${form}, got ${JSON.stringify(text)}; ${JSON.stringify(kind)} is no kind of metric`);
  const comma = columns.indexOf(",");
  const [numerator, denominator] = [columns.slice(0, comma).trim(), columns.slice(comma + 1).trim()];
  if (comma < 0 || numerator === "" || denominator === "") {
    throw new CommandFault(`--metric: expected ${metric}=ratio(NUMERATOR,DENOMINATOR), got ${JSON.stringify(text)}`);
  }
  return { metric, kind, numerator, denominator };
}

/** Every `--metric`, each name once. */
export function parseMetrics(texts: readonly string[]): readonly UnitMetric[] {
  const metrics = texts.map(parseMetric);
  const repeated = metrics.find(({ metric }, index) => metrics.findIndex((other) => other.metric === metric) < index);
  if (repeated !== undefined) throw new CommandFault(`--metric: expected each name once, got ${JSON.stringify(repeated.metric)} twice; rename one`);
  return metrics;
}

/**
 * Metrics with the covariates of every `--covariate`: `METRIC=COLUMN` for one metric, `COLUMN` for every rate and mean.
 *
 * @throws CommandFault when a covariate is asked of a ratio.
 */
export function withCovariates(metrics: readonly UnitMetric[], texts: readonly string[]): readonly UnitMetric[] {
  return metrics.map((metric) => {
    const covariates = texts.flatMap((text) => {
      const named = metrics.find((candidate) => text.startsWith(`${candidate.metric}=`));
      if (named === undefined) return metric.kind === "ratio" ? [] : [text];
      return named === metric ? [text.slice(metric.metric.length + 1)] : [];
    });
    if (metric.kind === "ratio" && covariates.length > 0) {
      throw new CommandFault(`--covariate: expected a rate or mean metric, got the ratio ${JSON.stringify(metric.metric)}; leave it out`);
    }
    return covariates.length === 0 ? metric : { ...metric, covariates: [...new Set(covariates)] };
  });
}
