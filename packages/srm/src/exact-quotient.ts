/** Bits kept beyond the 53 of a double, so that rounding happens once. */
const KEPT_BITS = 64;

/** Whole numbers up to here are doubles, and their quotient is rounded once by the division itself. */
const GREATEST_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * The double nearest to a quotient of two whole numbers, however large they are.
 *
 * Converting each side first would overflow beyond 1.8e308, which products of counts and weights
 * written with many digits can reach. Relative error below 2e-16.
 *
 * @param denominator - Positive.
 */
export function exactQuotient(numerator: bigint, denominator: bigint): number {
  const magnitude = numerator < 0n ? -numerator : numerator;
  if (magnitude <= GREATEST_EXACT && denominator <= GREATEST_EXACT) return Number(numerator) / Number(denominator);
  const shift = bitLength(denominator) - bitLength(magnitude) + KEPT_BITS;
  const scaled = shift >= 0 ? (magnitude << BigInt(shift)) / denominator : magnitude / (denominator << BigInt(-shift));
  const value = Number(scaled) * 2 ** -shift;
  return numerator < 0n ? -value : value;
}

function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}
