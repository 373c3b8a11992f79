import type { Interval } from "@liftproof/estimators";
import type { MetricDefinition } from "../config/metric-definition.ts";

/** A number of three significant digits. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A difference with its interval for people: percentage points for a rate, the metric's own units otherwise. */
export function effectWords(kind: MetricDefinition["kind"], difference: number, interval: Interval): string {
  const [scale, unit] = kind === "rate" ? [100, " points"] : [1, ""];
  const [low, high] = interval;
  return `${shortNumber(difference * scale)}${unit} (${shortNumber(low * scale)} to ${shortNumber(high * scale)})`;
}
