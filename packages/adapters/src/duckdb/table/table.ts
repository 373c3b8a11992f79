/** A file as a relation of text: what to read from, and the expression that gives each column. */
export interface Table {
  /** What messages call it. */
  readonly name: string;
  readonly columns: readonly string[];
  /** What stands after FROM. Rows come in the order of the file. */
  readonly relation: string;
  /** True for a row that is there but cannot be read (a malformed JSON line). SQL expression. */
  readonly unreadable: string;
  /**
   * The SQL expression of one column: VARCHAR, NULL where the cell is empty or absent.
   * @throws AdapterError `bad_data` when there is no such column, or two of that name.
   */
  column(name: string): string;
  /** The same for a column of ids. A number of JSON is read as it is written, so that one a spreadsheet ruined shows. */
  idColumn(name: string): string;
  /** The same for a column that need not be there: NULL where it is not. */
  optionalColumn(name: string): string;
  /** Rows left out by the last scan because their fields do not fit the header. */
  skippedRows(): Promise<SkippedRows>;
  /** Removes temporary files. */
  readonly close: () => Promise<void>;
}

/** Rows that are no rows of their table. */
export interface SkippedRows {
  readonly rows: number;
  /** The line of the file where the first of them begins, counted from 1; `null` when there is none. */
  readonly firstLine: number | null;
}

/** Of a table whose every row can at least be counted. */
export const noSkippedRows: SkippedRows = { rows: 0, firstLine: null };

/** Which file, and which columns will be asked of it. */
export interface TableOptions {
  readonly path: string;
  /** What messages call it. Default: the path. */
  readonly name?: string;
  /** Decides between delimiters; missing ones fail at `column`, not here. */
  readonly wanted: readonly string[];
  /** Folder for unpacked copies. Default: the system's temporary folder. */
  readonly tempDirectory?: string;
}
