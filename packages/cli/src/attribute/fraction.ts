/** An exact fraction in lowest terms; the denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A fraction in lowest terms. @throws RangeError when the denominator is zero. */
export function fraction(numerator: bigint, denominator: bigint = 1n): Fraction {
  if (denominator === 0n) throw new RangeError("denominator: expected other than 0, got 0");
  const divisor = greatestDivisor(numerator, denominator);
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

/** The sum of two fractions. */
export function plus(left: Fraction, right: Fraction): Fraction {
  if (left.denominator === right.denominator) return fraction(left.numerator + right.numerator, left.denominator);
  return fraction(left.numerator * right.denominator + right.numerator * left.denominator, left.denominator * right.denominator);
}

/** The double nearest to a fraction: rounded once, however large its terms are. */
export function toNumber({ numerator, denominator }: Fraction): number {
  if (numerator < 0n) return -toNumber({ numerator: -numerator, denominator });
  if (numerator === 0n) return 0;
  // Enough binary digits that the quotient holds 64 of them; a sticky last bit stands for the rest.
  const shift = BigInt(Math.max(0, 66 + bitLength(denominator) - bitLength(numerator)));
  const dividend = numerator << shift;
  const quotient = dividend / denominator;
  const sticky = quotient * denominator === dividend ? quotient : quotient | 1n;
  return Number(sticky) / 2 ** Number(shift);
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

function greatestDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
