import type { Lake } from "@liftproof/adapters/duckdb";
import type { SilverRow } from "@liftproof/events";
import { isOneOf } from "./silver-rows.ts";

/** Who rows belong to, as the lake's build resolved it. */
export interface LakeIdentities {
  readonly identityOf: (row: SilverRow) => string;
}

interface Stretch {
  readonly identityId: string;
  readonly fromUs: number;
  readonly toUs: number;
}

/** The identities of some rows. Ids that no link names are an identity of their own. */
export async function lakeIdentities(lake: Lake, rows: readonly SilverRow[]): Promise<LakeIdentities> {
  const users = new Set(rows.flatMap(({ userId }) => userId ?? []));
  const anonymous = new Set(rows.flatMap(({ userId, anonId }) => (userId === null && anonId !== null ? [anonId] : [])));
  const found = await lake.all(`SELECT user_id, anon_id, identity_id, valid_from_us, valid_to_us FROM lake.dim_identity
WHERE ${isOneOf("user_id", users)} OR ${isOneOf("anon_id", anonymous)}`);
  const byUser = new Map<string, string>();
  const byAnon = new Map<string, Stretch[]>();
  for (const row of found) {
    const identityId = String(row["identity_id"]);
    if (row["user_id"] !== null) byUser.set(String(row["user_id"]), identityId);
    if (row["anon_id"] === null) continue;
    const anonId = String(row["anon_id"]);
    const stretch = { identityId, fromUs: instantOr(row["valid_from_us"], -Infinity), toUs: instantOr(row["valid_to_us"], Infinity) };
    const known = byAnon.get(anonId);
    if (known === undefined) byAnon.set(anonId, [stretch]);
    else known.push(stretch);
  }
  return {
    identityOf: (row) => {
      if (row.userId !== null) return byUser.get(row.userId) ?? `u:${row.userId}`;
      const atUs = Math.min(row.eventTsUs + (row.clockSkewUs ?? 0), row.receivedTsUs);
      const owner = byAnon.get(row.anonId ?? "")?.find(({ fromUs, toUs }) => atUs >= fromUs && atUs < toUs);
      return owner?.identityId ?? `a:${row.anonId ?? ""}`;
    },
  };
}

function instantOr(value: unknown, open: number): number {
  return value === null || value === undefined ? open : Number(value);
}
