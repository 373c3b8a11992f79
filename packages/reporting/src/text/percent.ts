import { decimal } from "./decimal.ts";

/** A share as a percentage: 0.0435 is "4.35%". */
export function percent(share: number, places: number = 2): string {
  return `${decimal(share * 100, places)}%`;
}
