import { compareCodePoints } from "@liftproof/events";
import type { EpochMicros } from "@liftproof/events";
import type { RejectedSample } from "./row-count.ts";

/** A row and, where it may still be set aside, the cell to show then. */
export interface KeptRow<Row> {
  readonly row: Row;
  readonly sample?: RejectedSample;
}

/** Rows by id, each id once. */
export interface EarliestRows<Row> {
  /** False when the id is there already: one of the two rows is a repeat, whichever it is. */
  readonly add: (id: string, kept: KeptRow<Row>) => boolean;
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
      return known === undefined;
    },
    kept: () => [...rows.values()],
  };
}

function contentOf(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
