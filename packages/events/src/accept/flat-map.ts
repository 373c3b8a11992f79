/** Where a flattened object is gathered. */
export interface FlatMap {
  readonly map: Record<string, string>;
  /** Keys the line has used so far. */
  keys: number;
  /** Whether a key with a dot came by: without one, no two flattened keys can be equal. */
  dotted: boolean;
}
