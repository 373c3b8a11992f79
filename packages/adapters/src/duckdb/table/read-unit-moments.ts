import { AdapterError } from "../../adapter-error.ts";
import type { DuckDb } from "../connection.ts";
import { badColumns } from "./bad-columns.ts";
import type { BadColumn } from "./bad-columns.ts";
import { checkSegments } from "./check-segments.ts";
import type { ValueRange } from "./exact-scale.ts";
import { fineMoments } from "./fine-moments.ts";
import { groupMoments, armUnits } from "./group-moments.ts";
import type { GroupSource } from "./group-moments.ts";
import { imputeMissing } from "./impute-missing.ts";
import { openTable } from "./open-table.ts";
import { scanRanges } from "./scan-ranges.ts";
import type { StagedSummary } from "./scan-ranges.ts";
import { segmentedBands } from "./segmented-bands.ts";
import { settleUnits } from "./settle-units.ts";
import type { SettledUnits } from "./settle-units.ts";
import { stageUnits } from "./stage-units.ts";
import { sumByArm } from "./sum-by-arm.ts";
import { momentColumns } from "./sum-moments.ts";
import type { MomentRequest } from "./sum-moments.ts";
import type { UnitMoments, UnitMomentsOptions, UnitSegments } from "./unit-moments.ts";
import { covariateValues, distinctValues, metricValues, valuePosition } from "./unit-metric.ts";
import type { UnitMetric, UnitValue } from "./unit-metric.ts";
import { wholeUnits } from "./whole-units.ts";

/**
 * Moments of every metric in every arm, and in every segment, from one scan of a CSV, NDJSON or Parquet file.
 *
 * The rows go into a narrow table that spills to disk under `memoryLimit`; sums run over whole numbers, so the
 * result is the same to the last bit for any number of threads and any order of equal rows. Quantiles and winsorised
 * means sort the narrow table once more; the file itself is not read again.
 *
 * @throws AdapterError when the file cannot be read, has no rows, lacks a column, or a column has too many segments.
 * @throws RangeError when more than 60 different columns are asked for.
 */
export async function readUnitMoments(duckDb: DuckDb, options: UnitMomentsOptions): Promise<UnitMoments> {
  const { metrics } = options;
  const values = distinctValues(metrics);
  if (values.length > 60) throw new RangeError(`metrics: expected at most 60 different columns, got ${values.length}`);
  const dimensions = options.segments ?? [];
  const settle = { repeat: options.repeat ?? "first", segmentCount: dimensions.length } as const;
  const { skippedRows, staged, bad } = await stageFile(duckDb, options, values);
  const settled = await settleUnits(duckDb, settle);
  const winsorized = metrics.flatMap((metric) => (metric.kind === "mean" && metric.winsorize !== undefined ? [{ metric, value: positionOf(metric, values), winsorize: metric.winsorize }] : []));
  const cutOf = (metric: UnitMetric): number => winsorized.findIndex((one) => one.metric === metric);
  const nonzero = metrics.flatMap((metric) => nonzeroValue(metric, { values, cut: cutOf(metric) }) ?? []);
  const { relation, units, scales, ranges, cuts } = await wholeUnits(duckDb, options.name ?? options.path, { values, staged, winsorized, nonzero, ...settle, repeatedUnits: settled.repeatedUnits });
  await checkSegments(duckDb, options.name ?? options.path, { units, dimensions });
  const requests = metrics.map((metric) => momentRequest(metric, { values, ranges, cut: cutOf(metric) }));
  const gaps = ranges.some(({ everyRow }) => !everyRow);
  const imputed = gaps ? await imputeMissing(duckDb, relation, requests) : requests;
  const columns = imputed.map((request) => momentColumns(request, scales));
  const rows = await sumByArm(duckDb, relation, { requests: imputed, columns, segmentCount: dimensions.length });
  const fine = await fineMoments(duckDb, units, { requests: imputed, columns, rows, segmentCount: dimensions.length });
  const bands = await segmentedBands(duckDb, units, { metrics, values, dimensions });
  const source: GroupSource = {
    metrics, columns, requests: imputed, bands, fine,
    cuts: metrics.map((metric) => cuts[cutOf(metric)]),
    badCells: metrics.map((metric) => badCells(metric, { values, staged })),
  };
  const whole = rows.filter(({ dimension }) => dimension === null);
  return {
    ...counts({ skippedRows, staged, settled }),
    arms: armUnits(whole, options.arms),
    badColumns: bad,
    metrics: groupMoments(whole, source),
    segments: dimensions.map((dimension, index): UnitSegments => {
      const own = rows.filter((row) => row.dimension === index);
      const unnamed = own.filter(({ segment }) => segment === null);
      const named = [...new Set(own.flatMap(({ segment }) => segment ?? []))];
      const crossedUnits = settled.crossedSegments[index] ?? 0;
      return {
        dimension,
        crossedUnits,
        missingUnits: unnamed.reduce((sum, row) => sum + row.units, 0) - crossedUnits,
        segments: named.map((value) => {
          const inside = own.filter(({ segment }) => segment === value);
          return { value, arms: armUnits(inside), metrics: groupMoments(inside, source) };
        }),
        unnamed: unnamed.length === 0 ? null : { arms: armUnits(unnamed), metrics: groupMoments(unnamed, source) },
      };
    }),
  };
}

