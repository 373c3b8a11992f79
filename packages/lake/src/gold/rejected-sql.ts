import { fraudSql } from "./fraud-sql.ts";
import type { GoldOptions } from "./gold-options.ts";
import { unprovenClaimSql } from "./unproven-claim-sql.ts";

/** Why a touch may never win: too fast first, then what it claims; and whether it is too fast with every token ignored. */
export function rejectedSql(options: GoldOptions): string {
  const fraud = fraudSql(options);
  const join = fraud === null ? "" : `\n  LEFT JOIN (\n${fraud}\n  ) AS fast ON fast.event_id = told.event_id`;
  return `  SELECT told.*, CASE${fraud === null ? "" : " WHEN fast.is_fast = 1 THEN 'too_fast'"} WHEN proof_state = 'self_referral' THEN 'self_referral'
    WHEN ${unprovenClaimSql(options)} THEN 'unproven_claim' END AS rejection,
    ${fraud === null ? "FALSE" : "COALESCE(fast.is_open_fast = 1, FALSE)"} AS is_open_fast
  FROM placed AS told${join}`;
}
