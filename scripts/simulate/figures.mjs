/** Figures with their Monte Carlo standard errors, as the page prints them. */

/** A share of runs and its standard error, both in [0, 1]. */
export function share(hits, runs) {
  const value = (hits ?? 0) / runs;
  return { value, error: Math.sqrt((value * (1 - value)) / runs), runs };
}

/** A mean of runs and its standard error, from a sum and a sum of squares of numbers near 1. */
export function mean(sum, squares, runs) {
  const value = sum / runs;
  return { value, error: Math.sqrt(Math.max(0, squares / runs - value * value) / runs) };
}

/** "5.03 ± 0.11" in percent, with more digits where the share is small; for none or all, what 95 % certainty leaves open. */
export function percent({ value, error, runs }) {
  if (value === 0) return `0 (under ${(300 / runs).toPrecision(1)})`;
  if (value === 1) return `100 (over ${100 - Number((300 / runs).toPrecision(1))})`;
  const digits = error >= 0.0005 ? 2 : error >= 0.00005 ? 3 : 4;
  return `${(100 * value).toFixed(digits)} ± ${(100 * error).toFixed(digits)}`;
}

export function plain({ value, error }, digits = 3) {
  return `${value.toFixed(digits)} ± ${error.toFixed(digits)}`;
}

export function whole(value) {
  return Math.round(value).toLocaleString("en-US");
}

/** Median and the order statistics that hold it in 95 of 100 repetitions. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const reach = 0.98 * Math.sqrt(sorted.length);
  const at = (rank) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(rank)))];
  const middle = (sorted.length - 1) / 2;
  return { value: at(middle), low: at(middle - reach), high: at(middle + reach) };
}

export function table(columns, rows) {
  return [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
