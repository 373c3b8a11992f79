import type { Interval } from "@liftproof/estimators";
import type { MetricDefinition } from "../config/metric-definition.ts";
import { minorDigits } from "./minor-digits.ts";

/** A number of three significant digits. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/**
 * A difference with its interval for people: percentage points for a rate, amounts for money, the
 * metric's own units otherwise.
 */
export function effectWords({ kind, currency }: Pick<MetricDefinition, "kind" | "currency">, difference: number, interval: Interval): string {
  const [scale, unit] = kind === "rate" ? [100, " points"] : currency === null ? [1, ""] : [10 ** -minorDigits(currency), ` ${currency}`];
  const [low, high] = interval;
  return `${shortNumber(difference * scale)}${unit} (${shortNumber(low * scale)} to ${shortNumber(high * scale)})`;
}
