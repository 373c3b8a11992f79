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

/**
 * The scale of a column. Counts and amounts with up to four decimals keep exactly the value that was written;
 * any other column is centered and rounded to `bits` bits of its half range, an error of the variance below
 * 1e-14 of it.
 *
 * @param bits - At most 50, so that a sum of squares over 2^26 rows fits 127 bits.
 */
export function exactScale(range: ValueRange, bits: number): ExactScale {
  const { lowest, highest } = range;
  if (lowest === null || highest === null) return { center: 0, scale: 1, greatest: 0n };
  const greatestMagnitude = Math.max(Math.abs(lowest), Math.abs(highest));
  for (const { scale, whole } of range.wholeAt) {
    if (whole && greatestMagnitude * scale < GREATEST_WHOLE) {
      return { center: 0, scale, greatest: BigInt(Math.round(greatestMagnitude * scale)) };
    }
  }
  const center = lowest / 2 + highest / 2;
  const halfRange = Math.max(highest - center, center - lowest);
  if (halfRange === 0) return { center, scale: 1, greatest: 0n };
  // A power of two scales without rounding; at least 2^-1000 and at most 2^1000 stays finite.
  const exponent = Math.min(1000, Math.max(-1000, bits - 1 - Math.ceil(Math.log2(halfRange))));
  return { center, scale: 2 ** exponent, greatest: 1n << BigInt(bits) };
}

/** The SQL of a value as a whole number. */
export function wholeSql(value: string, { center, scale }: ExactScale): string {
  const centered = center === 0 ? value : `(${value} - ${doubleSql(center)})`;
  return `CAST(round(${centered} * ${doubleSql(scale)}) AS BIGINT)`;
}

/** A finite double as SQL text that reads back as the same double. */
function doubleSql(value: number): string {
  const text = String(value);
  return `${value < 0 ? `(${text})` : text}${/[.e]/u.test(text) ? "" : ".0"}::DOUBLE`;
}
