/** How {@link decimalText} reads and writes. */
export interface DecimalFormat {
  /** How many digits of the scaled number stand behind the point. */
  readonly scale: number;
  /** At most so many decimals are written. */
  readonly decimals: number;
}

/**
 * A scaled whole number as decimal text, without exponent and without trailing zeros.
 *
 * Rounds half away from zero. The text never passes through a double.
 *
 * @example
 * ```ts
 * decimalText(1_234_500n, { scale: 4, decimals: 12 }); // => "123.45"
 * ```
 */
export function decimalText(scaled: bigint, { scale, decimals }: DecimalFormat): string {
  const shown = Math.min(scale, decimals);
  const unit = 10n ** BigInt(scale - shown);
  const magnitude = ((scaled < 0n ? -scaled : scaled) * 2n + unit) / (2n * unit);
  const digits = magnitude.toString().padStart(shown + 1, "0");
  const whole = digits.slice(0, digits.length - shown);
  const fraction = digits.slice(digits.length - shown).replace(/0+$/, "");
  const sign = scaled < 0n && magnitude > 0n ? "-" : "";
  return fraction === "" ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
