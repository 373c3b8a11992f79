import type { JointMoments, RateCount } from "@liftproof/estimators";
import { compareCodePoints } from "@liftproof/events";
import { AdapterError } from "../../adapter-error.ts";
import type { DuckDb } from "../connection.ts";
import type { SqlValue } from "../sql-value.ts";
import { badColumns } from "./bad-columns.ts";
import type { BadColumn } from "./bad-columns.ts";
import type { ValueRange } from "./exact-scale.ts";
import { openTable } from "./open-table.ts";
import { scanRanges } from "./scan-ranges.ts";
import type { StagedSummary } from "./scan-ranges.ts";
import { settleUnits } from "./settle-units.ts";
import type { RepeatRule, SettledUnits } from "./settle-units.ts";
import { stageUnits } from "./stage-units.ts";
import { momentColumns, momentSumsSql, momentsOfSums } from "./sum-moments.ts";
import type { ImputedCovariate, MomentColumn, MomentRequest } from "./sum-moments.ts";
import { covariateValues, distinctValues, metricValues, valuePosition } from "./unit-metric.ts";
import type { UnitMetric, UnitValue } from "./unit-metric.ts";
import type { DecimalMark } from "./value-sql.ts";
import { wholeUnits } from "./whole-units.ts";

/** A file with a row per unit, and what to make of it. */
export interface UnitMomentsOptions {
  readonly path: string;
  /** What messages call the file. Default: the path. */
  readonly name?: string;
  /** Column of the unit id, read as text. Absent: every row is a unit of its own. */
  readonly unit?: string;
  /** Column of the arm. */
  readonly arm: string;
  readonly metrics: readonly UnitMetric[];
  /** The arms there may be; rows of any other are `unknown_arm`. Absent: whatever the file names. */
  readonly arms?: readonly string[];
  /** What a unit's second row in its arm does. Default "first": nothing, the first row of the file counts. */
  readonly repeat?: RepeatRule;
  /** Default ".". */
  readonly decimal?: DecimalMark;
  readonly tempDirectory?: string;
}

/** One metric's moments in every arm. */
export interface UnitMetricMoments {
  readonly metric: string;
  readonly kind: UnitMetric["kind"];
  /** Analyzed units without a value for this metric. */
  readonly missingUnits: number;
  /** Cells of this metric's columns that could not be read; their rows are not used. */
  readonly badValues: number;
  /** Conversions among units with a value; for a rate only. */
  readonly rates: Readonly<Record<string, RateCount>>;
  /** The metric (or numerator and denominator), then its covariates. */
  readonly moments: Readonly<Record<string, JointMoments>>;
}

/** What an experiment's analysis needs to know of a file. */
export interface UnitMoments {
  /** Arms by code point, with analyzed units. An arm that was announced and has no unit counts 0. */
  readonly arms: readonly { readonly arm: string; readonly units: number }[];
  readonly metrics: readonly UnitMetricMoments[];
  /** Columns with cells that could not be read, in the order of the metrics. */
  readonly badColumns: readonly BadColumn[];
  /** Units that leave, by reason. */
  readonly droppedUnits: Readonly<Record<string, number>>;
  /** Every row of the file is used or rejected under one reason. */
  readonly rows: { readonly read: number; readonly used: number; readonly rejected: Readonly<Record<string, number>> };
}

/**
 * Moments of every metric in every arm, from one scan of a CSV, NDJSON or Parquet file.
 *
 * The rows go into a narrow table that spills to disk under `memoryLimit`; sums run over whole numbers, so the
 * result is the same to the last bit for any number of threads and any order of equal rows.
 *
 * @throws AdapterError when the file cannot be read, has no rows, or lacks a column.
 * @throws RangeError when more than 60 different columns are asked for.
 */
