/** Portable column types. `whole` is an integer of up to 38 digits, `real` a double. */
export type LogicalType = "string" | "bigint" | "int" | "whole" | "real" | "boolean" | "date" | "timestamp" | "map";

/** One column of a lake table. */
export interface ColumnDefinition {
  readonly column: string;
  readonly type: LogicalType;
  /** What it says, where the name alone does not: see `columnDescription`. */
  readonly description?: string;
}

/** One table of the lake, the same in every engine. */
export interface TableDefinition {
  readonly name: string;
  readonly tier: "silver" | "gold";
  /** One sentence: what one row is. */
  readonly comment: string;
  /** The unique key. Empty for a plain log. */
  readonly grain: readonly string[];
  /** Columns of the grain that may be NULL; NULL is a value of its own there. */
  readonly nullableGrain?: readonly string[];
  readonly columns: readonly ColumnDefinition[];
  /** Timestamp column whose UTC day partitions the table on Iceberg. */
  readonly dayOf?: string;
  /** Column whose values partition the table on Iceberg. */
  readonly partitionedBy?: string;
  /** Rows are added and never changed or removed, so a build leaves the table standing. */
  readonly appendOnly?: true;
}
