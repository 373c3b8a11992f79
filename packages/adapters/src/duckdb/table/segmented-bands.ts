import type { InsufficientBand, QuantileBand } from "@liftproof/estimators";
import type { DuckDb } from "../connection.ts";
import { quantileBands } from "./quantile-bands.ts";
import { metricValues, valuePosition } from "./unit-metric.ts";
import type { UnitMetric, UnitValue } from "./unit-metric.ts";

/** The band of a metric in an arm of all units (`dimension` null), or of one segment, whose name is null for units in none. */
export type BandOf = (place: BandPlace) => QuantileBand | InsufficientBand | undefined;

/** A metric by its position, and which units. */
export interface BandPlace {
  readonly metric: number;
  readonly dimension: number | null;
  readonly segment: string | null;
  readonly arm: string;
}

/** The bands of every quantile metric in every arm and segment; one sort per column and dimension. */
export async function segmentedBands(
  duckDb: DuckDb,
  units: string,
  { metrics, values, dimensions }: { readonly metrics: readonly UnitMetric[]; readonly values: readonly UnitValue[]; readonly dimensions: readonly string[] },
): Promise<BandOf> {
  const bands = new Map<string, QuantileBand | InsufficientBand>();
  for (const [value, { column, parse }] of values.entries()) {
    const wanted = metrics.flatMap((metric, index) => {
      const [own] = metricValues(metric);
      return metric.kind === "quantile" && own !== undefined && valuePosition([{ column, parse }], own) === 0 ? [{ index, quantile: metric.quantile }] : [];
    });
    if (wanted.length === 0) continue;
    const quantiles = wanted.map(({ quantile }) => quantile);
    for (const dimension of [null, ...dimensions.keys()]) {
      const groupBy = ["arm", ...(dimension === null ? [] : [`g${dimension}`])];
      for (const { group: [arm, segment = null], bands: found } of await quantileBands(duckDb, { units, value, quantiles, groupBy })) {
        wanted.forEach(({ index }, position) => {
          const band = found[position];
          if (band !== undefined) bands.set(keyOf({ metric: index, dimension, segment: segment === null ? null : String(segment), arm: String(arm) }), band);
        });
      }
    }
  }
  return (place) => bands.get(keyOf(place));
}

function keyOf({ metric, dimension, segment, arm }: BandPlace): string {
  return JSON.stringify([metric, dimension, segment, arm]);
}
