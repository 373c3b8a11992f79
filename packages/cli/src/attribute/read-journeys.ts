import type { CellRow, DuckDb } from "@liftproof/adapters/duckdb";
import { readCells } from "@liftproof/adapters/duckdb";
import type { Touch } from "@liftproof/attribution";
import type { EpochMicros } from "@liftproof/events";
import { readAmount } from "./amount-reader.ts";
import type { PricedRow } from "./amount-reader.ts";
import { identityFault } from "./identity-fault.ts";
import { parseInstant } from "./parse-instant.ts";
import type { TimeUnit } from "./parse-instant.ts";
import { mergedCounts, refuseUseless, sampleOfRow } from "./rejected-rows.ts";
import type { RejectedRows } from "./rejected-rows.ts";
import { rowCount } from "./row-count.ts";
import type { RowCounts, RowRejectionReason } from "./row-count.ts";
import { cellReader } from "./touch-columns.ts";
import type { CellReader, TouchColumns } from "./touch-columns.ts";
import { touchOfCells } from "./touch-of-cells.ts";
import type { TouchRules } from "./touch-of-cells.ts";

const CURRENCY_COLUMN = "currency";

/** What amounts are in when nothing says. */
const DEFAULT_CURRENCY = "EUR";

/** An order as the file states it, its amount not yet in minor units. */
export interface FileOrder extends PricedRow {
  readonly orderId: string;
  readonly identityId: string;
  readonly eventId: string;
  readonly tsUs: EpochMicros;
}

/** Where the orders are, when they have a file of their own. */
export interface OrderFile {
  readonly path: string;
  /** The path as the person wrote it, for messages. */
  readonly name: string;
  readonly identity: string;
  readonly orderId: string;
  readonly time: string;
  readonly value?: string;
}

/** Everything about the files. */
export interface JourneyFiles {
  readonly path: string;
  /** The path as the person wrote it, for messages. */
  readonly name: string;
  readonly columns: TouchColumns;
  readonly orders?: OrderFile;
  readonly timeUnit?: TimeUnit;
  readonly decimal: "." | ",";
  /** ISO 4217 code for every order. Absent: the column `currency` where there is one, else EUR. */
  readonly currency?: string;
  readonly touchRules: TouchRules;
}

/** The touches and orders of the files, and the rows left out. */
export interface FileJourneys {
  readonly touches: readonly Touch[];
  readonly orders: readonly FileOrder[];
  readonly rejectedRows: RowCounts;
  /** The same per file: touches, then orders where they have a file of their own. */
  readonly rejectedByFile: readonly RejectedRows[];
}

/**
 * Reads touches, and orders from rows of the same file or from a file of their own.
 *
 * Without an event id column the number of the row is the id. A row that cannot be read is counted under one reason.
 *
 * @throws AdapterError when a file cannot be read or lacks a column.
 * @throws CommandFault when not one row is a touch, or every order was rejected.
 */
export async function readJourneys(duckDb: DuckDb, files: JourneyFiles): Promise<FileJourneys> {
  const rejected = rowCount();
  const touches: Touch[] = [];
  const orders: FileOrder[] = [];
  const reader = cellReader({ ...files.columns });
  const events = new Set<string>();
  const orderIds = new Set<string>();
  const addOrder = (order: FileOrder): boolean => {
    if (orderIds.has(order.orderId)) return false;
    orders.push(order);
    orderIds.add(order.orderId);
    return true;
  };
  const read = await readCells(duckDb, { path: files.path, name: files.name, columns: reader.names, optional: [CURRENCY_COLUMN] }, (row, number) => {
    const found = touchRow(row, { reader, number, files });
    if (typeof found === "string") rejected.add(found, sampleOfRow({ row, number, names: reader.names }, columnOf(found, row, { reader, number, files })));
    else if (events.has(found.touch.eventId)) rejected.add("repeated_event");
    else {
      events.add(found.touch.eventId);
      touches.push(found.touch);
      if (found.order !== undefined && !addOrder(found.order)) rejected.add("repeated_order");
    }
  });
  rejected.add("unreadable", { rows: read.unreadable });
  const byFile: RejectedRows[] = [{ name: files.name, rows: read.rows, rejected }];
  if (files.orders !== undefined) byFile.push(await readOrders(duckDb, { files, file: files.orders, addOrder }));
  const [ofTouches, ofOrders] = byFile;
  if (touches.length === 0 && ofTouches !== undefined) refuseUseless(ofTouches, "touches", files.decimal);
  const { missing_value: missing = 0, bad_value: bad = 0 } = rejected.counts();
  const lostOrders = ofOrders ?? (missing + bad > 0 ? ofTouches : undefined);
  if (orders.length === 0 && lostOrders !== undefined) refuseUseless(lostOrders, "orders", files.decimal);
  return { touches, orders, rejectedRows: mergedCounts(byFile), rejectedByFile: byFile };
}