export async function readUnitMoments(duckDb: DuckDb, options: UnitMomentsOptions): Promise<UnitMoments> {
  const values = distinctValues(options.metrics);
  if (values.length > 60) throw new RangeError(`metrics: expected at most 60 different columns, got ${values.length}`);
  const repeat = options.repeat ?? "first";
  const { skippedRows, staged, bad } = await stageFile(duckDb, options, values);
  const settled = await settleUnits(duckDb, repeat);
  const { relation, scales, ranges } = await wholeUnits(duckDb, options.name ?? options.path, { values, staged, repeat });
  const requests = options.metrics.map((metric) => momentRequest(metric, values, ranges));
  const gaps = ranges.some(({ everyRow }) => !everyRow);
  const imputed = gaps ? await imputeMissing(duckDb, relation, requests) : requests;
  const columns = imputed.map((request) => momentColumns(request, scales));
  const rows = await sumByArm(duckDb, relation, { requests: imputed, columns });
  return {
    ...counts({ skippedRows, staged, settled }),
    arms: armUnits(rows, options.arms),
    badColumns: bad,
    metrics: options.metrics.map((metric, index) =>
      metricMoments(metric, rows, { prefix: `m${index}`, columns: columns[index] ?? [], badValues: badCells(metric, { values, staged }) }),
    ),
  };
}

type ArmRow = Readonly<Record<string, SqlValue>> & { readonly arm: string; readonly units: number };

async function stageFile(
  duckDb: DuckDb,
  options: UnitMomentsOptions,
  values: readonly UnitValue[],
): Promise<{ readonly skippedRows: number; readonly staged: StagedSummary; readonly bad: readonly BadColumn[] }> {
  const table = await openTable(duckDb, {
    path: options.path,
    ...(options.name === undefined ? {} : { name: options.name }),
    wanted: [...(options.unit === undefined ? [] : [options.unit]), options.arm, ...values.map(({ column }) => column)],
    ...(options.tempDirectory === undefined ? {} : { tempDirectory: options.tempDirectory }),
  });
  try {
    await stageUnits(duckDb, table, {
      ...(options.unit === undefined ? {} : { unit: options.unit }),
      arm: options.arm,
      values,
      decimal: options.decimal ?? ".",
      ...(options.arms === undefined ? {} : { arms: options.arms }),
    });
    const skippedRows = await table.skippedRows();
    const staged = await scanRanges(duckDb, values.length);
    if (skippedRows + staged.rowsStaged === 0) {
      throw new AdapterError("bad_data", `${table.name}: expected rows under the header, got none; check the export`);
    }
    return { skippedRows, staged, bad: await badColumns(duckDb, table, { values, badCells: staged.badCells }) };
  } finally {
    await table.close();
  }
}

function momentRequest(metric: UnitMetric, values: readonly UnitValue[], ranges: readonly ValueRange[]): MomentRequest {
  const positions = (wanted: readonly UnitValue[]): number[] => wanted.map((value) => valuePosition(values, value));
  const own = positions(metricValues(metric));
  const complete = own.every((value) => ranges[value]?.everyRow === true);
  return { own, complete, covariates: positions(covariateValues(metric)).map((value) => ({ value })) };
}

/** Missing history becomes the grand mean of those who have one, and an indicator keeps the two groups apart. */
async function imputeMissing(duckDb: DuckDb, relation: string, requests: readonly MomentRequest[]): Promise<readonly MomentRequest[]> {
  const parts: string[] = [];
  requests.forEach(({ own, covariates }, metric) => {
    const present = own.map((value) => `q${value} IS NOT NULL`).join(" AND ");
    for (const { value } of covariates) {
      parts.push(`count(*) FILTER (${present} AND q${value} IS NULL) AS missing${metric}_${value}`);
      parts.push(`count(q${value}) FILTER (${present}) AS n${metric}_${value}, coalesce(sum(q${value}) FILTER (${present}), 0) AS s${metric}_${value}`);
    }
  });
  if (parts.length === 0) return requests;
  const [row] = await duckDb.all(`SELECT ${parts.join(", ")} FROM (${relation})`);
  const whole = (name: string): bigint => BigInt(row?.[name] ?? 0);
  return requests.map(({ own, complete, covariates }, metric) => ({
    own,
    complete,
    covariates: covariates.map(({ value }): ImputedCovariate => {
      const observed = whole(`n${metric}_${value}`);
      if (whole(`missing${metric}_${value}`) === 0n) return { value };
      return { value, imputed: observed === 0n ? 0n : whole(`s${metric}_${value}`) / observed };
    }),
  }));
}

