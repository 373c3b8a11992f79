import { readCells } from "@liftproof/adapters/duckdb";
import type { DuckDb } from "@liftproof/adapters/duckdb";
import type { SpendRow } from "@liftproof/attribution";
import { foldLabel } from "@liftproof/events";
import { minorDigits } from "@liftproof/reporting";
import { readAmount } from "./amount-reader.ts";
import { currencyReader } from "./currency-reader.ts";
import { inUnitsOf } from "./decimal.ts";
import { isBlank } from "./is-blank.ts";
import { parseInstant } from "./parse-instant.ts";
import { refuseUseless, sampleOfRow, unreadableRows } from "./rejected-rows.ts";
import type { RejectedRows } from "./rejected-rows.ts";
import { rowCount } from "./row-count.ts";

/** A file of what was paid for channels or campaigns. */
export interface SpendFile {
  readonly path: string;
  /** The path as the person wrote it, for messages. */
  readonly name: string;
  readonly decimal: "." | ",";
  /** ISO 4217 code of rows that state none. Absent: EUR where there is no column `currency`. */
  readonly currency?: string;
  /** That of the orders, beside which no other can stand; absent without an order. */
  readonly orderCurrency?: string;
}

/** What the file says was paid. */
export interface FileSpend {
  readonly rows: readonly SpendRow[];
  readonly hasCampaigns: boolean;
  readonly rejected: RejectedRows;
}

const columns = ["channel", "day", "amount"];
const campaignColumn = "campaign";

/**
 * Reads the columns `channel`, `day` (`YYYY-MM-DD`), `amount`, and `campaign` and `currency` where the file has them; every row
 * is used or counted under one reason.
 *
 * @throws AdapterError when the file cannot be read or lacks a column; CommandFault when not one row can be used.
 */
export async function readSpend(duckDb: DuckDb, { path, name, decimal, currency: given, orderCurrency }: SpendFile): Promise<FileSpend> {
  const rejected = rowCount();
  const currency = currencyReader(given);
  const names = [...columns, campaignColumn, ...currency.asked.optional];
  const rows: SpendRow[] = [];
  let hasCampaigns = false;
  const onHeader = (header: readonly string[]): void => {
    currency.asked.onHeader(header);
    hasCampaigns = header.includes(campaignColumn);
  };
  const read = await readCells(duckDb, { path, name, columns, optional: [campaignColumn, ...currency.asked.optional], onHeader }, (row, number) => {
    const [channel = null, day = null, text = null, campaign = null] = row;
    const sample = (column: string): ReturnType<typeof sampleOfRow> => sampleOfRow({ row, number, names }, column);
    const amount = readAmount(text, decimal);
    const said = currency.of(row);
    if (channel === null || isBlank(channel)) rejected.add("missing_channel", sample("channel"));
    else if (day === null || !isDay(day.trim())) rejected.add("bad_day", sample("day"));
    else if (amount.kind === "rejected") rejected.add(amount.reason, sample("amount"));
    else if (said.kind === "rejected") rejected.add(said.reason, sample("currency"));
    else if (orderCurrency !== undefined && said.currency !== orderCurrency) rejected.add("other_currency", sample("currency"));
    else if (amount.amount.units < 0n) rejected.add("negative_spend", sample("amount"));
    else {
      const amountMinor = Number(inUnitsOf(amount.amount, minorDigits(said.currency)));
      if (!Number.isSafeInteger(amountMinor)) rejected.add("too_large", sample("amount"));
      else rows.push({ channel: channel.trim(), campaign: campaign === null ? null : foldLabel(campaign), day: day.trim(), amountMinor, currency: said.currency });
    }
  });
  rejected.add("unreadable", unreadableRows(read));
  const file = { name, rows: read.rows, rejected };
  if (rows.length === 0) refuseUseless(file, "spend", decimal);
  return { rows, hasCampaigns, rejected: file };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/u.test(text) && parseInstant(text) !== null;
}
