/** Why a row of a touch or order file is not used. */
export type RowRejectionReason =
  | "unreadable"
  | "missing_identity"
  | "damaged_id"
  | "missing_time"
  | "bad_time"
  | "missing_value"
  | "bad_value"
  | "bad_status"
  | "missing_order_id"
  | "repeated_event"
  | "repeated_order";

/** Counts rows that are not used. */
export interface RowCount {
  readonly add: (reason: RowRejectionReason, rows?: number) => void;
  /** Only reasons that occur. */
  readonly counts: () => Readonly<Partial<Record<RowRejectionReason, number>>>;
}

/** A count of zero for every reason. */
export function rowCount(): RowCount {
  const counts = new Map<RowRejectionReason, number>();
  return {
    add: (reason, rows = 1) => {
      if (rows > 0) counts.set(reason, (counts.get(reason) ?? 0) + rows);
    },
    counts: () => Object.fromEntries(counts),
  };
}
