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
  | "missing_event_id"
  | "missing_order_id"
  | "repeated_event"
  | "repeated_order";

/** Rows by reason; only reasons that occur. */
export type RowCounts = Readonly<Partial<Record<RowRejectionReason, number>>>;

/** The first place that a reason was given for. */
export interface RejectedSample {
  /** Counted from 1 among rows that fit the header; the line of the file where `isLine` is set. */
  readonly row: number;
  readonly isLine?: true;
  readonly column?: string;
  /** What the cell holds; `null` when it is empty, absent when it is an id, which no message shows. */
  readonly text?: string | null;
  /** The row that holds the same id. */
  readonly twinRow?: number;
}

/** Counts rows of one file that are not used. */
export interface RowCount {
  /** Counts rows, and keeps the first sample of each reason. A sample never shows an id. */
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
