import type { WinsorOptions } from "@liftproof/estimators";

/** What is measured of a unit, and from which columns. */
export type UnitMetric =
  | { readonly metric: string; readonly kind: "rate"; readonly column: string; readonly covariates?: readonly string[] }
  | {
      readonly metric: string;
      readonly kind: "mean";
      readonly column: string;
      /** Cut values off at quantiles of all arms together. Covariates stay as they are. */
      readonly winsorize?: WinsorOptions;
      readonly covariates?: readonly string[];
    }
  | { readonly metric: string; readonly kind: "quantile"; readonly column: string; /** In (0, 1). */ readonly quantile: number; readonly covariates?: never }
  | {
      readonly metric: string;
      readonly kind: "ratio";
      readonly numerator: string;
      readonly denominator: string;
      readonly covariates?: readonly string[];
    };

/** One column to be parsed once, whatever the number of metrics that use it. */
export interface UnitValue {
  readonly column: string;
  /** A flag is true/false, t/f, yes/no or 1/0; a number is a finite decimal. */
  readonly parse: "flag" | "number";
}

/** The metric's own values, in the order of its moments: one, or numerator and denominator. */
export function metricValues(metric: UnitMetric): readonly UnitValue[] {
  if (metric.kind === "ratio") {
    return [
      { column: metric.numerator, parse: "number" },
      { column: metric.denominator, parse: "number" },
    ];
  }
  return [{ column: metric.column, parse: metric.kind === "rate" ? "flag" : "number" }];
}

/** The metric's covariates, in the order of its moments. */
export function covariateValues(metric: UnitMetric): readonly UnitValue[] {
  return (metric.covariates ?? []).map((column) => ({ column, parse: "number" }));
}

/** Every value of a set of metrics, once each. */
export function distinctValues(metrics: readonly UnitMetric[]): readonly UnitValue[] {
  const values = new Map<string, UnitValue>();
  for (const metric of metrics) {
    for (const value of [...metricValues(metric), ...covariateValues(metric)]) values.set(valueKey(value), value);
  }
  return [...values.values()];
}

/** The place of a value in the list `distinctValues` gave. */
export function valuePosition(values: readonly UnitValue[], wanted: UnitValue): number {
  return values.findIndex((value) => valueKey(value) === valueKey(wanted));
}

function valueKey({ column, parse }: UnitValue): string {
  return `${parse}\u0000${column}`;
}
