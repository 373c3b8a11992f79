import type { ReferralDecision } from "@liftproof/attribution";
import { referralDecisionsTable } from "@liftproof/lake";
import type { Lake } from "../open-lake.ts";

/** Every decision that was ever recorded, the earliest first; none in a lake where nobody decided anything yet. */
export async function readReferralDecisions(lake: Lake): Promise<readonly ReferralDecision[]> {
  const [table] = await lake.all("SELECT 1 AS one FROM duckdb_tables() WHERE schema_name = 'lake' AND table_name = $1", [referralDecisionsTable.name]);
  if (table === undefined) return [];
  const rows = await lake.all(`SELECT kind, order_id, epoch_us("at") AS at_us FROM lake.referral_decisions ORDER BY at_us, order_id, kind`);
  return rows.map((row) => ({ kind: String(row["kind"]) as ReferralDecision["kind"], orderId: String(row["order_id"]), atUs: Number(row["at_us"]) }));
}
