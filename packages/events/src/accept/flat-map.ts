/** Where a flattened object is gathered. */
export interface FlatMap {
  readonly map: Record<string, string>;
  /** Keys the line has used so far. */
  keys: number;
  /** Whether a key with a dot came by: without one, no two flattened keys can be equal. */
  dotted: boolean;
  /** Level of the object at hand in the line; the event is 1, its payload 2. */
  level: number;
}
