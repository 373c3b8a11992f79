import type { Lake } from "@liftproof/adapters/duckdb";

/** Verdicts on the tokens that named one key; `null` for those that named none. */
export interface KeyCounts {
  readonly keyId: string | null;
  /** By status, and only those that were given. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** The verdicts of a lake by key, keys by number; events without a token are not counted. */
export async function keyCounts(lake: Lake): Promise<readonly KeyCounts[]> {
  const rows = await lake.all(
    `SELECT key_id, token_status, count(*) AS events FROM (SELECT click_claims['key_id'] AS key_id, token_status FROM lake.events WHERE token_status <> 'missing') AS told
GROUP BY key_id, token_status ORDER BY TRY_CAST(key_id AS INTEGER) NULLS LAST, events DESC, token_status`,
  );
  const byKey = new Map<string | null, Record<string, number>>();
  for (const row of rows) {
    const keyId = row["key_id"] === null || row["key_id"] === undefined ? null : String(row["key_id"]);
    const statuses = byKey.get(keyId) ?? {};
    statuses[String(row["token_status"])] = Number(row["events"]);
    byKey.set(keyId, statuses);
  }
  return [...byKey].map(([keyId, statuses]) => ({ keyId, statuses }));
}
