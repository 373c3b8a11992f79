import type { UnitMetric } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";
import { openShare, parseNumber } from "./parse-number.ts";

const form = "NAME=rate(COLUMN), NAME=mean(COLUMN), NAME=mean(COLUMN, winsorize=0.01..0.99), NAME=quantile(COLUMN, 0.9) or NAME=ratio(NUMERATOR,DENOMINATOR)";

/** Words for a quantile that other tools know. */
const percentile = /^p([1-9]\d?(?:\.\d+)?)$/u;

/**
 * The metric of one `--metric`: what to call it, what it is, and its columns.
 *
 * @throws CommandFault when the text has another form.
 */
export function parseMetric(text: string): UnitMetric {
  const [, metric, kind, inside] = /^([^=]+)=([a-z0-9.]+)\((.+)\)$/u.exec(text.trim()) ?? [];
  if (metric === undefined || kind === undefined || inside === undefined) throw new CommandFault(`--metric: expected ${form}, got ${JSON.stringify(text)}`);
  switch (kind) {
    case "rate":
      return { metric, kind, column: inside };
    case "mean":
      return meanOf(metric, inside, text);
    case "quantile":
      return quantileOf(metric, inside, text);
    case "ratio":
      return ratioOf(metric, inside, text);
    default:
      throw new CommandFault(`--metric: expected ${form}, got ${JSON.stringify(text)}; ${insteadOf(kind, inside)}`);
  }
}

function meanOf(metric: string, inside: string, text: string): UnitMetric {
  const found = /^(.+?)\s*,\s*winsori[sz]e\s*=(.*)$/u.exec(inside);
  if (found === null) return { metric, kind: "mean", column: inside };
  const [, column = "", bounds = ""] = found;
  const [, low, high, units] = /^\s*(\d*\.?\d+)?\.\.(\d*\.?\d+)?\s*(?:,\s*of\s*=\s*(all|nonzero)\s*)?$/u.exec(bounds) ?? [];
  if (low === undefined && high === undefined) {
    const example = `${metric}=mean(${column}, winsorize=0.01..0.99)`;
    throw new CommandFault(`--metric: expected ${example}, ${metric}=mean(${column}, winsorize=..0.99) or ${metric}=mean(${column}, winsorize=..0.99, of=nonzero), got ${JSON.stringify(text)}`);
  }
  const share = (end: string): number => parseNumber(`--metric ${metric}: winsorize`, end, { expected: "shares from 0 to 1, as in 0.01..0.99", holds: (value) => value >= 0 && value <= 1 });
  const [lowShare, highShare] = [low === undefined ? undefined : share(low), high === undefined ? undefined : share(high)];
  if ((lowShare ?? 0) >= (highShare ?? 1)) throw new CommandFault(`--metric ${metric}: winsorize: expected the lower share first, as in 0.01..0.99, got ${JSON.stringify(bounds.trim())}`);
  return {
    metric,
    kind: "mean",
    column,
    winsorize: {
      ...(lowShare === undefined ? {} : { lowShare }),
      ...(highShare === undefined ? {} : { highShare }),
      units: units === "nonzero" ? "nonzero" : "all",
    },
  };
}

function quantileOf(metric: string, inside: string, text: string): UnitMetric {
  const comma = inside.lastIndexOf(",");
  const column = inside.slice(0, comma).trim();
  if (comma < 0 || column === "") throw new CommandFault(`--metric: expected ${metric}=quantile(COLUMN, 0.9), got ${JSON.stringify(text)}`);
  return { metric, kind: "quantile", column, quantile: parseNumber(`--metric ${metric}: quantile`, inside.slice(comma + 1).trim(), openShare) };
}

function ratioOf(metric: string, inside: string, text: string): UnitMetric {
  const comma = inside.indexOf(",");
  const [numerator, denominator] = [inside.slice(0, comma).trim(), inside.slice(comma + 1).trim()];
  if (comma < 0 || numerator === "" || denominator === "") {
    throw new CommandFault(`--metric: expected ${metric}=ratio(NUMERATOR,DENOMINATOR), got ${JSON.stringify(text)}`);
  }
  return { metric, kind: "ratio", numerator, denominator };
}

function insteadOf(kind: string, column: string): string {
  const percent = kind === "median" ? "50" : percentile.exec(kind)?.[1];
  return percent === undefined ? `${JSON.stringify(kind)} is no kind of metric` : `did you mean quantile(${column}, ${Number(percent) / 100})?`;
}

/** Every `--metric`, each name once. */
export function parseMetrics(texts: readonly string[]): readonly UnitMetric[] {
  const metrics = texts.map(parseMetric);
  const repeated = metrics.find(({ metric }, index) => metrics.findIndex((other) => other.metric === metric) < index);
  if (repeated !== undefined) throw new CommandFault(`--metric: expected each name once, got ${JSON.stringify(repeated.metric)} twice; rename one`);
  return metrics;
}

/**
 * Metrics with the covariates of every `--covariate`: `METRIC=COLUMN` for one metric, `COLUMN` for all but quantiles,
 * which cannot be adjusted. A column that holds an equals sign needs its metric before it.
 *
 * @throws CommandFault when a covariate is asked of a quantile, or of a metric that is not there.
 */
export function withCovariates(metrics: readonly UnitMetric[], texts: readonly string[]): readonly UnitMetric[] {
  const wanted = texts.map((text) => {
    // The longest name wins, so that metrics may be called a and a=b.
    const [named] = metrics.filter(({ metric }) => text.startsWith(`${metric}=`)).sort((left, right) => right.metric.length - left.metric.length);
    const column = named === undefined ? text : text.slice(named.metric.length + 1);
    if (column === "") throw new CommandFault(`--covariate: expected COLUMN or METRIC=COLUMN, got ${JSON.stringify(text)}`);
    if (named === undefined && text.includes("=")) throw new CommandFault(`--covariate: expected METRIC=COLUMN with a metric of --metric (${namesOf(metrics)}), got ${JSON.stringify(text)}`);
    if (named?.kind === "quantile") throw new CommandFault(`--covariate: expected a rate, mean or ratio, got the quantile ${JSON.stringify(named.metric)}, which cannot be adjusted; leave it out`);
    return { named, column };
  });
  return metrics.map((metric) => {
    if (metric.kind === "quantile") return metric;
    const covariates = wanted.filter(({ named }) => named === undefined || named === metric).map(({ column }) => column);
    return covariates.length === 0 ? metric : { ...metric, covariates: [...new Set(covariates)] };
  });
}

function namesOf(metrics: readonly UnitMetric[]): string {
  return metrics.length === 0 ? "there is none" : metrics.map(({ metric }) => metric).join(", ");
}
