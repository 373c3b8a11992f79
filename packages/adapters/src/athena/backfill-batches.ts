import { dialects, murmur3Sql, quoteIdentifier } from "@liftproof/lake";

/** Days and buckets that one INSERT writes: all partitions of the days times the buckets, both ends exclusive. */
export interface BackfillBatch {
  /** First day, `YYYY-MM-DD`. */
  readonly fromDay: string;
  readonly untilDay: string;
  readonly fromBucket: number;
  readonly untilBucket: number;
}

/** What is to be written. */
export interface Backfill {
  /** First day, `YYYY-MM-DD`. */
  readonly fromDay: string;
  readonly untilDay: string;
  /** N of `bucket(N, column)`; 1 for a table without buckets. Default 1. */
  readonly buckets?: number;
  /** Partitions that one write may hold open. Default 100, which is Athena's limit. */
  readonly openWriters?: number;
}

const dayMs = 86_400_000;

/**
 * Cuts a backfill into as few writes as stay within the limit of open partitions, oldest first: whole days where all buckets of one fit, else
 * stretches of buckets day by day. Every day and bucket is in exactly one batch.
 *
 * @throws RangeError when a day does not exist, the days run backward, or a number is no whole number of at least 1.
 */
export function backfillBatches({ fromDay, untilDay, buckets = 1, openWriters = 100 }: Backfill): readonly BackfillBatch[] {
  for (const [name, value] of Object.entries({ buckets, openWriters })) {
    if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`${name}: expected a whole number of at least 1, got ${value}`);
  }
  const [from, until] = [dayNumber("fromDay", fromDay), dayNumber("untilDay", untilDay)];
  if (until < from) throw new RangeError(`untilDay: expected ${fromDay} or later, got ${untilDay}`);
  const daysPerBatch = Math.max(1, Math.floor(openWriters / buckets));
  const stretches = Math.ceil(buckets / openWriters);
  return Array.from({ length: Math.ceil((until - from) / daysPerBatch) }, (_, at) => from + at * daysPerBatch).flatMap((day) =>
    Array.from({ length: stretches }, (_, stretch) => ({
      fromDay: dayText(day), untilDay: dayText(Math.min(until, day + daysPerBatch)),
      fromBucket: Math.floor((buckets * stretch) / stretches), untilBucket: Math.floor((buckets * (stretch + 1)) / stretches),
    })),
  );
}

/** Columns that a table is partitioned by. */
export interface BackfillColumns {
  /** Timestamp column of `day(column)`. */
  readonly day: string;
  /** Text column of `bucket(N, column)` with its N. */
  readonly bucket?: { readonly column: string; readonly of: number };
}

/** The condition under which a query gives the rows of one batch, for both engines of the lake. */
export function backfillCondition({ fromDay, untilDay, fromBucket, untilBucket }: BackfillBatch, { day, bucket }: BackfillColumns): string {
  const column = quoteIdentifier(day);
  const days = `${column} >= TIMESTAMP '${dayText(dayNumber("fromDay", fromDay))} 00:00:00' AND ${column} < TIMESTAMP '${dayText(dayNumber("untilDay", untilDay))} 00:00:00'`;
  if (bucket === undefined || (fromBucket === 0 && untilBucket === bucket.of)) return days;
  const place = bucketSql(quoteIdentifier(bucket.column), bucket.of);
  return `${days} AND ${place} >= ${fromBucket} AND ${place} < ${untilBucket}`;
}

/** The bucket that Iceberg puts a text into. Source: Apache Iceberg table spec, appendix B, 32-bit hash requirements. */
function bucketSql(text: string, buckets: number): string {
  return `mod(mod(${murmur3Sql(dialects.trino, text)}, 2147483648), ${buckets})`;
}

function dayNumber(name: string, day: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day) throw new RangeError(`${name}: expected a day such as 2026-02-28, got other text`);
  return ms / dayMs;
}

function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
