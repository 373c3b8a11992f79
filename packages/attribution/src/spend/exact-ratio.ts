/** A fraction in lowest terms; the denominator is above zero. */
export interface ExactRatio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Numerator over denominator in lowest terms, or `null` when the denominator is not above zero. */
export function exactRatio(numerator: bigint, denominator: bigint): ExactRatio | null {
  if (denominator <= 0n) return null;
  let [rest, divisor] = [numerator < 0n ? -numerator : numerator, denominator];
  while (rest !== 0n) [rest, divisor] = [divisor % rest, rest];
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}
