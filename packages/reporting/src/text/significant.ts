import { decimal } from "./decimal.ts";

/** A number to about four significant digits: 12,340; 12.34; 0.001234; 1.2e-9. */
export function significant(value: number): string {
  if (value === 0) return "0";
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  if (magnitude < -6 || magnitude > 15) return value.toExponential(2).replace("-", "\u2212");
  return decimal(value, Math.max(0, 3 - magnitude));
}
