/** How many units of an arm converted, out of how many. */
export interface RateCount {
  readonly successes: number;
  readonly trials: number;
}

/** The counts themselves, once they are known to be possible. */
export function checkedRate(name: string, count: RateCount): RateCount {
  const { successes, trials } = count;
  if (!Number.isSafeInteger(trials) || trials < 0) {
    throw new RangeError(`${name}.trials: expected a whole number >= 0, got ${trials}`);
  }
  if (!Number.isSafeInteger(successes) || successes < 0 || successes > trials) {
    throw new RangeError(`${name}.successes: expected 0 to ${trials} trials, got ${successes}`);
  }
  return count;
}
