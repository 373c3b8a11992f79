/** An exact decimal: `units` times ten to the power of minus `digits`. */
export interface Decimal {
  readonly units: bigint;
  readonly digits: number;
}

/**
 * The decimal a text writes, or `null` when it is none. Never passes through a double, so no cent is lost on the way.
 *
 * @param mark - How the file writes the decimal mark.
 */
export function parseDecimal(text: string, mark: "." | ","): Decimal | null {
  const trimmed = text.trim();
  const pattern = mark === "." ? /^([-+]?)(\d*)(?:\.(\d*))?$/u : /^([-+]?)(\d*)(?:,(\d*))?$/u;
  const [, sign = "", whole = "", fraction = ""] = pattern.exec(trimmed) ?? [];
  if (whole + fraction === "" || fraction.length > 30) return null;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, digits: fraction.length };
}

/** The same number with more digits after the mark. `digits` must not be fewer. */
export function withDigits(decimal: Decimal, digits: number): bigint {
  return decimal.units * 10n ** BigInt(digits - decimal.digits);
}

/** The nearest whole number of 10^-digits, halves away from zero. */
export function roundedTo(decimal: Decimal, digits: number): bigint {
  if (decimal.digits <= digits) return withDigits(decimal, digits);
  const step = 10n ** BigInt(decimal.digits - digits);
  const size = decimal.units < 0n ? -decimal.units : decimal.units;
  const rounded = (size + step / 2n) / step;
  return decimal.units < 0n ? -rounded : rounded;
}
