import type { InsufficientBand, JointMoments, QuantileBand, RateCount } from "@liftproof/estimators";
import type { BadColumn } from "./bad-columns.ts";
import type { RepeatRule } from "./settle-units.ts";
import type { UnitMetric } from "./unit-metric.ts";
import type { DecimalMark } from "./value-sql.ts";

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
  /** Columns whose text divides the units into segments. */
  readonly segments?: readonly string[];
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
  /** Units whose value (of a ratio: whose denominator) is other than zero; for a mean and a ratio only. */
  readonly nonzeroUnits?: Readonly<Record<string, number>>;
  /** For a quantile only: which one. */
  readonly quantile?: number;
  /** For a quantile only. */
  readonly bands?: Readonly<Record<string, QuantileBand | InsufficientBand>>;
  /** Where a winsorised mean was cut off in every arm; null where that end was left alone. */
  readonly winsorBounds?: readonly [low: number | null, high: number | null];
  /** Covariates that some units of the file have no value for, with those units per arm. */
  readonly missingHistory: readonly { readonly covariate: string; readonly unitsByArm: Readonly<Record<string, number>> }[];
}

/** Units per arm, by code point of the arm. */
export type ArmUnits = readonly { readonly arm: string; readonly units: number }[];

/** Moments of the units of one segment. */
export interface UnitSegment {
  readonly value: string;
  /** Only arms that have units in it. */
  readonly arms: ArmUnits;
  readonly metrics: readonly UnitMetricMoments[];
}

/** Moments of the units told apart by one column. */
export interface UnitSegments {
  readonly dimension: string;
  /** Analyzed units with no text in the column. */
  readonly missingUnits: number;
  /** Analyzed units whose rows name two segments. */
  readonly crossedUnits: number;
  /** By code point. */
  readonly segments: readonly UnitSegment[];
  /** The units that are in no segment, so that strata can hold every unit; null when there are none. */
  readonly unnamed: Omit<UnitSegment, "value"> | null;
}

/** What an experiment's analysis needs to know of a file. */
export interface UnitMoments {
  /** Arms by code point, with analyzed units. An arm that was announced and has no unit counts 0. */
  readonly arms: ArmUnits;
  readonly metrics: readonly UnitMetricMoments[];
  /** One entry per column asked for, in their order. */
  readonly segments: readonly UnitSegments[];
  /** Columns with cells that could not be read, in the order of the metrics. */
  readonly badColumns: readonly BadColumn[];
  /** Units that leave, by reason. */
  readonly droppedUnits: Readonly<Record<string, number>>;
  /** Every row of the file is used or rejected under one reason. */
  readonly rows: { readonly read: number; readonly used: number; readonly rejected: Readonly<Record<string, number>> };
}
