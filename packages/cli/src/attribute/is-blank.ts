import { blankSigns } from "@liftproof/adapters/duckdb";

/** Whether a cell holds nothing, by the rule that `analyze` reads files with in SQL. */
export function isBlank(text: string): boolean {
  return Array.from(text).every((sign) => blankSigns.includes(sign));
}
