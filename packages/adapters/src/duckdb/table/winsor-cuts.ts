import type { WinsorOptions } from "@liftproof/estimators";
import type { DuckDb } from "../connection.ts";
import { realLiteral } from "./exact-scale.ts";

/** A value, and where it is cut off; null leaves that end alone. */
export interface WinsorCut {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly units: WinsorOptions["units"];
}

/**
 * Bounds at quantiles of all arms together (linear interpolation, R's type 7), by one sort per value: a second scan of
 * the staged rows, which spills like the first.
 *
 * @param units - SQL of the analyzed units.
 */
export async function winsorCuts(
  duckDb: DuckDb,
  units: string,
  wanted: readonly { readonly value: number; readonly winsorize: WinsorOptions }[],
): Promise<readonly WinsorCut[]> {
  const cuts: WinsorCut[] = [];
  for (const { value, winsorize } of wanted) {
    const { lowShare, highShare, units: counted } = winsorize;
    await duckDb.run(`
      CREATE OR REPLACE TEMP TABLE ranked AS
      SELECT v${value} AS x FROM (${units}) WHERE x ${counted === "all" ? "IS NOT NULL" : "<> 0"} ORDER BY x`);
    const [row] = await duckDb.all("SELECT count(*) AS counted FROM ranked");
    const bound = async (share: number | undefined): Promise<number | null> => (share === undefined ? null : quantile(duckDb, Number(row?.["counted"]), share));
    cuts.push({ value, low: await bound(lowShare), high: await bound(highShare), units: counted });
    await duckDb.run("DROP TABLE ranked");
  }
  return cuts;
}

/** The value with its tails cut off; a unit without a value keeps none. */
export function cutSql({ value, low, high, units }: WinsorCut): string {
  const tests = [
    ...(units === "nonzero" ? [`WHEN v${value} = 0 THEN v${value}`] : []),
    ...(low === null ? [] : [`WHEN v${value} < ${realLiteral(low)} THEN ${realLiteral(low)}`]),
    ...(high === null ? [] : [`WHEN v${value} > ${realLiteral(high)} THEN ${realLiteral(high)}`]),
  ];
  return tests.length === 0 ? `v${value}` : `CASE ${tests.join(" ")} ELSE v${value} END`;
}

async function quantile(duckDb: DuckDb, counted: number, share: number): Promise<number | null> {
  if (counted === 0) return null;
  const position = (counted - 1) * share;
  const below = Math.floor(position);
  const rows = await duckDb.all(`SELECT x FROM ranked WHERE rowid IN (${below}, ${Math.ceil(position)}) ORDER BY x`);
  const low = Number(rows[0]?.["x"]);
  const high = Number(rows.at(-1)?.["x"]);
  return low === high ? low : low * (1 - (position - below)) + high * (position - below);
}
