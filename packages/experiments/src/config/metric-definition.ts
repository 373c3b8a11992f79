/** What a metric is: a share of units, a mean over units, a ratio of two sums, or a quantile over units. */
export type MetricKind = "rate" | "mean" | "ratio" | "quantile";

/** How the events of one unit become one number. */
export type MetricAggregation = "any" | "sum" | "count" | "last";

/** One number per unit, read from events within the metric's window. */
export interface MetricSource {
  /** Name of the event. */
  readonly event: string;
  /** Payload key that carries the value; null when the events are counted or merely sought. */
  readonly value: string | null;
  readonly aggregation: MetricAggregation;
}

/** One entry of metrics.yaml, defaults filled in. */
export interface MetricDefinition extends MetricSource {
  readonly name: string;
  readonly kind: MetricKind;
  /** Ratio metrics only, else null. */
  readonly denominator: MetricSource | null;
  /** Quantile metrics only, in (0, 1); else null. */
  readonly quantile: number | null;
  /** Length of the window that opens at a unit's first exposure, in microseconds. */
  readonly windowUs: number;
  /** Which way is good. */
  readonly direction: "up" | "down";
  /** Largest loss still acceptable of a guardrail, in units of the metric, above 0; null when none is declared. */
  readonly margin: number | null;
  /** ISO 4217 code when the value is money in minor units of it, else null. For the eye alone: nothing is converted or left out. */
  readonly currency: string | null;
}