interface RowContext {
  readonly reader: CellReader;
  readonly number: number;
  readonly files: JourneyFiles;
}

function touchRow(row: CellRow, { reader, number, files }: RowContext): { readonly touch: Touch; readonly order?: FileOrder } | RowRejectionReason {
  const cell = (field: keyof TouchColumns): string | null => reader.cell(row, field);
  const who = whoAndWhen(cell("identity"), cell("time"), files.timeUnit);
  if (typeof who === "string") return who;
  const eventId = cell("eventId") ?? String(number);
  const touch = touchOfCells(
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
    },
    files.touchRules,
  );
  if (touch === null) return "bad_status";
  const converted = flag(cell("conversion"));
  if (converted === undefined) return "bad_value";
  if (!converted) return { touch };
  const amount = files.columns.value === undefined ? null : readAmount(cell("value"), files.decimal);
  if (amount?.kind === "rejected") return amount.reason;
  const order = { ...who, orderId: eventId, eventId, amount: amount?.amount ?? null, currency: currencyOf(row, files) };
  return { touch, order };
}

interface OrderReading {
  readonly files: JourneyFiles;
  readonly file: OrderFile;
  /** False when an order of that id is there already. */
  readonly addOrder: (order: FileOrder) => boolean;
}

async function readOrders(duckDb: DuckDb, { files, file, addOrder }: OrderReading): Promise<RejectedRows> {
  const rejected = rowCount();
  const { path, name, ...columns } = file;
  const reader = cellReader({ ...columns });
  const read = await readCells(duckDb, { path, name, columns: reader.names, optional: [CURRENCY_COLUMN] }, (row, number) => {
    const sample = (column: string | undefined): ReturnType<typeof sampleOfRow> => sampleOfRow({ row, number, names: reader.names }, column);
    const who = whoAndWhen(reader.cell(row, "identity"), reader.cell(row, "time"), files.timeUnit);
    const orderId = reader.cell(row, "orderId")?.trim() ?? "";
    const amount = columns.value === undefined ? null : readAmount(reader.cell(row, "value"), files.decimal);
    if (typeof who === "string") rejected.add(who, sample(who === "bad_time" ? columns.time : undefined));
    else if (orderId === "") rejected.add("missing_order_id");
    else if (amount?.kind === "rejected") rejected.add(amount.reason, sample(columns.value));
    else {
      // An id no touch of the file can have: the order has no row among the touches.
      const order = { ...who, orderId, eventId: `order\u0000${orderId}`, amount: amount?.amount ?? null, currency: currencyOf(row, files) };
      if (!addOrder(order)) rejected.add("repeated_order");
    }
  });
  rejected.add("unreadable", { rows: read.unreadable });
  return { name, rows: read.rows, rejected };
}

/** The column a reason is about; none for ids, which no message shows. */
function columnOf(reason: RowRejectionReason, row: CellRow, { reader, files: { columns } }: RowContext): string | undefined {
  if (reason === "bad_time") return columns.time;
  if (reason === "bad_status") return columns.clickStatus;
  if (reason !== "bad_value") return undefined;
  return flag(reader.cell(row, "conversion")) === undefined ? columns.conversion : columns.value;
}

function whoAndWhen(
  identity: string | null,
  time: string | null,
  unit: TimeUnit | undefined,
): { readonly identityId: string; readonly tsUs: EpochMicros } | RowRejectionReason {
  const fault = identityFault(identity);
  if (fault !== undefined || identity === null) return fault ?? "missing_identity";
  if (time === null || time.trim() === "") return "missing_time";
  const tsUs = parseInstant(time, unit);
  return tsUs === null ? "bad_time" : { identityId: identity, tsUs };
}

/** The currency column is asked for last. */
function currencyOf(row: CellRow, files: JourneyFiles): string {
  return files.currency ?? row.at(-1)?.trim().toUpperCase() ?? DEFAULT_CURRENCY;
}

/** `undefined` when the cell is neither yes nor no; an empty one is no. */
function flag(text: string | null): boolean | undefined {
  const word = text?.trim().toLowerCase() ?? "";
  if (["1", "true", "t", "yes"].includes(word)) return true;
  return ["", "0", "false", "f", "no"].includes(word) ? false : undefined;
}
