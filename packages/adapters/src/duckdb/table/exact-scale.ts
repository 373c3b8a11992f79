/**
 * How a column of doubles becomes whole numbers: `value = center + whole / scale`.
 *
 * Sums of whole numbers do not depend on the order of addition, so the moments are the same for any number of
 * threads, and sums of their squares lose nothing.
 */
export interface ExactScale {
  readonly center: number;
  readonly scale: number;
  /** The greatest |whole| of the column. */
  readonly greatest: bigint;
  /** Values were rounded to steps of `1 / scale`; absent where each is kept as written. */
  readonly isRounded?: true;
}

/** What one look at a column says about it. */
export interface ValueRange {
  /** Null when no row has a value. */
  readonly lowest: number | null;
  readonly highest: number | null;
  /** Every readable row has a value. */
  readonly everyRow: boolean;
  /** True when each value times 1 (100, 10,000) is a whole number: counts, cents, basis points. */
  readonly wholeAt: readonly { readonly scale: number; readonly whole: boolean }[];
}

/** Above this a double's neighbors are too far apart for "times a hundred is whole" to mean anything. */
const GREATEST_WHOLE = 2 ** 50;

/** A HUGEINT with a bit for the sign and one for the logarithm's rounding. */
const SUMMABLE_BITS = 125;

/**
 * The scale of a column. Counts and amounts with up to four decimals keep exactly the value that was written;
 * any other column is centered and rounded to `bits` bits of its half range, an error of the variance below
 * 1e-14 of it.
 *
 * @param bits - What {@link bitsOfSquares} allows.
 */
export function exactScale(range: ValueRange, bits: number): ExactScale {
  const { lowest, highest } = range;
  if (lowest === null || highest === null) return { center: 0, scale: 1, greatest: 0n };
  const decimal = decimalScale(range, bits);
  if (decimal !== undefined) return decimal;
  const center = lowest / 2 + highest / 2;
  const halfRange = Math.max(highest - center, center - lowest);
  if (halfRange === 0) return { center, scale: 1, greatest: 0n };
  // A power of two scales without rounding; at least 2^-1000 and at most 2^1000 stays finite.
  const exponent = Math.min(1000, Math.max(-1000, bits - 1 - Math.ceil(Math.log2(halfRange))));
  return { center, scale: 2 ** exponent, greatest: 1n << BigInt(bits), isRounded: true };
}

/**
 * The scale under which rows of one unit may be added: the same zero for all of them, because a center would be
 * left out once per row and put back once per unit.
 *
 * Decimals up to the fourth keep what was written; any other column gets as many bits of its greatest magnitude as so
 * many rows may add up in a HUGEINT: 101 for 2^24 rows, finer than a double for all but values 2^48 times smaller.
 */
export function summableScale(range: ValueRange, rows: number): ExactScale {
  const { lowest, highest } = range;
  if (lowest === null || highest === null) return { center: 0, scale: 1, greatest: 0n };
  const bits = SUMMABLE_BITS - Math.ceil(Math.log2(Math.max(1, rows)));
  const decimal = decimalScale(range, bits);
  if (decimal !== undefined) return decimal;
  const exponent = Math.min(1000, bits - Math.ceil(Math.log2(Math.max(-lowest, highest))));
  return { center: 0, scale: 2 ** exponent, greatest: 1n << BigInt(bits), isRounded: true };
}

function decimalScale({ lowest, highest, wholeAt }: ValueRange, bits: number): ExactScale | undefined {
  const greatestMagnitude = Math.max(Math.abs(lowest ?? 0), Math.abs(highest ?? 0));
  const found = wholeAt.find(({ scale, whole }) => whole && greatestMagnitude * scale < Math.min(GREATEST_WHOLE, 2 ** bits));
  return found && { center: 0, scale: found.scale, greatest: BigInt(Math.round(greatestMagnitude * found.scale)) };
}

/** How many bits a value may have so that the squares of this many add up within a HUGEINT: 50 up to 2^26 units. */
export function bitsOfSquares(units: number): number {
  return Math.min(50, Math.floor((126 - Math.ceil(Math.log2(Math.max(1, units)))) / 2));
}

/** The SQL of a value as a whole number; the cast rounds to the nearest. */
export function wholeSql(value: string, { center, scale }: ExactScale): string {
  const centered = center === 0 ? value : `(${value} - ${realLiteral(center)})`;
  return `CAST(${scale === 1 ? centered : `${centered} * ${realLiteral(scale)}`} AS BIGINT)`;
}

/** The SQL of the sum of many values as a double, rounded once. */
export function sumSql(value: string, { scale }: ExactScale): string {
  return `CAST(sum(CAST(${value} * ${realLiteral(scale)} AS HUGEINT)) AS DOUBLE) / ${realLiteral(scale)}`;
}

/** A finite double as SQL that reads back as the same double; a number that is not in quotes would be a decimal first. */
export function realLiteral(value: number): string {
  return `CAST('${value}' AS DOUBLE)`;
}
