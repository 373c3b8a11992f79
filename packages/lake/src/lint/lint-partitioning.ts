import type { AthenaFinding } from "./athena-finding.ts";
import type { SqlToken } from "./sql-tokens.ts";
import { itemsOf } from "./statement-parts.ts";

/** At most so many partitions may be open in one write. */
const openWriters = 100;
const ofTime = new Set(["YEAR", "MONTH", "DAY", "HOUR"]);

/** How a statement writes partitions. */
export interface PartitionStyle {
  /** Names of the table's columns, in lower case; null when the statement does not list them. */
  readonly columns: ReadonlySet<string> | null;
  /** DDL writes `bucket(16, col)`, CTAS `bucket(col, 16)`. */
  readonly bucketFirst: boolean;
}

/** Findings in a list of partitions, each a column or a transform of one. */
export function lintPartitioning(items: readonly (readonly SqlToken[])[], { columns, bucketFirst }: PartitionStyle): readonly AthenaFinding[] {
  let buckets = 1;
  const findings = items.flatMap((item): AthenaFinding[] => {
    const [head, second] = item;
    if (head === undefined) return [];
    if (second?.raw !== "(") {
      if (second !== undefined) return [{ rule: "bad_clause", message: `PARTITIONED BY: expected the name ${head.raw} alone, for Iceberg columns are typed in the column list, got a type behind it`, at: second.at }];
      return unknown(columns, head);
    }
    const [first, last] = itemsOf(item, 2, item.length - 1).map(([token]) => token);
    if (ofTime.has(head.value)) return unknown(columns, first);
    if (head.value !== "BUCKET" && head.value !== "TRUNCATE") return [{ rule: "bad_clause", message: `PARTITIONED BY: expected year, month, day, hour, bucket or truncate, got ${head.raw}`, at: head.at }];
    const count = first?.kind === "number" ? first : last;
    if (head.value === "BUCKET") buckets *= Number(count?.value ?? 1);
    const right = bucketFirst ? `${head.value.toLowerCase()}(N, column)` : `${head.value.toLowerCase()}(column, N)`;
    return (first?.kind === "number") === bucketFirst ? [] : [{ rule: "transform_order", message: `${head.raw}: expected ${right} ${bucketFirst ? "in CREATE TABLE" : "in CREATE TABLE AS"}, got the arguments the other way round`, at: head.at }];
  });
  if (buckets > openWriters) findings.push({ rule: "open_partitions", message: `PARTITIONED BY: expected at most ${openWriters} buckets, for one write opens one file in each, got ${buckets}`, at: items[0]?.[0]?.at ?? 0 });
  return findings;
}

function unknown(columns: ReadonlySet<string> | null, token: SqlToken | undefined): AthenaFinding[] {
  if (token === undefined || columns === null || columns.has(token.value.toLowerCase())) return [];
  return [{ rule: "bad_clause", message: `PARTITIONED BY: expected a column of the table's list, got ${token.raw}, which it does not declare`, at: token.at }];
}
