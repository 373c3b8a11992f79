/**
 * What running a statement twice does.
 *
 * - `reads`: nothing.
 * - `repeats`: it writes, but the second run leaves all as it is: it makes or drops what is asked for, or tidies.
 * - `writes`: the same again, or worse.
 */
export type StatementKind = "reads" | "repeats" | "writes";

const blank = /^(?:\s|\(|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;
const reading = /^(?:select|with|values|table|show|describe|desc)\b/i;
// EXPLAIN ANALYZE runs what it explains.
const explaining = /^explain\b(?!\s+analyze\b)/i;
const repeating = /^(?:create\s+or\s+replace\s+view|create\s+(?:table|view|schema|database)\s+if\s+not\s+exists|drop\s+(?:table|view)\s+if\s+exists|optimize|vacuum)\b/i;

/** Judges a statement by its first words; what is not known writes. */
export function statementKind(statement: string): StatementKind {
  const text = statement.replace(blank, "");
  if (reading.test(text) || explaining.test(text)) return "reads";
  return repeating.test(text) ? "repeats" : "writes";
}
