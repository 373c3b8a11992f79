import { readCells } from "@liftproof/adapters/duckdb";
import type { DuckDb } from "@liftproof/adapters/duckdb";
import { readAmount } from "./amount-reader.ts";
import { currencyReader } from "./currency-reader.ts";
import { earliestRows } from "./earliest-rows.ts";
import type { KeptRow } from "./earliest-rows.ts";
import type { FileOrder, JourneyFiles, OrderFile } from "./journey-files.ts";
import { isBlank } from "./is-blank.ts";
import { parseInstant } from "./parse-instant.ts";
import { sampleOfRow, unreadableRows } from "./rejected-rows.ts";
import type { RejectedRows } from "./rejected-rows.ts";
import { rowCount } from "./row-count.ts";
import { cellReader } from "./touch-columns.ts";
import { whoAndWhen } from "./who-and-when.ts";

/** The orders of a file of their own, each id once, and the rows left out. */
export interface ReadOrders extends RejectedRows {
  readonly orders: readonly KeptRow<FileOrder>[];
}

/** Reads the orders of a file of their own; every row is an order or counted under one reason. */
export async function readOrders(duckDb: DuckDb, files: JourneyFiles, file: OrderFile): Promise<ReadOrders> {
  const orders = earliestRows<FileOrder>(({ tsUs }) => tsUs);
  const rejected = rowCount();
  const { path, name, ...columns } = file;
  const reader = cellReader({ ...columns });
  const currency = currencyReader(files.currency);
  const read = await readCells(duckDb, { path, name, columns: reader.names, ids: [columns.identity], ...currency.asked }, (row, number) => {
    const sample = (column: string | undefined, isId?: boolean): ReturnType<typeof sampleOfRow> => sampleOfRow({ row, number, names: [...reader.names, ...currency.asked.optional] }, column, isId);
    const who = whoAndWhen(reader.cell(row, "identity"), reader.cell(row, "time"), files.timeUnit);
    const orderId = reader.cell(row, "orderId")?.trim() ?? "";
    const amount = columns.value === undefined ? null : readAmount(reader.cell(row, "value"), files.decimal);
    const said = currency.of(row);
    const startedAt = reader.cell(row, "checkout");
    const checkoutStartedTsUs = startedAt === null || isBlank(startedAt) ? null : parseInstant(startedAt, files.timeUnit);
    if (typeof who === "string") rejected.add(who, who === "bad_time" || who === "missing_time" ? sample(columns.time) : sample(columns.identity, true));
    else if (orderId === "") rejected.add("missing_order_id", sample(columns.orderId, true));
    else if (checkoutStartedTsUs === null && startedAt !== null && !isBlank(startedAt)) rejected.add("bad_time", sample(columns.checkout));
    else if (amount?.kind === "rejected") rejected.add(amount.reason, sample(columns.value));
    else if (said.kind === "rejected") rejected.add(said.reason, sample(currency.asked.optional[0]));
    else {
      // An id no touch of the file can have: the order has no row among the touches.
      const order = { ...who, orderId, eventId: `order\u0000${orderId}`, amount: amount?.amount ?? null, currency: said.currency, checkoutStartedTsUs };
      const twinRow = orders.add(orderId, { row: order, number, ...sample(columns.value) });
      if (twinRow !== null) rejected.add("repeated_order", { sample: { row: number, twinRow } });
    }
  });
  rejected.add("unreadable", unreadableRows(read));
  return { name, rows: read.rows, rejected, orders: orders.kept() };
}
