import type { DuckDb } from "../connection.ts";
import type { ValueRange } from "./exact-scale.ts";
import { BAD_VALUE, READABLE, ownRejections } from "./stage-units.ts";

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

/** Looks at the staged rows: reasons, bad cells, and the range of each value among readable rows. */
export async function scanRanges(duckDb: DuckDb, valueCount: number): Promise<StagedSummary> {
  const values = Array.from({ length: valueCount }, (_, value) => value);
  const byReason = await duckDb.all("SELECT rejection, count(*) AS row_count FROM staged GROUP BY rejection ORDER BY rejection");
  const rowsOf = new Map(byReason.map((row) => [Number(row["rejection"]), Number(row["row_count"])]));
  const rejected = [...rowsOf].flatMap(([code, rows]): [string, number][] => (code === READABLE ? [] : [[ownRejections[code] ?? "unreadable", rows]]));
  return {
    rowsStaged: [...rowsOf.values()].reduce((sum, rows) => sum + rows, 0),
    rejected: Object.fromEntries(rejected),
    badCells: rowsOf.has(BAD_VALUE) ? await badCells(duckDb, values) : values.map(() => 0),
    ranges: await valueRanges(duckDb, values, `SELECT * FROM staged WHERE rejection = ${READABLE}`),
  };
}

async function badCells(duckDb: DuckDb, values: readonly number[]): Promise<readonly number[]> {
  const parts = values.map((value) => `count(*) FILTER (bad & ${1n << BigInt(value)} <> 0) AS bad${value}`);
  const [row] = await duckDb.all(`SELECT ${parts.join(", ")} FROM staged WHERE rejection = ${BAD_VALUE}`);
  return values.map((value) => Number(row?.[`bad${value}`]));
}

/** The range of each of the values `v0, v1, ...` of a relation. */
export async function valueRanges(duckDb: DuckDb, values: readonly number[], relation: string): Promise<readonly ValueRange[]> {
  const parts = values.flatMap((value) => {
    const v = `v${value}`;
    return [
      `count(${v}) AS count${value}`,
      `min(${v}) AS low${value}`,
      `max(${v}) AS high${value}`,
      // x is written with two decimals iff the nearest whole number of hundredths reads back as x.
      ...decimalScales.map((scale) => `bool_and(${scale === 1 ? `trunc(${v})` : `round(${v} * ${scale}) / ${scale}`} = ${v}) AS w${value}_${scale}`),
    ];
  });
  const [row] = await duckDb.all(`SELECT ${["count(*) AS readable", ...parts].join(", ")} FROM (${relation})`);
  const nullable = (name: string): number | null => (typeof row?.[name] === "number" ? row[name] : null);
  return values.map((value) => ({
    lowest: nullable(`low${value}`),
    highest: nullable(`high${value}`),
    everyRow: row?.[`count${value}`] === row?.["readable"],
    wholeAt: decimalScales.map((scale) => ({ scale, whole: row?.[`w${value}_${scale}`] === true })),
  }));
}
