import type { WinsorBounds } from "./winsor-bounds.ts";

/**
 * The value, or the bound it lies beyond.
 *
 * @example
 * ```ts
 * winsorize(1200, { low: null, high: 500, units: "nonzero" }); // => 500
 * ```
 */
export function winsorize(value: number, { low, high, units }: WinsorBounds): number {
  if (units === "nonzero" && value === 0) return value;
  if (low !== null && value < low) return low;
  return high !== null && value > high ? high : value;
}
