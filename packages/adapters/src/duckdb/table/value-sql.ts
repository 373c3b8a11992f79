import { blankSigns, flagWords } from "../cell-rules.ts";
import { textLiteral } from "../quote.ts";
import type { UnitValue } from "./unit-metric.ts";

/** How numbers are written in the file. */
export type DecimalMark = "." | ",";

/** The two steps from a cell to its value; each is its own projection, so that no text is parsed twice. */
export interface ValueSql {
  /** Of the cell `text`: the flag, or the number if it is one. */
  readonly parsed: (text: string) => string;
  /** Of the first step's result: DOUBLE, NULL when the cell is blank, cannot be read or is beyond 1e140. */
  readonly value: (text: string, parsed: string) => string;
}

/** Squares of what is beyond this no longer add up in a double, so such a cell is a fault of the export, whatever it means. */
export const GREATEST_VALUE = "1e140";

/** How to read a value from a cell. */
export function valueSql({ parse }: UnitValue, decimal: DecimalMark): ValueSql {
  if (parse === "flag") {
    const read = (word: string): string => `WHEN ${word} IN (${words(flagWords.yes)}) THEN 1.0::DOUBLE WHEN ${word} IN (${words(flagWords.no)}) THEN 0.0::DOUBLE`;
    return {
      // Most files write the words as they stand in the list: only other cells are rewritten.
      parsed: (text) => `CASE ${read(text)} ${read(`lower(trim(${text}))`)} END`,
      value: (_, flag) => flag,
    };
  }
  // The engine reads 1_000 and infinity as numbers; a spreadsheet does not write them.
  const strange = (text: string): string => (decimal === "," ? `(contains(${text}, '_') OR contains(${text}, '.'))` : `contains(${text}, '_')`);
  return {
    parsed: (text) => `TRY_CAST(${decimal === "," ? `replace(${text}, ',', '.')` : text} AS DOUBLE)`,
    value: (text, number) => `CASE WHEN abs(${number}) <= ${GREATEST_VALUE} AND NOT ${strange(text)} THEN ${number} END`,
  };
}

/** The SQL of "this cell holds nothing", which makes the unit missing for the metric and is no fault. */
export function blankSql(cell: string): string {
  // What begins with a blank sign sorts before "!": one comparison spares almost every cell the trim.
  return `(${cell} IS NULL OR (${cell} < '!' AND trim(${cell}, ${textLiteral(blankSigns)}) = ''))`;
}

function words(list: readonly string[]): string {
  return list.map(textLiteral).join(", ");
}
