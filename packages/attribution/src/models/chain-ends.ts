/**
 * A walk that ends in success or failure.
 *
 * State 0 is the start. Row n holds the weights of what follows state n; a negative target is an end of {@link chainEnds}.
 */
export interface AbsorbingChain {
  readonly states: readonly ReadonlyMap<number, number>[];
}

/** Where a walk may end: well, or in nothing. */
export const chainEnds = { success: -1, failure: -2 } as const;
