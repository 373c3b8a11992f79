/** A count with thousands separated: 90,189. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** A number for reading: six significant digits, no trailing zeros; powers of ten only where they help. */
export function formatNumber(value: number): string {
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e9)) return value.toExponential(3);
  return String(Number(value.toPrecision(6)));
}

/** A p-value: three significant digits, and "<" where a double ends. */
export function formatPValue(value: number): string {
  if (value === 0) return "<1e-300";
  return value < 1e-3 ? value.toExponential(2) : String(Number(value.toPrecision(3)));
}

/** A share as a percentage with two decimals: 0.1902 is 19.02%. */
export function formatPercent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

/** An interval, each end written by the given function. */
export function formatInterval(interval: readonly [number, number] | "unbounded", format: (value: number) => string): string {
  return interval === "unbounded" ? "unbounded" : `${format(interval[0])} to ${format(interval[1])}`;
}
