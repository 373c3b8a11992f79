/** An estimated effect, in units of the metric. */
export interface EstimatedEffect {
  /** Treatment minus control. */
  readonly difference: number;
  readonly standardError: number;
}

/** The effect itself, once its difference is known to be finite and its standard error to be above 0. */
export function checkedEffect<E extends EstimatedEffect>(effect: E): E {
  const { difference, standardError } = effect;
  if (!Number.isFinite(difference)) {
    throw new RangeError(`difference: expected a finite number, got ${difference}`);
  }
  if (!(standardError > 0 && standardError < Infinity)) {
    throw new RangeError(`standardError: expected a finite number > 0, got ${standardError}`);
  }
  return effect;
}
