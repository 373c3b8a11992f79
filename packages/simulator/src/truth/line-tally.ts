/** Counts of what was put on the wire. Events count once, however often they are delivered. */
export interface LineTally {
  /** All lines, repeats and malformed ones included. */
  lines: number;
  /** Distinct well-formed events. */
  events: number;
  /** Further deliveries of an event already delivered. */
  duplicates: number;
  /** Distinct events first received more than five minutes after they happened. */
  late: number;
}
