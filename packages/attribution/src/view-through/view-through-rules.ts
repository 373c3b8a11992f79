/** When an impression that nobody clicked may earn an order. */
export interface ViewThroughRules {
  /** How far back an impression may lie, both ends inclusive; microseconds. */
  readonly lookbackUs: number;
  /** Names of the events that report an impression; touches may also be flagged by the caller. */
  readonly eventNames: readonly string[];
}

/** @throws RangeError when the lookback is not a whole number of at least 0. */
export function requireViewThrough({ lookbackUs }: ViewThroughRules): void {
  if (!(Number.isSafeInteger(lookbackUs) && lookbackUs >= 0)) {
    throw new RangeError(`viewThrough.lookbackUs: expected a whole number of microseconds of at least 0, got ${lookbackUs}`);
  }
}
