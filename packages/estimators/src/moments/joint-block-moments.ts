import type { JointMoments } from "./joint-moments.ts";

/** What the columns are deviations from, how many rows the block holds, and how many came before it. */
export interface JointBlockPlace {
  readonly origin: readonly number[];
  readonly filled: number;
  readonly before: number;
}

/**
 * Joint moments of the first rows of a block, given by columns of deviations from the origin, which the means
 * are relative to. The columns hold deviations from their means afterwards.
 *
 * @throws RangeError when a number is not finite, or so large that the sums are not.
 */
export function jointBlockMoments(columns: readonly Float64Array[], place: JointBlockPlace): JointMoments {
  const { filled } = place;
  if (filled === 0) {
    return { count: 0, means: columns.map(() => 0), crossProducts: columns.map(() => columns.map(() => 0)) };
  }
  const used = columns.map((column) => column.subarray(0, filled));
  const centers = used.map(centerOf);
  if (!centers.every(Number.isFinite)) throw oddRow(used, place);
  const sums = used.map((column, k) => deviate(column, centers[k] ?? 0));
  const crossProducts = columns.map(() => columns.map(() => 0));
  used.forEach((column, i) => {
    for (let j = i; j < used.length; j += 1) {
      const rounding = (sums[i] ?? 0) * ((sums[j] ?? 0) / filled);
      const raw = dot(column, used[j] ?? column) - rounding;
      const product = i === j ? Math.max(0, raw) : raw;
      (crossProducts[i] ?? [])[j] = product;
      (crossProducts[j] ?? [])[i] = product;
    }
  });
  return { count: filled, means: centers.map((center, k) => center + (sums[k] ?? 0) / filled), crossProducts };
}

function centerOf(values: Float64Array): number {
  let [a, b] = [0, 0];
  const whole = values.length & ~1;
  for (let i = 0; i < whole; i += 2) {
    a += values[i] as number;
    b += values[i + 1] as number;
  }
  if (whole < values.length) a += values[whole] as number;
  return (a + b) / values.length;
}

/** Turns values into deviations from the center, and returns their sum: the rounding of the center. */
function deviate(values: Float64Array, center: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    const deviation = (values[i] as number) - center;
    values[i] = deviation;
    sum += deviation;
  }
  return sum;
}

function dot(left: Float64Array, right: Float64Array): number {
  let [a, b] = [0, 0];
  const whole = left.length & ~1;
  for (let i = 0; i < whole; i += 2) {
    a += (left[i] as number) * (right[i] as number);
    b += (left[i + 1] as number) * (right[i + 1] as number);
  }
  if (whole < left.length) a += (left[whole] as number) * (right[whole] as number);
  return a + b;
}

function oddRow(columns: readonly Float64Array[], { origin, filled, before }: JointBlockPlace): RangeError {
  const rows = Array.from({ length: filled }, (_, i) => columns.map((column, k) => (column[i] ?? 0) + (origin[k] ?? 0)));
  const at = rows.findIndex((row) => !row.every(Number.isFinite));
  const row = rows[Math.max(0, at)] ?? [];
  return new RangeError(
    `rows: expected ${columns.length} finite numbers, got [${row.join(", ")}] after ${before + Math.max(0, at)} rows`,
  );
}
