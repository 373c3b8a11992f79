import type { GoldOptions } from "../gold/gold-options.ts";
import type { TableDefinition } from "../tables/table-definition.ts";

/** What a mart is made from: no rules decide it. */
export type MartOptions = Pick<GoldOptions, "dialect" | "watermarkUs">;

/** A table and the query that gives its rows, columns in the definition's order. */
export interface Mart {
  readonly table: TableDefinition;
  /** Without any of these events it has no rows; null where that cannot be told by names. */
  readonly events: readonly string[] | null;
  readonly query: (options: MartOptions) => string;
}
