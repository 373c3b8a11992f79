import { factReferralsTable } from "../tables/mart-tables.ts";
import { firstReportsSql, ofFirst } from "./first-reports-sql.ts";
import type { Mart } from "./mart.ts";
import { inReceipt, payloadColumn, reportedSql } from "./reported-sql.ts";

const events = ["referral.invited", "referral.joined"];

/** Fills `lake.fact_referrals`. */
export const referrals: Mart = {
  table: factReferralsTable,
  events,
  query: (options) => {
    const { dialect } = options;
    const referralId = `COALESCE(${dialect.mapGet("e.payload", "referral_id")}, e.event_id) AS referral_id`;
    return `SELECT r.referral_id, r.code, COALESCE(r.inviter, c.identity_id), r.joiner, ${dialect.timestampOf("r.invited_us")}, ${dialect.timestampOf("r.joined_us")}, CASE WHEN r.joined_us IS NULL THEN 'invited' ELSE 'joined' END
FROM (
  SELECT referral_id, MAX(CASE WHEN code_place = 1 THEN referrer_code END) AS code, ${ofFirst("referral.invited", "identity_id")} AS inviter, ${ofFirst("referral.joined", "identity_id")} AS joiner,
    ${ofFirst("referral.invited", "at_us")} AS invited_us, ${ofFirst("referral.joined", "at_us")} AS joined_us
  FROM (
    SELECT firsts.*, row_number() OVER (PARTITION BY referral_id ORDER BY CASE WHEN referrer_code IS NULL THEN 1 ELSE 0 END, ${inReceipt}) AS code_place
    FROM (
  ${firstReportsSql("referral_id", reportedSql(options, { names: events, columns: [referralId, payloadColumn(options, "referrer_code")] }))}
    ) AS firsts
  ) AS told
  GROUP BY referral_id
) AS r LEFT JOIN ${dialect.table("dim_referrer_code")} AS c ON c.referrer_code = r.code`;
  },
};
