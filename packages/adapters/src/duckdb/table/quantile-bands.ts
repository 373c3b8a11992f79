import { quantileRank, quantileRanks } from "@liftproof/estimators";
import type { InsufficientBand, QuantileBand } from "@liftproof/estimators";
import type { DuckDb } from "../connection.ts";
import type { SqlValue } from "../sql-value.ts";

/** Which quantiles of which value, in which groups of units. */
export interface QuantileBandsInput {
  /** SQL of the analyzed units. */
  readonly units: string;
  readonly value: number;
  readonly quantiles: readonly number[];
  /** Columns that make a group, such as the arm. */
  readonly groupBy: readonly string[];
}

/** The quantiles of one group, in the order they were asked for. */
export interface GroupBands {
  readonly group: readonly SqlValue[];
  readonly bands: readonly (QuantileBand | InsufficientBand)[];
}

interface RankedGroup {
  readonly group: readonly SqlValue[];
  readonly values: number;
  /** Row of the group's smallest value in the ranked table. */
  readonly start: number;
}

/**
 * Quantiles with their bands, from one sort that spills: a second scan of the staged rows.
 *
 * A unit has one value, so that the share at or below a quantile varies as that of independent draws.
 */
export async function quantileBands(duckDb: DuckDb, { units, value, quantiles, groupBy }: QuantileBandsInput): Promise<readonly GroupBands[]> {
  const keys = groupBy.join(", ");
  await duckDb.run(`CREATE OR REPLACE TEMP TABLE ranked AS SELECT ${keys}, v${value} AS x FROM (${units}) WHERE x IS NOT NULL ORDER BY ${keys}, x`);
  const rows = await duckDb.all(`SELECT ${keys}, count(*) AS group_units, min(rowid) AS group_start FROM ranked GROUP BY ${keys}`);
  const groups = rows.map((row): RankedGroup => ({
    group: groupBy.map((key) => row[key] ?? null),
    values: Number(row["group_units"]),
    start: Number(row["group_start"]),
  }));
  const found: GroupBands[] = [];
  for (const group of groups) {
    const bands: (QuantileBand | InsufficientBand)[] = [];
    for (const quantile of quantiles) bands.push(await bandOf(duckDb, group, quantile));
    found.push({ group: group.group, bands });
  }
  await duckDb.run("DROP TABLE ranked");
  return found;
}

async function bandOf(duckDb: DuckDb, { values, start }: RankedGroup, quantile: number): Promise<QuantileBand | InsufficientBand> {
  const estimate = await valueAt(duckDb, start + quantileRank(values, quantile) - 1);
  const within = `rowid BETWEEN ${start} AND ${start + values - 1}`;
  const [row] = await duckDb.all("SELECT count(*) FILTER (x <= $1) AS below, count(*) FILTER (x = $1) AS tied FROM ranked WHERE " + within, [estimate]);
  const share = Number(row?.["below"]) / values;
  const belowMoments = { count: values, means: [share, 1], crossProducts: [[values * share * (1 - share), 0], [0, 0]] };
  const ranks = quantileRanks({ quantile, belowMoments });
  if (ranks.kind === "insufficient") return { ...ranks, estimate };
  return {
    ...ranks,
    kind: "band",
    quantile,
    units: values,
    values,
    estimate,
    low: await valueAt(duckDb, start + ranks.lowRank - 1),
    high: await valueAt(duckDb, start + ranks.highRank - 1),
    tiedShare: Number(row?.["tied"]) / values,
  };
}

async function valueAt(duckDb: DuckDb, row: number): Promise<number> {
  const [found] = await duckDb.all(`SELECT x FROM ranked WHERE rowid = ${row}`);
  return Number(found?.["x"]);
}
