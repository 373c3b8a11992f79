/** A decimal literal as JavaScript prints it: digits, an optional fraction, an optional exponent. */
const DECIMAL = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/u;

/**
 * Weights as whole numbers in lowest terms, in the proportion the person wrote down.
 *
 * The double 0.9 lies a little above nine tenths. A rule that asks whether a share is *more* than two
 * points away must not depend on that, so a weight means its shortest decimal form.
 *
 * @param weights - Finite numbers of at least 0, of which one is positive.
 * @returns One whole number per weight, without a common divisor.
 *
 * @example
 * ```ts
 * integerWeights([0.9, 0.1]); // => [9n, 1n]
 * ```
 */
export function integerWeights(weights: readonly number[]): readonly bigint[] {
  const decimals = weights.map(decimalOf);
  const places = Math.max(...decimals.map((decimal) => decimal.places));
  const whole = decimals.map(({ digits, places: own }) => digits * 10n ** BigInt(places - own));
  const divisor = whole.reduce(greatestCommonDivisor, 0n);
  return whole.map((weight) => weight / divisor);
}

/** `digits` divided by ten to the power of `places`; negative places multiply. */
function decimalOf(weight: number): { readonly digits: bigint; readonly places: number } {
  if (Number.isSafeInteger(weight)) return { digits: BigInt(weight), places: 0 };
  const match = DECIMAL.exec(String(weight));
  if (match === null) throw new RangeError(`weight: expected a finite number >= 0, got ${weight}`);
  const [, whole = "", fraction = "", exponent = "0"] = match;
  return { digits: BigInt(whole + fraction), places: fraction.length - Number(exponent) };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
