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

/** Rows that tell which scales are out of the question, before all rows are asked about the next one. */
const SAMPLE_ROWS = 20_000;

/**
 * The range of each of the values `v0, v1, ...` of a relation.
 *
 * A scale that fails in some rows fails in all: a few rows leave one candidate per value, and every row is asked
 * about that one alone. Which rows those are changes the time it takes, never the answer.
 */
export async function valueRanges(duckDb: DuckDb, values: readonly number[], relation: string): Promise<readonly ValueRange[]> {
  const sampled = await wholeScales(duckDb, values.map((value) => ({ value, scales: decimalScales })), `SELECT * FROM (${relation}) LIMIT ${SAMPLE_ROWS}`);
  const candidates = values.map((value, index) => ({ value, scales: (sampled[index] ?? []).filter(({ whole }) => whole).map(({ scale }) => scale) }));
  const parts = candidates.flatMap(({ value, scales: [first] }) => [
    `count(v${value}) AS count${value}, min(v${value}) AS low${value}, max(v${value}) AS high${value}`,
    ...(first === undefined ? [] : [`${isWholeSql(value, first)} AS whole${value}`]),
  ]);
  const [row] = await duckDb.all(`SELECT ${["count(*) AS readable", ...parts].join(", ")} FROM (${relation})`);
  const missed = candidates.map(({ value, scales }) => ({ value, scales: row?.[`whole${value}`] === true ? [] : scales.slice(1) }));
  const later = missed.some(({ scales }) => scales.length > 0) ? await wholeScales(duckDb, missed, relation) : [];
  const nullable = (name: string): number | null => (typeof row?.[name] === "number" ? row[name] : null);
  return candidates.map(({ value, scales: [first] }, index) => ({
    lowest: nullable(`low${value}`),
    highest: nullable(`high${value}`),
    everyRow: row?.[`count${value}`] === row?.["readable"],
    wholeAt: [...(first === undefined ? [] : [{ scale: first, whole: row?.[`whole${value}`] === true }]), ...(later[index] ?? [])],
  }));
}

/** For each value and each of its scales whether all rows are whole under it. */
async function wholeScales(duckDb: DuckDb, wanted: readonly { readonly value: number; readonly scales: readonly number[] }[], relation: string): Promise<readonly ValueRange["wholeAt"][]> {
  const parts = wanted.flatMap(({ value, scales }) => scales.map((scale) => `${isWholeSql(value, scale)} AS w${value}_${scale}`));
  if (parts.length === 0) return wanted.map(() => []);
  const [row] = await duckDb.all(`SELECT ${parts.join(", ")} FROM (${relation})`);
  // No row with a value leaves every scale open.
  return wanted.map(({ value, scales }) => scales.map((scale) => ({ scale, whole: row?.[`w${value}_${scale}`] !== false })));
}

/** x is written with two decimals iff the nearest whole number of hundredths reads back as x. */
function isWholeSql(value: number, scale: number): string {
  const v = `v${value}`;
  return `bool_and(${scale === 1 ? `trunc(${v})` : `round(${v} * ${scale}) / ${scale}`} = ${v})`;
}
