/** Why a row of a touch or order file is not used. */
export type RowRejectionReason =
  | "unreadable"
  | "missing_identity"
  | "damaged_id"
  | "missing_time"
  | "bad_time"
  | "missing_value"
  | "bad_value"
  | "too_large"
  | "missing_currency"
  | "bad_currency"
  | "other_currency"
  | "negative_spend"
  | "bad_status"
  | "missing_channel"
  | "bad_day"
  | "missing_order_id"
  | "repeated_event"
  | "repeated_order";

/** Rows by reason; only reasons that occur. */
export type RowCounts = Readonly<Partial<Record<RowRejectionReason, number>>>;

/** The first cell that a reason was given for. */
export interface RejectedSample {
  readonly column: string;
  readonly text: string;
  /** Counted from 1 among rows that fit the header. */
  readonly row: number;
}

/** Counts rows of one file that are not used. */
export interface RowCount {
  /** Counts rows, and keeps the first sample of each reason. A sample never holds an id. */
  readonly add: (reason: RowRejectionReason, more?: { readonly rows?: number; readonly sample?: RejectedSample }) => void;
  readonly counts: () => RowCounts;
  readonly sampleOf: (reason: RowRejectionReason) => RejectedSample | undefined;
}

/** A count of zero for every reason. */
export function rowCount(): RowCount {
  const counts = new Map<RowRejectionReason, number>();
  const samples = new Map<RowRejectionReason, RejectedSample>();
  return {
    add: (reason, { rows = 1, sample } = {}) => {
      if (rows > 0) counts.set(reason, (counts.get(reason) ?? 0) + rows);
      if (sample !== undefined && !samples.has(reason)) samples.set(reason, sample);
    },
    counts: () => Object.fromEntries(counts),
    sampleOf: (reason) => samples.get(reason),
  };
}
