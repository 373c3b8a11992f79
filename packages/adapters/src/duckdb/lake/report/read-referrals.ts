import type { ReportReferrals } from "@liftproof/reporting";
import type { Lake } from "../open-lake.ts";

/** The states an award goes through, in that order. */
const states = ["pending", "approved", "paid", "clawed_back", "void"] as const;

/** Awards by state, and what was paid and is owed back, for each currency of the referral ledger. */
export async function readReferrals(lake: Lake): Promise<readonly ReportReferrals[]> {
  const rows = await lake.all(
    `SELECT currency, state, count(*) AS awards, SUM(net_minor)::HUGEINT AS "left", SUM(paid_minor)::HUGEINT AS paid, SUM(debt_minor)::HUGEINT AS debt
FROM lake.fact_attribution_referral_state GROUP BY currency, state ORDER BY currency`,
  );
  return [...new Set(rows.map((row) => String(row["currency"])))].map((currency) => {
    const own = rows.filter((row) => row["currency"] === currency);
    const sum = (column: string): number => own.reduce((total, row) => total + Number(row[column]), 0);
    return {
      currency,
      states: states.flatMap((state) => own.filter((row) => row["state"] === state).map((row) => ({ state, awards: Number(row["awards"]), leftMinor: Number(row["left"]) }))),
      paidMinor: sum("paid"),
      debtMinor: sum("debt"),
    };
  });
}
