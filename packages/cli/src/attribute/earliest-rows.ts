import { compareCodePoints } from "@liftproof/events";
import type { EpochMicros } from "@liftproof/events";
import type { RejectedSample } from "./row-count.ts";

/** A row and, where it may still be set aside, the cell to show then. */
export interface KeptRow<Row> {
  readonly row: Row;
  /** Counted from 1 among rows that fit the header. */
  readonly number: number;
  readonly sample?: RejectedSample;
}

/** Rows by id, each id once. */
export interface EarliestRows<Row> {
  /** The number of the row that has the id already, for one of the two is a repeat, whichever it is; `null` when none has. */
  readonly add: (id: string, kept: KeptRow<Row>) => number | null;
  readonly kept: () => readonly KeptRow<Row>[];
}

/** Keeps of each id the row of the earliest instant, ties by content: the order of the rows in a file decides nothing. */
export function earliestRows<Row>(instantOf: (row: Row) => EpochMicros): EarliestRows<Row> {
  const rows = new Map<string, KeptRow<Row>>();
  const isBefore = (left: Row, right: Row): boolean => (instantOf(left) - instantOf(right) || compareCodePoints(contentOf(left), contentOf(right))) < 0;
  return {
    add: (id, kept) => {
      const known = rows.get(id);
      if (known === undefined || isBefore(kept.row, known.row)) rows.set(id, kept);
      return known?.number ?? null;
    },
    kept: () => [...rows.values()],
  };
}

function contentOf(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
