/** Which columns of the touch file hold what. */
export interface TouchColumns {
  readonly identity: string;
  readonly time: string;
  readonly channel?: string;
  readonly source?: string;
  readonly medium?: string;
  readonly campaign?: string;
  readonly eventId?: string;
  readonly token?: string;
  readonly clickStatus?: string;
  readonly device?: string;
  /** Flag of the rows that are orders themselves, and their amount. */
  readonly conversion?: string;
  readonly value?: string;
}

/** Gives the cell of each column in a row read with `names`. */
export interface CellReader {
  /** Column names to ask the file for, each once. */
  readonly names: readonly string[];
  /** The cell of a column, `null` when it is empty or the column was not given. */
  readonly cell: (row: readonly (string | null)[], field: string) => string | null;
}

/** A reader for a set of fields, some of which may share a column or be absent. */
export function cellReader(columns: Readonly<Record<string, string | undefined>>): CellReader {
  const names = [...new Set(Object.values(columns).filter((name) => name !== undefined))];
  const positions = new Map(Object.entries(columns).map(([field, name]) => [field, name === undefined ? -1 : names.indexOf(name)]));
  return { names, cell: (row, field) => row[positions.get(field) ?? -1] ?? null };
}
