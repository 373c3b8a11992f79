import type { CellRow, CellsOptions } from "@liftproof/adapters/duckdb";
import { isCurrency } from "./is-currency.ts";

const CURRENCY_COLUMN = "currency";

/** What amounts are in when neither an option nor a column says; the output names it. */
const DEFAULT_CURRENCY = "EUR";

/** The currency of an order, or why there is none. */
export type CurrencyVerdict = { readonly kind: "currency"; readonly currency: string } | { readonly kind: "rejected"; readonly reason: "missing_currency" | "bad_currency" };

/** Gives the currency of each row of one file. */
export interface CurrencyReader {
  /** What to ask the file for; the column comes last in each row. */
  readonly asked: Required<Pick<CellsOptions, "optional" | "onHeader">>;
  readonly of: (row: CellRow) => CurrencyVerdict;
}

/**
 * A reader of one file's currencies: those of its column `currency`, EUR when it has none.
 *
 * An empty cell is not EUR: a file that states currencies and misses one has lost it. A filled cell is never overruled:
 * yen called euros would be added to euros.
 *
 * @param given - The currency of rows that state none.
 */
export function currencyReader(given: string | undefined): CurrencyReader {
  let hasColumn = false;
  return {
    asked: { optional: [CURRENCY_COLUMN], onHeader: (columns) => (hasColumn = columns.includes(CURRENCY_COLUMN)) },
    of: (row) => {
      if (!hasColumn) return { kind: "currency", currency: given ?? DEFAULT_CURRENCY };
      const code = (row.at(-1) ?? "").trim().toUpperCase();
      if (code === "") return given === undefined ? { kind: "rejected", reason: "missing_currency" } : { kind: "currency", currency: given };
      return isCurrency(code) ? { kind: "currency", currency: code } : { kind: "rejected", reason: "bad_currency" };
    },
  };
}
