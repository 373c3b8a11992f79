import { decimalText } from "../models/decimal-text.ts";
import type { ExactRatio } from "./exact-ratio.ts";

/**
 * A ratio as decimal text, rounded half away from zero once, without ever being a double.
 *
 * @param decimals - At most so many decimals are written; trailing zeros are not.
 *
 * @example
 * ```ts
 * ratioText({ numerator: 2n, denominator: 3n }, 4); // => "0.6667"
 * ```
 */
export function ratioText({ numerator, denominator }: ExactRatio, decimals: number): string {
  if (!Number.isSafeInteger(decimals) || decimals < 0) throw new RangeError(`decimals: expected a whole number of at least 0, got ${decimals}`);
  const magnitude = numerator < 0n ? -numerator : numerator;
  const scaled = (2n * magnitude * 10n ** BigInt(decimals) + denominator) / (2n * denominator);
  return decimalText(numerator < 0n ? -scaled : scaled, { scale: decimals, decimals });
}
