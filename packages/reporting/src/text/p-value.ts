import { decimal } from "./decimal.ts";

/** A p-value as people write it: three decimals, more when small, never 0, and 1 when it is 1. */
export function pValueText(pValue: number): string {
  if (pValue < 0.0001) return "< 0.0001";
  if (pValue === 1) return "1";
  return decimal(pValue, pValue < 0.01 ? 4 : 3);
}