async function stageFile(
  duckDb: DuckDb,
  options: UnitMomentsOptions,
  values: readonly UnitValue[],
): Promise<{ readonly skippedRows: number; readonly staged: StagedSummary; readonly bad: readonly BadColumn[] }> {
  const segments = options.segments ?? [];
  const table = await openTable(duckDb, {
    path: options.path,
    ...(options.name === undefined ? {} : { name: options.name }),
    wanted: [...(options.unit === undefined ? [] : [options.unit]), options.arm, ...values.map(({ column }) => column), ...segments],
    ...(options.tempDirectory === undefined ? {} : { tempDirectory: options.tempDirectory }),
  });
  try {
    await stageUnits(duckDb, table, {
      ...(options.unit === undefined ? {} : { unit: options.unit }),
      arm: options.arm,
      values,
      segments,
      decimal: options.decimal ?? ".",
      ...(options.arms === undefined ? {} : { arms: options.arms }),
    });
    const { rows: skippedRows } = await table.skippedRows();
    const staged = await scanRanges(duckDb, values.length);
    if (skippedRows + staged.rowsStaged === 0) {
      throw new AdapterError("bad_data", `${table.name}: expected rows under the header, got none; check the export`);
    }
    return { skippedRows, staged, bad: await badColumns(duckDb, table, { values, badCells: staged.badCells }) };
  } finally {
    await table.close();
  }
}

function positionOf(metric: UnitMetric, values: readonly UnitValue[]): number {
  const [first] = metricValues(metric);
  return first === undefined ? -1 : valuePosition(values, first);
}

function momentRequest(
  metric: UnitMetric,
  { values, ranges, cut }: { readonly values: readonly UnitValue[]; readonly ranges: readonly ValueRange[]; readonly cut: number },
): MomentRequest {
  const positions = (wanted: readonly UnitValue[]): number[] => wanted.map((value) => valuePosition(values, value));
  const own = cut < 0 ? positions(metricValues(metric)) : [values.length + cut];
  const complete = own.every((value) => ranges[value]?.everyRow === true);
  const nonzero = nonzeroValue(metric, { values, cut });
  return { own, complete, ...(nonzero === undefined ? {} : { nonzero }), covariates: covariateValues(metric).map((value) => ({ value: valuePosition(values, value), name: value.column })) };
}

/** The value of which units other than zero count: too few of them, and a mean or a ratio cannot be judged yet. */
function nonzeroValue(metric: UnitMetric, { values, cut }: { readonly values: readonly UnitValue[]; readonly cut: number }): number | undefined {
  if (metric.kind !== "mean" && metric.kind !== "ratio") return undefined;
  if (cut >= 0) return values.length + cut;
  const counted = metricValues(metric).at(-1);
  return counted === undefined ? undefined : valuePosition(values, counted);
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
