/** A phase that is over, as it was split. */
export interface EarlierPhase {
  readonly phase: number;
  readonly variants: readonly string[];
  readonly control: string;
  readonly weights: readonly number[];
  readonly unit: string;
  readonly salt: string;
}
