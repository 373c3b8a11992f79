import { splitRecord } from "./split-record.ts";

const delimiters = [",", ";", "\t", "|"] as const;

/** How the first line of a delimited file divides. */
export interface Header {
  readonly delimiter: string;
  readonly columns: readonly string[];
}

/**
 * The delimiter of a file from its first line alone: the one under which most wanted columns are found, then the
 * one that gives most columns, then comma before semicolon before tab before bar.
 *
 * The engine's own sniffer reads a sample of rows and may decide differently when rows are dirty; the header
 * does not change with the rows.
 */
export function sniffDelimiter(head: string, wanted: readonly string[]): Header {
  let best: Header = { delimiter: ",", columns: splitRecord(head, ",").fields };
  for (const delimiter of delimiters) {
    const columns = splitRecord(head, delimiter).fields;
    const gain = found(columns, wanted) - found(best.columns, wanted) || columns.length - best.columns.length;
    if (gain > 0) best = { delimiter, columns };
  }
  return best;
}

function found(columns: readonly string[], wanted: readonly string[]): number {
  return wanted.filter((name) => columns.includes(name)).length;
}