async function sumByArm(
  duckDb: DuckDb,
  relation: string,
  { requests, columns }: { readonly requests: readonly MomentRequest[]; readonly columns: readonly (readonly MomentColumn[])[] },
): Promise<readonly ArmRow[]> {
  const sums = requests.map((request, index) => momentSumsSql(`m${index}`, request, columns[index] ?? []));
  const rows = await duckDb.all(`SELECT arm, count(*) AS units${sums.map((sum) => `, ${sum}`).join("")} FROM (${relation}) GROUP BY arm`);
  return rows
    .map((row) => ({ ...row, arm: String(row["arm"]), units: Number(row["units"]) }))
    .sort((left, right) => compareCodePoints(left.arm, right.arm));
}

function armUnits(rows: readonly ArmRow[], announced: readonly string[] = []): UnitMoments["arms"] {
  const absent = announced.filter((arm) => rows.every((row) => row.arm !== arm)).map((arm) => ({ arm, units: 0 }));
  return [...rows.map(({ arm, units }) => ({ arm, units })), ...absent].sort((left, right) => compareCodePoints(left.arm, right.arm));
}

function metricMoments(
  { metric, kind }: UnitMetric,
  rows: readonly ArmRow[],
  from: { readonly prefix: string; readonly columns: readonly MomentColumn[]; readonly badValues: number },
): UnitMetricMoments {
  const moments: [string, JointMoments][] = [];
  const rates: [string, RateCount][] = [];
  let missingUnits = 0;
  for (const row of rows) {
    const ofArm = momentsOfSums(from.prefix, row, from.columns);
    moments.push([row.arm, ofArm]);
    if (kind === "rate") rates.push([row.arm, { successes: Number(row[`${from.prefix}_s0`] ?? 0), trials: ofArm.count }]);
    missingUnits += row.units - ofArm.count;
  }
  // From entries, so that an arm named __proto__ is an arm like any other.
  return { metric, kind, missingUnits, badValues: from.badValues, rates: Object.fromEntries(rates), moments: Object.fromEntries(moments) };
}

function badCells(metric: UnitMetric, { values, staged }: { readonly values: readonly UnitValue[]; readonly staged: StagedSummary }): number {
  const columns = [...metricValues(metric), ...covariateValues(metric)];
  return columns.reduce((sum, value) => sum + (staged.badCells[valuePosition(values, value)] ?? 0), 0);
}

function counts(from: {
  readonly skippedRows: number;
  readonly staged: StagedSummary;
  readonly settled: SettledUnits;
}): Pick<UnitMoments, "droppedUnits" | "rows"> {
  const { skippedRows, staged, settled } = from;
  const rejected: Record<string, number> = { ...staged.rejected };
  if (skippedRows > 0) rejected["unreadable"] = (rejected["unreadable"] ?? 0) + skippedRows;
  if (settled.crossoverRows > 0) rejected["crossover"] = settled.crossoverRows;
  if (settled.repeatedRows > 0) rejected["repeated"] = settled.repeatedRows;
  const read = staged.rowsStaged + skippedRows;
  const lost = Object.values(rejected).reduce((sum, rows) => sum + rows, 0);
  const droppedUnits: Record<string, number> = {};
  if (settled.crossoverUnits > 0) droppedUnits["crossover"] = settled.crossoverUnits;
  if (settled.unreadableUnits > 0) droppedUnits["bad_value"] = settled.unreadableUnits;
  return { droppedUnits, rows: { read, used: read - lost, rejected } };
}
