import type { EpochMicros } from "@liftproof/events";
import type { ExperimentCounts, ExperimentDefinition, ExperimentHealth, MetricDefinition, MetricMoments, SegmentedMoments } from "@liftproof/experiments";
import type { Lake } from "../open-lake.ts";
import { experimentMoments } from "./experiment-moments.ts";
import type { MomentsRow } from "./experiment-moments.ts";
import { healthOf, readHealthRows } from "./read-experiment-health.ts";

/** The counts of a phase, by look. */
export interface PhaseCounts {
  at(asOfUs: EpochMicros): Pick<ExperimentCounts, "unitsByVariant" | "moments" | "droppedUnits" | "segments">;
  healthAt(asOfUs: EpochMicros): ExperimentHealth;
}

/** What the statements of a phase have counted: few rows, as every one of them is a look at an arm. */
export async function readPhaseCounts(lake: Lake, experiment: ExperimentDefinition, measured: readonly MetricDefinition[]): Promise<PhaseCounts> {
  const key = [experiment.expId, experiment.phase];
  const units = byLook(await lake.all("SELECT as_of_us, segment, variant, units, crossovers, bots FROM lake.int_experiment_units WHERE exp_id = $1 AND phase = $2 ORDER BY segment, variant", key));
  const moments = byLook(await lake.all("SELECT * FROM lake.int_experiment_moments WHERE exp_id = $1 AND phase = $2 ORDER BY segment, variant", key));
  const health = await readHealthRows(lake, experiment);
  return {
    at: (asOfUs) => countsOf({ experiment, measured }, units.get(asOfUs) ?? [], moments.get(asOfUs) ?? []),
    healthAt: (asOfUs) => healthOf(experiment, health, asOfUs),
  };
}

interface Read {
  readonly experiment: ExperimentDefinition;
  readonly measured: readonly MetricDefinition[];
}

function countsOf(read: Read, units: readonly MomentsRow[], moments: readonly MomentsRow[]): ReturnType<PhaseCounts["at"]> {
  const { experiment } = read;
  const whole = units.filter(({ segment }) => segment === "all");
  const unitsByVariant = unitsOf(whole);
  const sum = (column: string): number => whole.reduce((total, row) => total + Number(row[column]), 0);
  const unknown = Object.entries(unitsByVariant).reduce((total, [variant, count]) => (experiment.variants.includes(variant) ? total : total + count), 0);
  const segments = experiment.segments.map((dimension) => segmentedOf(read, { dimension, units, moments }));
  return {
    unitsByVariant,
    droppedUnits: { crossover: sum("crossovers"), bot: sum("bots"), ...(unknown === 0 ? {} : { unknown_variant: unknown }) },
    moments: momentsOf(read, moments.filter(({ segment }) => segment === "all")),
    ...(segments.length === 0 ? {} : { segments }),
  };
}

interface Dimension {
  readonly dimension: string;
  readonly units: readonly MomentsRow[];
  readonly moments: readonly MomentsRow[];
}

function segmentedOf(read: Read, { dimension, units, moments }: Dimension): SegmentedMoments {
  const isOwn = ({ segment }: MomentsRow): boolean => String(segment).startsWith(`${dimension}=`) || segment === `${dimension} (others)`;
  const own = units.filter(isOwn);
  const names = [...new Set(own.map(({ segment }) => String(segment)))];
  const total = (rows: readonly MomentsRow[]): number => rows.reduce((sum, row) => sum + Number(row["units"]), 0);
  return {
    dimension,
    missingUnits: total(units.filter(({ segment }) => segment === "all")) - total(own),
    // A unit has one first exposure, and that one value.
    crossedUnits: 0,
    segments: names.map((name) => ({
      value: name,
      unitsByArm: unitsOf(own.filter(({ segment }) => segment === name)),
      metrics: momentsOf(read, moments.filter(({ segment }) => segment === name)),
    })),
  };
}

function unitsOf(rows: readonly MomentsRow[]): Readonly<Record<string, number>> {
  return Object.fromEntries(rows.map((row) => [String(row["variant"]), Number(row["units"])]));
}

function momentsOf({ experiment, measured }: Read, rows: readonly MomentsRow[]): readonly MetricMoments[] {
  const known = rows.filter((row) => experiment.variants.includes(String(row["variant"])));
  return measured.flatMap(({ name, kind }) => (kind === "quantile" ? [] : [experimentMoments(name, kind, known.filter((row) => row["metric"] === name))]));
}

function byLook(rows: readonly MomentsRow[]): ReadonlyMap<EpochMicros, readonly MomentsRow[]> {
  const looks = new Map<EpochMicros, MomentsRow[]>();
  for (const row of rows) {
    const us = Number(row["as_of_us"]);
    const own = looks.get(us);
    if (own === undefined) looks.set(us, [row]);
    else own.push(row);
  }
  return looks;
}
