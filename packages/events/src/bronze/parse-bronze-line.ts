import type { AcceptOutcome } from "../accept-outcome.ts";
import type { Rejection } from "../rejection.ts";
import { rejectionCodes } from "../rejection.ts";
import { bronzeColumns, type ColumnType } from "../silver-columns.ts";
import type { SilverRow } from "../silver-row.ts";
import type { BronzeReceipt } from "./bronze-line.ts";

/** What one bronze line holds. */
export interface BronzeRecord extends BronzeReceipt {
  readonly outcome: AcceptOutcome;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The content of a bronze line, or null when the text is not one: damaged files are counted by the reader, not guessed at.
 *
 * Checks the shape, not the meaning: the row was judged when it was written.
 */
export function parseBronzeLine(text: string): BronzeRecord | null {
  const line = jsonObject(text);
  if (line === null || line["v"] !== 1) return null;
  const { received_ts_us: receivedAtUs, raw, row, rejected } = line;
  if (typeof receivedAtUs !== "number" || !Number.isSafeInteger(receivedAtUs) || typeof raw !== "string") return null;
  if (isObject(row) === isObject(rejected)) return null;
  const outcome = isObject(row) ? acceptedOf(row, raw) : rejectedOf(rejected);
  return outcome === null ? null : { receivedAtUs, raw, outcome };
}

function jsonObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function acceptedOf(columns: JsonObject, raw: string): AcceptOutcome | null {
  const row: Record<string, unknown> = { rawJson: raw };
  for (const { field, column, type } of bronzeColumns) {
    const value = columns[column];
    if (value !== null && !hasType(value, type)) return null;
    row[field] = value;
  }
  return { kind: "accepted", row: row as unknown as SilverRow };
}

function hasType(value: unknown, type: ColumnType): boolean {
  if (type === "map") return isObject(value);
  return type === "bigint" || type === "int" ? Number.isSafeInteger(value) : typeof value === "string";
}

function rejectedOf(rejected: unknown): AcceptOutcome | null {
  if (!isObject(rejected)) return null;
  const { code, path, message } = rejected;
  const known = rejectionCodes.find((candidate) => candidate === code);
  if (known === undefined || typeof path !== "string" || typeof message !== "string") return null;
  const rejection: Rejection = { code: known, path, message };
  return { kind: "rejected", rejection };
}
