import type { CellRow, CellsRead } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";
import { decimalAdvice } from "../output/decimal-advice.ts";
import { formatCount } from "../output/format-number.ts";
import { quotedSample } from "../output/quoted-sample.ts";
import { reasonCounts } from "../output/reason-lines.ts";
import { reasonMeaning } from "../output/reason-meaning.ts";
import { isBlank } from "./is-blank.ts";
import type { RejectedSample, RowCount, RowCounts, RowRejectionReason } from "./row-count.ts";

/** Rows of one file that are not used. */
export interface RejectedRows {
  readonly name: string;
  /** Every row under the header. */
  readonly rows: number;
  readonly rejected: RowCount;
}

/** Where to find the cell that a reason is about: its column, and how to read it. */
export interface SampledRow {
  readonly row: CellRow;
  readonly number: number;
  /** Columns in the order of the row's cells. */
  readonly names: readonly string[];
}

/** The cell of a column as a sample; absent when the column is not read. The cell of an id tells its place only. */
export function sampleOfRow({ row, number, names }: SampledRow, column: string | undefined, isId: boolean = false): { readonly sample?: RejectedSample } {
  if (column === undefined) return {};
  const cell = row[names.indexOf(column)] ?? null;
  const text = cell === null || isBlank(cell) ? null : cell;
  return { sample: { column, row: number, ...(isId && text !== null ? {} : { text }) } };
}

/** The rows of a file that do not fit it, with the place of the first. */
export function unreadableRows({ unreadable, firstUnreadable: first }: CellsRead): { readonly rows: number; readonly sample?: RejectedSample } {
  return { rows: unreadable, ...(first === null ? {} : { sample: { row: first.number, ...(first.place === "line" ? { isLine: true } : {}) } }) };
}

/** The reasons of both files together. */
export function mergedCounts(files: readonly RejectedRows[]): RowCounts {
  const merged = new Map<string, number>();
  for (const { rejected } of files) for (const [reason, rows] of Object.entries(rejected.counts())) merged.set(reason, (merged.get(reason) ?? 0) + rows);
  return Object.fromEntries(merged);
}

/**
 * Refuses a file that gave not one row of what it was read for.
 *
 * @param wanted - "touches", "orders" or "spend".
 * @throws CommandFault with the reasons, and a sample of the most frequent one.
 */
export function refuseUseless({ name, rows, rejected }: RejectedRows, wanted: "touches" | "orders" | "spend", decimal: "." | ","): never {
  const counts = rejected.counts();
  const [most] = (Object.keys(counts) as RowRejectionReason[]).sort((left, right) => (counts[right] ?? 0) - (counts[left] ?? 0));
  const sample = most === undefined ? undefined : rejected.sampleOf(most);
  const shown = sample === undefined ? "" : `; ${sampleText(sample)}`;
  const advice = (most !== "bad_value" ? "" : decimalAdvice(sample?.text?.trim() ?? "", decimal)) || (most === undefined ? "" : `${most}: ${reasonMeaning(most) ?? ""}`);
  throw new CommandFault(`${name}: expected ${wanted}, got none of ${formatCount(rows)} rows; rows not used: ${reasonCounts(counts)}${shown}; ${advice}`);
}

/** "rows of touches.csv not used: bad_time 3" after an empty line, and below it what each reason means and where it first stood; nothing when there are none. */
export function rejectedLines({ name, rejected }: RejectedRows): readonly string[] {
  const counts = rejected.counts();
  const reasons = Object.keys(counts) as RowRejectionReason[];
  if (reasons.length === 0) return [];
  const told = reasons.flatMap((reason) => {
    const sample = rejected.sampleOf(reason);
    const words = [reasonMeaning(reason), sample === undefined ? undefined : `the first: ${sampleText(sample)}`].filter((part) => part !== undefined);
    return words.length === 0 ? [] : [`  ${reason}: ${words.join("; ")}`];
  });
  return ["", `rows of ${name} not used: ${reasonCounts(counts)}`, ...told];
}

function sampleText({ row, isLine, column, text, twinRow }: RejectedSample): string {
  if (isLine === true) return `line ${formatCount(row)} of the file`;
  if (twinRow !== undefined) return `rows ${formatCount(Math.min(row, twinRow))} and ${formatCount(Math.max(row, twinRow))}`;
  if (column === undefined) return `row ${formatCount(row)}`;
  const state = text === undefined ? "" : text === null ? " is empty" : ` holds ${quotedSample(text)}`;
  return `column ${JSON.stringify(column)}${state} in row ${formatCount(row)}`;
}
