import { jointMomentsFromPowerSums } from "@liftproof/estimators";
import type { JointMoments } from "@liftproof/estimators";
import type { SqlValue } from "../sql-value.ts";
import type { ExactScale } from "./exact-scale.ts";

/** A metric as positions among the whole-number values: its own first, its covariates after them. */
export interface MomentRequest {
  readonly own: readonly number[];
  /** The one of its own values whose units other than zero are counted: a mean's, a ratio's denominator. */
  readonly nonzero?: number;
  /** Every unit has its own values, so that sums need no filter. */
  readonly complete: boolean;
  readonly covariates: readonly ImputedCovariate[];
}

/** A covariate, and the whole number put in where a unit has none; absent when every unit has one. */
export interface ImputedCovariate {
  readonly value: number;
  /** Its column in the file. */
  readonly name: string;
  readonly imputed?: bigint;
}

/** One column of a metric's joint moments: SQL of a whole number, and how to read it back. */
export interface MomentColumn {
  readonly sql: string;
  readonly scale: ExactScale;
}

const one: ExactScale = { center: 0, scale: 1, greatest: 1n };

/** The columns of a metric's joint moments: own values, then each covariate, followed by "had none" if some had none. */
export function momentColumns({ own, covariates }: MomentRequest, scales: readonly ExactScale[]): readonly MomentColumn[] {
  const scaleOf = (value: number): ExactScale => scales[value] ?? one;
  const columns: MomentColumn[] = own.map((value) => ({ sql: `q${value}`, scale: scaleOf(value) }));
  for (const { value, imputed } of covariates) {
    if (imputed === undefined) columns.push({ sql: `q${value}`, scale: scaleOf(value) });
    else {
      columns.push({ sql: `coalesce(q${value}, ${imputed})`, scale: scaleOf(value) });
      columns.push({ sql: `CAST(q${value} IS NULL AS BIGINT)`, scale: one });
    }
  }
  return columns;
}

/** The SELECT list of one metric's exact sums, each named after `prefix`. */
export function momentSumsSql(prefix: string, { own, complete, nonzero }: MomentRequest, columns: readonly MomentColumn[]): string {
  const present = complete ? "" : `FILTER (${own.map((value) => `q${value} IS NOT NULL`).join(" AND ")})`;
  const parts = [`count(*) ${present} AS ${prefix}_n`];
  if (nonzero !== undefined) parts.push(`sum(z${nonzero}) ${present} AS ${prefix}_z`);
  columns.forEach((column, i) => {
    parts.push(`sum(${column.sql}) ${present} AS ${prefix}_s${i}`);
    for (let j = i; j < columns.length; j++) {
      const other = columns[j];
      if (other !== undefined) parts.push(`sum(${productSql(column, other)}) ${present} AS ${prefix}_p${i}_${j}`);
    }
  });
  return parts.join(", ");
}

/** In 64 bits where the product fits, for speed; else in 128. */
function productSql(left: MomentColumn, right: MomentColumn): string {
  const fits = left.scale.greatest * right.scale.greatest < 1n << 62n;
  const wide = (sql: string): string => (fits ? sql : `CAST(${sql} AS HUGEINT)`);
  return `${wide(left.sql)} * ${wide(right.sql)}`;
}

/** Joint moments of the original values from one arm's sums. */
export function momentsOfSums(
  prefix: string,
  row: Readonly<Record<string, SqlValue>>,
  columns: readonly MomentColumn[],
): JointMoments {
  const whole = (name: string): bigint => BigInt(row[`${prefix}_${name}`] ?? 0);
  const exact = jointMomentsFromPowerSums({
    count: whole("n"),
    sums: columns.map((_, i) => whole(`s${i}`)),
    products: columns.map((_, i) => columns.map((__, j) => whole(`p${Math.min(i, j)}_${Math.max(i, j)}`))),
  });
  const scaleOf = (index: number): ExactScale => columns[index]?.scale ?? one;
  return {
    count: exact.count,
    means: exact.means.map((mean, i) => (exact.count === 0 ? 0 : scaleOf(i).center + mean / scaleOf(i).scale)),
    crossProducts: exact.crossProducts.map((cells, i) => cells.map((cell, j) => cell / scaleOf(i).scale / scaleOf(j).scale)),
  };
}
