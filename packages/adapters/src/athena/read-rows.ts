import { AdapterError } from "../adapter-error.ts";
import { athenaCall } from "./athena-call.ts";
import type { AthenaPace } from "./athena-patience.ts";
import type { AthenaColumn, AthenaRow } from "./athena-value.ts";
import type { AthenaColumnInfo, AthenaSnapshot, AthenaWire } from "./athena-wire.ts";
import { decoderOf, decoderOfName } from "./decode-value.ts";
import type { Decoder } from "./decode-value.ts";

/** Where rows come from and how they are read. */
export interface RowReading {
  readonly wire: AthenaWire;
  readonly pace: AthenaPace;
  readonly signal: AbortSignal;
  /** Types of columns that are known, by name. */
  readonly columns: readonly AthenaColumn[];
}

/**
 * The rows of a query that succeeded, page by page as they are taken.
 *
 * The first row of a SELECT is the header; other statements have none. A cell that Athena leaves out is NULL, an empty one is ''.
 */
export async function* readRows({ queryId, statementType, substatementType = "SELECT" }: AthenaSnapshot, { wire, pace, signal, columns }: RowReading): AsyncGenerator<AthenaRow> {
  let [next, isHeader] = [undefined as string | undefined, statementType === "DML" && substatementType === "SELECT"];
  let decoders: readonly Decoder[] | undefined;
  do {
    const after: string | undefined = next;
    const page = await athenaCall({ step: `read rows of query ${queryId}`, pace, signal, make: (limit) => wire.page(queryId, after, limit) });
    decoders ??= decodersOf(page.columns, columns);
    for (const cells of page.rows) {
      if (isHeader) checkHeader(cells, page.columns);
      // Not by assignment: a column may be called __proto__.
      else yield Object.fromEntries(page.columns.map(({ name }, at) => [name, valueOf(cells[at] ?? null, decoders?.[at])]));
      isHeader = false;
    }
    next = page.next;
  } while (next !== undefined);
}

function valueOf(cell: string | null, decode: Decoder | undefined): AthenaRow[string] {
  return cell === null || decode === undefined ? cell : decode(cell);
}

function decodersOf(found: readonly AthenaColumnInfo[], known: readonly AthenaColumn[]): readonly Decoder[] {
  const names = found.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new AdapterError("bad_data", `column ${twice}: expected a name of its own for each column, got two of it; rename one with AS`);
  const missing = known.find(({ name }) => !names.includes(name));
  if (missing !== undefined) throw new AdapterError("bad_data", `column ${missing.name}: expected it in the result, got ${names.join(", ")}; select it or leave it out of columns`);
  return found.map(({ name, type }) => {
    const described = known.find((column) => column.name === name);
    return described === undefined ? decoderOfName(name, type) : decoderOf(name, described.type);
  });
}

function checkHeader(cells: readonly (string | null)[], columns: readonly AthenaColumnInfo[]): void {
  const isHeader = columns.every(({ name }, at) => cells[at] === name);
  if (!isHeader) throw new AdapterError("bad_data", "result: expected the column names as the first row of a SELECT, got a row of data; nothing was dropped, report it with the statement's kind");
}
