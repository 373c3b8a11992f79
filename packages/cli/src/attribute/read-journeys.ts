import type { CellRow, DuckDb } from "@liftproof/adapters/duckdb";
import { readCells } from "@liftproof/adapters/duckdb";
import type { Touch } from "@liftproof/attribution";
import { readAmount } from "./amount-reader.ts";
import { currencyReader } from "./currency-reader.ts";
import type { CurrencyReader } from "./currency-reader.ts";
import { flag } from "./flag.ts";
import type { FileJourneys, FileOrder, JourneyFiles } from "./journey-files.ts";
import { readOrders } from "./read-orders.ts";
import { refuseMixed } from "./refuse-mixed.ts";
import { mergedCounts, refuseUseless, sampleOfRow } from "./rejected-rows.ts";
import type { RejectedRows } from "./rejected-rows.ts";
import { rowCount } from "./row-count.ts";
import type { RowRejectionReason } from "./row-count.ts";
import { cellReader } from "./touch-columns.ts";
import type { CellReader, TouchColumns } from "./touch-columns.ts";
import { touchOfCells } from "./touch-of-cells.ts";
import { whoAndWhen } from "./who-and-when.ts";

/**
 * Reads touches, and orders from rows of the same file or from a file of their own.
 *
 * Without an event id column the number of the row is the id. A row that cannot be read is counted under one reason.
 *
 * @throws AdapterError when a file cannot be read or lacks a column.
 * @throws CommandFault when not one row is a touch, every order was rejected, or the orders are in several currencies.
 */
export async function readJourneys(duckDb: DuckDb, files: JourneyFiles): Promise<FileJourneys> {
  const rejected = rowCount();
  const touches: Touch[] = [];
  const orders: FileOrder[] = [];
  const reader = cellReader({ ...files.columns });
  const currency = currencyReader(files.currency);
  const events = new Set<string>();
  const channels = new Set<string>();
  const referrers = new Map<string, string>();
  const orderIds = new Set<string>();
  const addOrder = (order: FileOrder): boolean => {
    if (orderIds.has(order.orderId)) return false;
    orders.push(order);
    orderIds.add(order.orderId);
    return true;
  };
  const read = await readCells(duckDb, { path: files.path, name: files.name, columns: reader.names, ids: [files.columns.identity], ...currency.asked }, (row, number) => {
    const context = { reader, number, files, currency };
    const found = touchRow(row, context);
    if (typeof found === "string") rejected.add(found, sampleOfRow({ row, number, names: [...reader.names, ...currency.asked.optional] }, columnOf(found, row, context)));
    else if (events.has(found.touch.eventId)) rejected.add("repeated_event");
    else {
      events.add(found.touch.eventId);
      touches.push(found.touch);
      if (found.channel !== null) channels.add(found.channel);
      const ownCode = reader.cell(row, "ownCode")?.trim() ?? "";
      if (ownCode !== "" && !referrers.has(ownCode)) referrers.set(ownCode, found.touch.identityId);
      if (found.order !== undefined && !addOrder(found.order)) rejected.add("repeated_order");
    }
  });
  rejected.add("unreadable", { rows: read.unreadable });
  const byFile: RejectedRows[] = [{ name: files.name, rows: read.rows, rejected }];
  if (files.orders !== undefined) byFile.push(await readOrders(duckDb, { files, file: files.orders, addOrder }));
  const [ofTouches, ofOrders] = byFile;
  if (touches.length === 0 && ofTouches !== undefined) refuseUseless(ofTouches, "touches", files.decimal);
  const counts = rejected.counts();
  const isLost = lostOrderReasons.some((reason) => (counts[reason] ?? 0) > 0);
  const lostOrders = ofOrders ?? (isLost ? ofTouches : undefined);
  if (orders.length === 0 && lostOrders !== undefined) refuseUseless(lostOrders, "orders", files.decimal);
  refuseMixed(files.orders?.name ?? files.name, orders);
  return { touches, orders, channels, referrers, rejectedRows: mergedCounts(byFile), rejectedByFile: byFile };
}

/** Reasons that only a row which is an order has. */
const lostOrderReasons: readonly RowRejectionReason[] = ["missing_value", "bad_value", "missing_currency", "bad_currency"];

interface RowContext {
  readonly reader: CellReader;
  readonly number: number;
  readonly files: JourneyFiles;
  readonly currency: CurrencyReader;
}

function touchRow(row: CellRow, { reader, number, files, currency }: RowContext): { readonly touch: Touch; readonly channel: string | null; readonly order?: FileOrder } | RowRejectionReason {
  const cell = (field: keyof TouchColumns): string | null => reader.cell(row, field);
  const who = whoAndWhen(cell("identity"), cell("time"), files.timeUnit);
  if (typeof who === "string") return who;
  const eventId = cell("eventId") ?? String(number);
  const isView = flag(cell("view"));
  if (isView === undefined) return "bad_value";
  const read = touchOfCells(
    {
      ...who,
      eventId,
      channel: cell("channel"),
      source: cell("source"),
      medium: cell("medium"),
      campaign: cell("campaign"),
      token: cell("token"),
      clickStatus: cell("clickStatus"),
      device: cell("device"),
      isView,
    },
    files.touchRules,
  );
  if (read === null) return "bad_status";
  const converted = flag(cell("conversion"));
  if (converted === undefined) return "bad_value";
  if (!converted) return read;
  const amount = files.columns.value === undefined ? null : readAmount(cell("value"), files.decimal);
  if (amount?.kind === "rejected") return amount.reason;
  const said = currency.of(row);
  if (said.kind === "rejected") return said.reason;
  const order = { ...who, orderId: eventId, eventId, amount: amount?.amount ?? null, currency: said.currency, checkoutStartedTsUs: null };
  return { ...read, order };
}

/** The column a reason is about; none for ids, which no message shows. */
function columnOf(reason: RowRejectionReason, row: CellRow, { reader, files: { columns }, currency }: RowContext): string | undefined {
  if (reason === "bad_currency") return currency.asked.optional[0];
  if (reason === "bad_time") return columns.time;
  if (reason === "bad_status") return columns.clickStatus;
  if (reason !== "bad_value") return undefined;
  const flags = (["view", "conversion"] as const).find((field) => flag(reader.cell(row, field)) === undefined);
  return flags === undefined ? columns.value : columns[flags];
}
