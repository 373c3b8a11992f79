/** A part of an Iceberg table. */
export interface ScannedPart {
  readonly database: string;
  readonly table: string;
  /** Days of a table that is partitioned by `day(column)`, the last one excluded. Default: the whole table. */
  readonly days?: { readonly column: string; readonly from: string; readonly until: string };
}
