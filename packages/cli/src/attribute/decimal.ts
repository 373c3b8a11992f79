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
  const pattern = mark === "." ? /^([-+]?)(\d{0,400})(?:\.(\d{0,400}))?$/u : /^([-+]?)(\d{0,400})(?:,(\d{0,400}))?$/u;
  const [, sign = "", whole = "", fraction = ""] = pattern.exec(text.trim()) ?? [];
  if (whole + fraction === "") return null;
  const kept = fraction.replace(/0+$/u, "");
  const units = BigInt(whole + kept);
  return { units: sign === "-" ? -units : units, digits: kept.length };
}

/** A decimal in whole units of 10^-digits, the nearest one, halves away from zero. */
export function inUnitsOf(decimal: Decimal, digits: number): bigint {
  if (decimal.digits <= digits) return decimal.units * 10n ** BigInt(digits - decimal.digits);
  const step = 10n ** BigInt(decimal.digits - digits);
  const magnitude = ((decimal.units < 0n ? -decimal.units : decimal.units) + step / 2n) / step;
  return decimal.units < 0n ? -magnitude : magnitude;
}
