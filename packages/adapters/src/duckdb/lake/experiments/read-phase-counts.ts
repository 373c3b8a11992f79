import type { EpochMicros } from "@liftproof/events";
import type { ExperimentCounts, ExperimentDefinition, ExperimentHealth, MetricDefinition, MetricMoments, SegmentedMoments } from "@liftproof/experiments";
import type { Lake } from "../open-lake.ts";
import { experimentMoments } from "./experiment-moments.ts";
import type { MomentsRow } from "./experiment-moments.ts";
import { quantileMoments } from "./quantile-moments.ts";
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
  const quantiles = byLook(await lake.all("SELECT * FROM lake.int_experiment_quantiles WHERE exp_id = $1 AND phase = $2 ORDER BY segment, variant, value", key));
  const health = await readHealthRows(lake, experiment);
  return {
    at: (asOfUs) => countsOf({ experiment, measured }, { units: units.get(asOfUs) ?? [], moments: moments.get(asOfUs) ?? [], quantiles: quantiles.get(asOfUs) ?? [] }),
    healthAt: (asOfUs) => healthOf(experiment, health, asOfUs),
  };
}

interface Read {
  readonly experiment: ExperimentDefinition;
  readonly measured: readonly MetricDefinition[];
}

/** The rows of one look, or of one part of it. */
interface LookRows {
  readonly units: readonly MomentsRow[];
  readonly moments: readonly MomentsRow[];
  readonly quantiles: readonly MomentsRow[];
}

function countsOf(read: Read, look: LookRows): ReturnType<PhaseCounts["at"]> {
  const { experiment } = read;
  const { units } = look;
  const whole = units.filter(({ segment }) => segment === "all");
  const unitsByVariant = unitsOf(whole);
  const sum = (column: string): number => whole.reduce((total, row) => total + Number(row[column]), 0);
  const unknown = Object.entries(unitsByVariant).reduce((total, [variant, count]) => (experiment.variants.includes(variant) ? total : total + count), 0);
  const segments = experiment.segments.map((dimension) => segmentedOf(read, dimension, look));
  return {
    unitsByVariant,
    droppedUnits: { crossover: sum("crossovers"), bot: sum("bots"), ...(unknown === 0 ? {} : { unknown_variant: unknown }) },
    moments: momentsOf(read, within(look, "all")),
    ...(segments.length === 0 ? {} : { segments }),
  };
}

/** What a look holds of one segment, or of all units. */
function within({ units, moments, quantiles }: LookRows, name: string): LookRows {
  const own = (rows: readonly MomentsRow[]): readonly MomentsRow[] => rows.filter(({ segment }) => segment === name);
  return { units: own(units), moments: own(moments), quantiles: own(quantiles) };
}

function segmentedOf(read: Read, dimension: string, look: LookRows): SegmentedMoments {
  const { units } = look;
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
      metrics: momentsOf(read, within(look, name)),
    })),
  };
}

function unitsOf(rows: readonly MomentsRow[]): Readonly<Record<string, number>> {
  return Object.fromEntries(rows.map((row) => [String(row["variant"]), Number(row["units"])]));
}

function momentsOf({ experiment, measured }: Read, { units, moments, quantiles }: LookRows): readonly MetricMoments[] {
  const known = (rows: readonly MomentsRow[]): readonly MomentsRow[] => rows.filter((row) => experiment.variants.includes(String(row["variant"])));
  const unitsByArm = unitsOf(known(units));
  return measured.map(({ name, kind, quantile }) => {
    const own = (rows: readonly MomentsRow[]): readonly MomentsRow[] => known(rows).filter((row) => row["metric"] === name);
    return kind === "quantile" ? quantileMoments({ metric: name, quantile: quantile ?? 0, unitsByArm }, own(quantiles)) : experimentMoments(name, kind, own(moments));
  });
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
