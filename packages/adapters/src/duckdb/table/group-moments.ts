import type { InsufficientBand, JointMoments, QuantileBand, RateCount } from "@liftproof/estimators";
import { compareCodePoints } from "@liftproof/events";
import type { BandOf } from "./segmented-bands.ts";
import type { ArmRow } from "./sum-by-arm.ts";
import type { FineMoments } from "./fine-moments.ts";
import { momentsOfSums } from "./sum-moments.ts";
import type { MomentColumn, MomentRequest } from "./sum-moments.ts";
import type { ArmUnits, UnitMetricMoments } from "./unit-moments.ts";
import type { UnitMetric } from "./unit-metric.ts";
import type { WinsorCut } from "./winsor-cuts.ts";

/** How the sums of a group of units read back, per metric. */
export interface GroupSource {
  readonly metrics: readonly UnitMetric[];
  readonly requests: readonly MomentRequest[];
  readonly columns: readonly (readonly MomentColumn[])[];
  readonly cuts: readonly (WinsorCut | undefined)[];
  readonly badCells: readonly number[];
  readonly bands: BandOf;
  readonly fine: FineMoments;
}

/** Units of each arm, those that were announced and have none as well. */
export function armUnits(rows: readonly ArmRow[], announced: readonly string[] = []): ArmUnits {
  const absent = announced.filter((arm) => rows.every((row) => row.arm !== arm)).map((arm) => ({ arm, units: 0 }));
  return [...rows.map(({ arm, units }) => ({ arm, units })), ...absent].sort((left, right) => compareCodePoints(left.arm, right.arm));
}

/** Every metric of one group of units, from one row of sums per arm. */
export function groupMoments(rows: readonly ArmRow[], source: GroupSource): readonly UnitMetricMoments[] {
  return source.metrics.map((metric, index) => metricMoments(rows, metric, { ...source, index }));
}

function metricMoments(
  rows: readonly ArmRow[],
  one: UnitMetric,
  { index, requests, columns, cuts, badCells, bands, fine }: GroupSource & { readonly index: number },
): UnitMetricMoments {
  const { metric, kind } = one;
  const prefix = `m${index}`;
  const moments: [string, JointMoments][] = [];
  const nonzero: [string, number][] = [];
  const rates: [string, RateCount][] = [];
  const banded: [string, QuantileBand | InsufficientBand][] = [];
  let missingUnits = 0;
  for (const row of rows) {
    const { arm, dimension, segment } = row;
    const ofArm = fine({ metric: index, dimension, segment, arm }) ?? momentsOfSums(prefix, row, columns[index] ?? []);
    moments.push([arm, ofArm]);
    if (requests[index]?.nonzero !== undefined) nonzero.push([arm, Number(row[`${prefix}_z`] ?? 0)]);
    if (kind === "rate") rates.push([arm, { successes: Number(row[`${prefix}_s0`] ?? 0), trials: ofArm.count }]);
    const band = bands({ metric: index, dimension, segment, arm });
    if (band !== undefined) banded.push([arm, band]);
    missingUnits += row.units - ofArm.count;
  }
  const cut = cuts[index];
  return {
    metric,
    kind,
    missingUnits,
    badValues: badCells[index] ?? 0,
    // From entries, so that an arm named __proto__ is an arm like any other.
    rates: Object.fromEntries(rates),
    moments: Object.fromEntries(moments),
    ...(nonzero.length === 0 ? {} : { nonzeroUnits: Object.fromEntries(nonzero) }),
    ...(one.kind === "quantile" ? { quantile: one.quantile, bands: Object.fromEntries(banded) } : {}),
    ...(cut === undefined ? {} : { winsorBounds: [cut.low, cut.high] as const }),
    missingHistory: missingHistory(rows, prefix, requests[index]),
  };
}

/** The indicator of a covariate follows it among the columns, and its sum counts the units without history. */
function missingHistory(rows: readonly ArmRow[], prefix: string, request: MomentRequest | undefined): UnitMetricMoments["missingHistory"] {
  if (request === undefined) return [];
  let column = request.own.length;
  return request.covariates.flatMap(({ name, imputed }) => {
    column += imputed === undefined ? 1 : 2;
    if (imputed === undefined) return [];
    const indicator = column - 1;
    return [{ covariate: name, unitsByArm: Object.fromEntries(rows.map((row): [string, number] => [row.arm, Number(row[`${prefix}_s${indicator}`] ?? 0)])) }];
  });
}
