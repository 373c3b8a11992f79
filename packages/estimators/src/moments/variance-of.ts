import type { Moments } from "./moments.ts";

/** Sample variance, with count - 1 in the denominator; 0 when fewer than two units are known. */
export function varianceOf({ count, m2 }: Moments): number {
  return count < 2 ? 0 : m2 / (count - 1);
}
