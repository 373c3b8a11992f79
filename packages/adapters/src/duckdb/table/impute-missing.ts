import type { DuckDb } from "../connection.ts";
import type { ImputedCovariate, MomentRequest } from "./sum-moments.ts";

/** Missing history becomes the grand mean of those who have one, and an indicator keeps the two groups apart. */
export async function imputeMissing(duckDb: DuckDb, relation: string, requests: readonly MomentRequest[]): Promise<readonly MomentRequest[]> {
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
  return requests.map((request, metric) => ({
    ...request,
    covariates: request.covariates.map(({ value, name }): ImputedCovariate => {
      const observed = whole(`n${metric}_${value}`);
      if (whole(`missing${metric}_${value}`) === 0n) return { value, name };
      return { value, name, imputed: observed === 0n ? 0n : whole(`s${metric}_${value}`) / observed };
    }),
  }));
}
