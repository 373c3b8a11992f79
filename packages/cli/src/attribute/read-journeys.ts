import type { CellRow, DuckDb } from "@liftproof/adapters/duckdb";
import { readCells } from "@liftproof/adapters/duckdb";
import type { Touch } from "@liftproof/attribution";
import { compareCodePoints } from "@liftproof/events";
import { commonDigitsOf, fitsExactly, readAmount } from "./amount-reader.ts";
import { currencyReader } from "./currency-reader.ts";
import type { CurrencyReader } from "./currency-reader.ts";
import { earliestRows } from "./earliest-rows.ts";
import type { KeptRow } from "./earliest-rows.ts";
import { flag } from "./flag.ts";
import { isBlank } from "./is-blank.ts";
import type { FileJourneys, FileOrder, JourneyFiles } from "./journey-files.ts";
import { readOrders } from "./read-orders.ts";
import { refuseMixed } from "./refuse-mixed.ts";
import { mergedCounts, refuseUseless, sampleOfRow, unreadableRows } from "./rejected-rows.ts";
import type { RejectedRows } from "./rejected-rows.ts";
import { rowCount } from "./row-count.ts";
import type { RowCount, RowRejectionReason } from "./row-count.ts";
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
  const reader = cellReader({ ...files.columns });
  const currency = currencyReader(files.currency);
  const found = earliestRows<FoundRow>(({ touch }) => touch.receivedTsUs);
  const read = await readCells(duckDb, { path: files.path, name: files.name, columns: reader.names, ids: [files.columns.identity], ...currency.asked }, (row, number) => {
    const context = { reader, number, files, currency };
    const sample = (column: string | undefined, isId?: boolean): ReturnType<typeof sampleOfRow> => sampleOfRow({ row, number, names: [...reader.names, ...currency.asked.optional] }, column, isId);
    const one = touchRow(row, context);
    if (typeof one === "string") {
      rejected.add(one, sample(columnOf(one, row, context), idReasons.has(one)));
      return;
    }
    const twinRow = found.add(one.touch.eventId, { row: one, number, ...(one.order === undefined ? {} : sample(files.columns.value)) });
    if (twinRow !== null) rejected.add("repeated_event", { sample: { row: number, twinRow } });
  });
  rejected.add("unreadable", unreadableRows(read));
  const byFile: RejectedRows[] = [{ name: files.name, rows: read.rows, rejected }];
  const ofFile = files.orders === undefined ? undefined : await readOrders(duckDb, files, files.orders);
  if (ofFile !== undefined) byFile.push(ofFile);
  const [ofTouches, ofOrders] = byFile;
  const rows = found.kept();
  const asked = ofFile?.orders ?? rows.flatMap(({ row: { order }, ...rest }) => (order === undefined ? [] : [{ row: order, ...rest }]));
  const orders = fittingOrders(asked, ofFile?.rejected ?? rejected);
  const lost = new Set(asked.length === orders.length ? [] : asked.map(({ row }) => row.eventId));
  for (const { eventId } of orders) lost.delete(eventId);
  const touches: Touch[] = [];
  const channels = new Set<string>();
  const owners = new Map<string, Touch>();
  for (const { row: { touch, channel, ownCode } } of rows) {
    if (lost.has(touch.eventId)) continue;
    touches.push(touch);
    if (channel !== null) channels.add(channel);
    if (ownCode !== "" && isEarlier(touch, owners.get(ownCode))) owners.set(ownCode, touch);
  }
  const referrers = new Map([...owners].map(([code, { identityId }]) => [code, identityId]));
  if (touches.length === 0 && ofTouches !== undefined) refuseUseless(ofTouches, "touches", files.decimal);
  const counts = rejected.counts();
  const isLost = lostOrderReasons.some((reason) => (counts[reason] ?? 0) > 0);
  const lostOrders = ofOrders ?? (isLost ? ofTouches : undefined);
  if (orders.length === 0 && lostOrders !== undefined) refuseUseless(lostOrders, "orders", files.decimal);
  refuseMixed(files.orders?.name ?? files.name, orders);
  return { touches, orders, channels, referrers, rejectedRows: mergedCounts(byFile), rejectedByFile: byFile };
}

/** Reasons that only a row which is an order has. */
const lostOrderReasons: readonly RowRejectionReason[] = ["missing_value", "bad_value", "too_large", "missing_currency", "bad_currency"];

/** Reasons about a cell that may hold an id. */
const idReasons: ReadonlySet<RowRejectionReason> = new Set(["missing_identity", "damaged_id", "missing_event_id"]);

/** What one row says. */
interface FoundRow {
  readonly touch: Touch;
  readonly channel: string | null;
  /** The person's own referrer code, empty when there is none. */
  readonly ownCode: string;
  readonly order?: FileOrder;
}

/** The orders that can be added up together; the others are counted. */
function fittingOrders(asked: readonly KeptRow<FileOrder>[], rejected: RowCount): readonly FileOrder[] {
  const digits = commonDigitsOf(asked.map(({ row }) => row));
  return asked.flatMap(({ row, sample }) => {
    if (fitsExactly(row, digits)) return [row];
    rejected.add("too_large", sample === undefined ? {} : { sample });
    return [];
  });
}

/** A code is whose row with it came first. */
function isEarlier(touch: Touch, known: Touch | undefined): boolean {
  return known === undefined || (touch.receivedTsUs - known.receivedTsUs || compareCodePoints(touch.identityId, known.identityId)) < 0;
}

interface RowContext {
  readonly reader: CellReader;
  readonly number: number;
  readonly files: JourneyFiles;
  readonly currency: CurrencyReader;
}

function touchRow(row: CellRow, { reader, number, files, currency }: RowContext): FoundRow | RowRejectionReason {
  const cell = (field: keyof TouchColumns): string | null => reader.cell(row, field);
  const who = whoAndWhen(cell("identity"), cell("time"), files.timeUnit);
  if (typeof who === "string") return who;
  const eventId = files.columns.eventId === undefined ? String(number) : cell("eventId");
  if (eventId === null || isBlank(eventId)) return "missing_event_id";
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
  const found = { ...read, ownCode: cell("ownCode")?.trim() ?? "" };
  if (!converted) return found;
  const amount = files.columns.value === undefined ? null : readAmount(cell("value"), files.decimal);
  if (amount?.kind === "rejected") return amount.reason;
  const said = currency.of(row);
  if (said.kind === "rejected") return said.reason;
  const order = { ...who, orderId: eventId, eventId, amount: amount?.amount ?? null, currency: said.currency, checkoutStartedTsUs: null };
  return { ...found, order };
}

/** The column a reason is about. */
function columnOf(reason: RowRejectionReason, row: CellRow, { reader, files: { columns }, currency }: RowContext): string | undefined {
  if (reason === "missing_identity" || reason === "damaged_id") return columns.identity;
  if (reason === "missing_event_id") return columns.eventId;
  if (reason === "bad_currency" || reason === "missing_currency") return currency.asked.optional[0];
  if (reason === "bad_time" || reason === "missing_time") return columns.time;
  if (reason === "bad_status") return columns.clickStatus;
  if (reason === "too_large" || reason === "missing_value") return columns.value;
  if (reason !== "bad_value") return undefined;
  const flags = (["view", "conversion"] as const).find((field) => flag(reader.cell(row, field)) === undefined);
  return flags === undefined ? columns.value : columns[flags];
}
