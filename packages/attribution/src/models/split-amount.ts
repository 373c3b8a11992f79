/** One part of an amount. */
export interface AmountPart {
  /** A whole number of at least zero. */
  readonly weight: number;
  /** Among equal remainders the greater rank gets the left-over unit first. */
  readonly rank: number;
}

/**
 * The amount in whole units, one share per part, adding up to exactly the amount.
 *
 * Each part gets the whole units of its exact share of the absolute amount; what is left goes, one unit each, to the
 * greatest remainders, ties to the greater rank; then the sign is put back. A refund is so the mirror image of its order.
 *
 * @throws RangeError when the amount or a weight is not a whole number, or no weight is above zero.
 *
 * Source: Hamilton's method of largest remainders.
 */
export function splitAmount(amount: number, parts: readonly AmountPart[]): readonly number[] {
  const total = parts.reduce((sum, { weight }) => sum + requireWhole(weight), 0);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`amount: expected a whole number of minor units, got ${amount}`);
  if (total === 0 || !Number.isSafeInteger(total)) throw new RangeError(`parts: expected weights that add up to a whole number above 0, got ${total}`);
  const magnitude = Math.abs(amount);
  const exact = magnitude * total <= Number.MAX_SAFE_INTEGER;
  const shares = parts.map((part, position) => ({ ...share(magnitude, part.weight, { total, exact }), rank: part.rank, position }));
  const units = shares.map(({ whole }) => whole);
  let left = magnitude - units.reduce((sum, whole) => sum + whole, 0);
  shares.sort((a, b) => compareRemainders(b.remainder, a.remainder) || b.rank - a.rank);
  for (const { position } of shares) {
    if (left === 0) break;
    units[position] = (units[position] ?? 0) + 1;
    left--;
  }
  return amount < 0 ? units.map((unit) => (unit === 0 ? 0 : -unit)) : units;
}

interface Share {
  readonly whole: number;
  readonly remainder: number | bigint;
}

function share(magnitude: number, weight: number, { total, exact }: { readonly total: number; readonly exact: boolean }): Share {
  if (exact) {
    const product = magnitude * weight;
    return { whole: Math.floor(product / total), remainder: product % total };
  }
  const product = BigInt(magnitude) * BigInt(weight);
  return { whole: Number(product / BigInt(total)), remainder: product % BigInt(total) };
}

function compareRemainders(a: number | bigint, b: number | bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function requireWhole(weight: number): number {
  if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`weight: expected a whole number of at least 0, got ${weight}`);
  return weight;
}
