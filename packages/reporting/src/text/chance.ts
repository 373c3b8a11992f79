import { decimal } from "./decimal.ts";

/** A probability as a percentage that never claims certainty: "98.2%", "above 99.9%", "below 0.1%". */
export function chance(probability: number): string {
  if (probability > 0.999) return "above 99.9%";
  return probability < 0.001 ? "below 0.1%" : `${decimal(probability * 100, 1)}%`;
}
