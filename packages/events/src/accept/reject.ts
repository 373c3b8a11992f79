import type { Rejection, RejectionCode } from "../rejection.ts";

const longestPath = 120;

/** What was expected, and what came: a kind of value, never the value. */
export interface Mismatch {
  readonly code: RejectionCode;
  readonly expected: string;
  readonly got: string;
}

/** A rejection with its message composed. The path is sender's text, so it is shortened and freed of characters that no log should print. */
export function reject(path: string, { code, expected, got }: Mismatch): Rejection {
  const shown = path.slice(0, longestPath).replace(/[\p{Cc}\p{Cs}]/gu, "\ufffd");
  return { code, path: shown, message: `${shown === "" ? "line" : shown}: expected ${expected}, got ${got}` };
}

/** What came, in words that give nothing away. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "none";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return `text of ${value.length} characters`;
  if (typeof value === "object") return "an object";
  return typeof value === "boolean" ? "true or false" : `a ${typeof value}`;
}
