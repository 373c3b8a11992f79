import type { DuckDb } from "../connection.ts";
import type { ValueRange } from "./exact-scale.ts";
import { READABLE, ownRejections } from "./stage-units.ts";

/** Powers of ten that counts, amounts in cents and finer amounts become whole under. */
const decimalScales = [1, 100, 10_000] as const;

/** What the staged rows hold, before repeated units are settled. */
export interface StagedSummary {
  readonly rowsStaged: number;
  /** Rows by their own reason, only reasons that occur. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Cells that could not be read, per value. */
  readonly badCells: readonly number[];
  readonly ranges: readonly ValueRange[];
}

/** One pass over the staged rows: reasons, bad cells, and the range of each value among readable rows. */
export async function scanRanges(duckDb: DuckDb, valueCount: number): Promise<StagedSummary> {
  const readable = `FILTER (rejection = ${READABLE})`;
  const parts = ["count(*) AS rows_staged"];
  for (let code = 1; code < ownRejections.length; code++) parts.push(`count(*) FILTER (rejection = ${code}) AS r${code}`);
  for (let value = 0; value < valueCount; value++) {
    const v = `v${value}`;
    parts.push(
      `count(*) FILTER (rejection IN (${READABLE}, ${ownRejections.indexOf("bad_value")}) AND bad & ${1n << BigInt(value)} <> 0) AS bad${value}`,
      `min(${v}) ${readable} AS low${value}`,
      `max(${v}) ${readable} AS high${value}`,
      // x is written with two decimals iff the nearest whole number of hundredths reads back as x.
      ...decimalScales.map((scale) => `bool_and(round(${v} * ${scale}) / ${scale} = ${v}) ${readable} AS w${value}_${scale}`),
    );
  }
  const [row] = await duckDb.all(`SELECT ${parts.join(", ")} FROM staged`);
  const at = (name: string): number => Number(row?.[name] ?? 0);
  const nullable = (name: string): number | null => (row?.[name] === null ? null : at(name));
  const rejected: Record<string, number> = {};
  ownRejections.forEach((reason, code) => {
    if (reason !== "" && at(`r${code}`) > 0) rejected[reason] = at(`r${code}`);
  });
  const values = Array.from({ length: valueCount }, (_, value) => value);
  return {
    rowsStaged: at("rows_staged"),
    rejected,
    badCells: values.map((value) => at(`bad${value}`)),
    ranges: values.map((value) => ({
      lowest: nullable(`low${value}`),
      highest: nullable(`high${value}`),
      wholeAt: decimalScales.map((scale) => ({ scale, whole: row?.[`w${value}_${scale}`] === true })),
    })),
  };
}
