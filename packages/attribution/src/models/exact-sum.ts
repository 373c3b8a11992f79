import { exactDigits } from "./exact-digits.ts";

const scale = 10n ** BigInt(exactDigits);
/** Above this many different denominators the partial sums are folded together, so that memory stays bounded. */
const openDenominators = 4096;

/** A running sum of fractions. */
export interface ExactSum {
  readonly add: (numerator: bigint, denominator: number) => void;
  /** The sum in units of 10^-36, rounded to the nearest. */
  readonly scaled: () => bigint;
}

/**
 * Adds fractions without rounding those that share a denominator: three thirds are one.
 *
 * Only the sum over each denominator is rounded, at the 36th decimal, so a total is right to far more places than are
 * ever printed, and whole and finite decimal totals come out exact.
 */
export function exactSum(): ExactSum {
  let folded = 0n;
  const numerators = new Map<number, bigint>();
  const fold = (): void => {
    for (const [denominator, numerator] of numerators) folded += nearest(numerator * scale, BigInt(denominator));
    numerators.clear();
  };
  return {
    add: (numerator, denominator) => {
      numerators.set(denominator, (numerators.get(denominator) ?? 0n) + numerator);
      if (numerators.size > openDenominators) fold();
    },
    scaled: () => {
      fold();
      return folded;
    },
  };
}

function nearest(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -quotient : quotient;
}
