/** What a column of the touch file may hold besides the person and the instant: the name of the option that says which one. */
const touchFields = ["channel", "source", "medium", "campaign", "eventId", "token", "clickStatus", "device", "ownCode", "view", "conversion", "value"] as const;

/** Which columns of the touch file hold what. `conversion` flags the rows that are orders themselves, `value` is their amount. */
export interface TouchColumns extends Partial<Record<(typeof touchFields)[number], string>> {
  readonly identity: string;
  readonly time: string;
}

/** The columns among the options of a command. */
export function touchColumnsOf(options: TouchColumns): TouchColumns {
  const given = touchFields.flatMap((field) => (options[field] === undefined ? [] : [[field, options[field]]]));
  return { identity: options.identity, time: options.time, ...Object.fromEntries(given) };
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
