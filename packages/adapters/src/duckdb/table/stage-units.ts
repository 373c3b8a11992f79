import type { DuckDb } from "../connection.ts";
import { damagedIdPattern } from "../cell-rules.ts";
import { textLiteral } from "../quote.ts";
import type { Table } from "./table.ts";
import type { UnitValue } from "./unit-metric.ts";
import { blankSql, valueSql } from "./value-sql.ts";
import type { DecimalMark } from "./value-sql.ts";

/** Why a row of the file is not used. */
export type RowRejection =
  | "unreadable"
  | "missing_unit"
  | "damaged_id"
  | "missing_arm"
  | "unknown_arm"
  | "bad_value"
  | "crossover"
  | "repeated";

/** The reasons a row can show by itself; the code in the staged table is the place in this list, 0 is none. */
export const ownRejections: readonly (RowRejection | "")[] = [
  "",
  "unreadable",
  "missing_unit",
  "damaged_id",
  "missing_arm",
  "unknown_arm",
  "bad_value",
];

/** Code of a row with nothing wrong, and of one that only holds a bad value (its unit and arm are known). */
export const READABLE = 0;
export const BAD_VALUE: number = ownRejections.indexOf("bad_value");

/** Where the unit, the arm and the values stand. */
export interface StagedColumns {
  /** Absent: every row is a unit of its own. */
  readonly unit?: string;
  readonly arm: string;
  readonly values: readonly UnitValue[];
  /** Columns whose text names the segment of a row. */
  readonly segments: readonly string[];
  readonly decimal: DecimalMark;
  /** The arms there may be. Absent: whatever the file names. */
  readonly arms?: readonly string[];
}

/**
 * The one scan of the file: table `staged (unit, arm, rejection, bad, v0, v1, ..., g0, g1, ...)`, its rowid the order of the file.
 * `g` is the text of a segment, NULL where the cell is blank.
 * `bad` has bit i set where value i cannot be read.
 */
export async function stageUnits(duckDb: DuckDb, table: Table, columns: StagedColumns): Promise<void> {
  const { values } = columns;
  const cells = values.map(({ column }, index) => `${table.column(column)} AS t${index}`);
  const steps = values.map((value) => valueSql(value, columns.decimal));
  const parsed = steps.map((step, index) => `${step.parsed(`t${index}`)} AS p${index}`);
  const read = steps.map((step, index) => `${step.value(`t${index}`, `p${index}`)} AS v${index}`);
  const texts = cells.map((_, index) => `t${index}`);
  const named = columns.segments.map((column, index) => `CASE WHEN NOT ${blankSql(table.column(column))} THEN ${table.column(column)} END AS g${index}`);
  const segments = named.map((_, index) => `g${index}`);
  const passed = [...values.map((_, index) => `v${index}`), ...segments];
  await duckDb.run(`
    CREATE OR REPLACE TEMP TABLE staged AS
    SELECT unit, arm, ${rejectionSql(columns)} AS rejection, bad${comma(passed)}
    FROM (
      SELECT unit, arm, unreadable, ${badSql(values.length)} AS bad${comma(passed)}
      FROM (
        SELECT unit, arm, unreadable${comma(texts)}${comma(read)}${comma(segments)}
        FROM (
          SELECT unit, arm, unreadable${comma(texts)}${comma(parsed)}${comma(segments)}
          FROM (
            SELECT ${columns.unit === undefined ? "CAST(NULL AS VARCHAR)" : table.idColumn(columns.unit)} AS unit, ${table.column(columns.arm)} AS arm, ${table.unreadable} AS unreadable${comma(cells)}${comma(named)}
            FROM ${table.relation}
          )
        )
      )
    )`);
}

/** A row with every value there has no bad one: one test spares it the question per cell. */
function badSql(valueCount: number): string {
  const values = Array.from({ length: valueCount }, (_, value) => value);
  if (valueCount === 0) return "0";
  const bits = values.map((value) => `CASE WHEN v${value} IS NULL AND NOT ${blankSql(`t${value}`)} THEN ${1n << BigInt(value)} ELSE 0 END`);
  const complete = values.map((value) => `v${value} IS NOT NULL`).join(" AND ");
  const type = valueCount <= 8 ? "UTINYINT" : "UBIGINT";
  return `CAST(CASE WHEN ${complete} THEN 0 ELSE ${bits.join(" + ")} END AS ${type})`;
}

/** Most rows pass the first branch, which asks the cheapest question under which no reason can hold. */
function rejectionSql({ unit, arms }: StagedColumns): string {
  const known = arms === undefined ? "true" : `arm IN (${arms.map(textLiteral).join(", ")})`;
  const tests: readonly (readonly [RowRejection, string])[] = [
    ["unreadable", "unreadable"],
    ["missing_unit", unit === undefined ? "false" : blankSql("unit")],
    ["damaged_id", unit === undefined ? "false" : damagedSql("unit")],
    ["missing_arm", blankSql("arm")],
    ["unknown_arm", `NOT ${known}`],
    ["bad_value", "bad <> 0"],
  ];
  const sound = `NOT unreadable AND bad = 0 AND ${unit === undefined ? "" : "unit >= '!' AND NOT contains(unit, '+') AND "}arm >= '!' AND ${known}`;
  const cases = tests.map(([reason, test]) => `WHEN ${test} THEN ${ownRejections.indexOf(reason)}`);
  return `CAST(CASE WHEN ${sound} THEN ${READABLE} ${cases.join(" ")} ELSE ${READABLE} END AS UTINYINT)`;
}

function damagedSql(unit: string): string {
  return `(contains(${unit}, '+') AND regexp_full_match(${unit}, ${textLiteral(damagedIdPattern)}))`;
}

function comma(parts: readonly string[]): string {
  return parts.map((part) => `, ${part}`).join("");
}
