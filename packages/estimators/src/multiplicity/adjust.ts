/**
 * Adjusts p-values in rank order and puts them back where they came from.
 *
 * `null` marks a test that gave no p-value: it stays `null` and does not count as a test.
 *
 * @param adjustSorted - Receives the p-values ascending and returns as many adjusted ones.
 * @throws RangeError when a p-value lies outside [0, 1].
 */
export function adjust<P extends number | null>(
  pValues: readonly P[],
  adjustSorted: (ascending: readonly number[]) => readonly number[],
): Adjusted<P>[] {
  const ranked = pValues
    .flatMap((pValue, position) =>
      pValue === null ? [] : [{ pValue: checked(pValue, position), position }],
    )
    .sort((a, b) => a.pValue - b.pValue || a.position - b.position);
  const adjusted = adjustSorted(ranked.map(({ pValue }) => pValue));
  const result: (number | null)[] = pValues.map(() => null);
  ranked.forEach(({ position }, rank) => {
    result[position] = Math.min(1, adjusted[rank] ?? 1);
  });
  return result as Adjusted<P>[];
}

/** A number where a number was given, `null` where `null` was possible. */
export type Adjusted<P extends number | null> = P extends null ? null : number;

/** Each value raised to the largest before it: a later hypothesis is never easier to reject. */
export function runningMaximum(values: readonly number[]): number[] {
  let largest = 0;
  return values.map((value) => (largest = Math.max(largest, value)));
}

/** Each value lowered to the smallest after it. */
export function runningMinimumFromEnd(values: readonly number[]): number[] {
  let smallest = Infinity;
  return values.map((_, i) => {
    smallest = Math.min(smallest, values[values.length - 1 - i] ?? smallest);
    return smallest;
  }).reverse();
}

function checked(pValue: number, position: number): number {
  if (!(pValue >= 0 && pValue <= 1)) {
    throw new RangeError(
      `pValues[${position}]: expected a probability in [0, 1] or null, got ${pValue}`,
    );
  }
  return pValue;
}
