import { integerLiteral } from "../sql/quote.ts";
import type { GoldOptions } from "./gold-options.ts";

/** Above every position; a score is rank * this + position. */
export const rankBase = "1000000000000";
/** Ranks of the tiers in which touches compete. */
export const ranks = { direct: 0, viewThrough: 1, evidence: 2, proof: 3 } as const;

/** Pairs of an order `o` and a touch `t` of the same person. */
export interface RivalPairs {
  /** A FROM clause with `o` and `t`, and its WHERE. */
  readonly from: string;
  /** Whether the pairs are all touches of each order's window, so that they may be counted. */
  readonly isWhole: boolean;
  /** An expression that is true where a touch stands as with every token ignored, which answers who would have won then. */
  readonly isTokenless: string;
}

/**
 * What each touch of an order's window is worth to it: the score by which it competes, and what it counts for.
 *
 * The rule stands here once. A join and a walk differ only in how they find the pairs.
 */
export function rivalsSql({ rules }: GoldOptions, { from, isWhole, isTokenless }: RivalPairs): string {
  const own = rules.conversionIsTouch ? "" : " AND t.event_id <> o.event_id";
  const isClick = rules.viewThrough === null ? "TRUE" : "t.tier <> 'view_through'";
  const score = `tier_rank * ${rankBase} + position`;
  return `  SELECT order_id, CASE WHEN may_win AND NOT is_tokenless THEN ${score} END AS score,
    CASE WHEN may_win AND NOT is_tokenless AND tier_rank = ${ranks.evidence} THEN position END AS evidence_key, CASE WHEN may_win AND is_tokenless THEN ${score} END AS tokenless_score,
    ${isWhole ? "CASE WHEN is_click AND NOT is_tokenless THEN 1 ELSE 0 END AS entered, CASE WHEN is_click AND may_win AND NOT is_tokenless THEN 1 ELSE 0 END AS visible" : "0 AS entered, 0 AS visible"}
  FROM (
    SELECT o.order_id, t.position, CAST(${rankSql(rules)} AS bigint) AS tier_rank, ${isClick} AS is_click, ${isTokenless} AS is_tokenless,
      t.visible_from_us <= o.order_ts_us${own} AND NOT COALESCE(t.claimed_us > o.checkout_started_us, FALSE) AS may_win
    ${from}
  ) AS pairs`;
}

/** True where touch `t` lies in the window of order `o`. */
export function windowSql({ viewThrough }: GoldOptions["rules"]): string {
  const opens = viewThrough === null ? "o.opens_us" : "CASE WHEN t.tier = 'view_through' THEN o.views_from_us ELSE o.opens_us END";
  return `t.touch_ts_us <= o.order_ts_us AND t.touch_ts_us >= ${opens}`;
}

/** A proof older than its window competes as evidence. */
function rankSql({ viewThrough, proofWindowUs, partnerProofWindowUs }: GoldOptions["rules"]): string {
  const effective = (windowUs: number | null): string => (windowUs === null ? `${ranks.proof}` : `CASE WHEN t.touch_ts_us >= o.order_ts_us - ${integerLiteral(windowUs)} THEN ${ranks.proof} ELSE ${ranks.evidence} END`);
  return `CASE t.tier WHEN 'direct' THEN ${ranks.direct} WHEN 'evidence' THEN ${ranks.evidence}${viewThrough === null ? "" : ` WHEN 'view_through' THEN ${ranks.viewThrough}`}
      ELSE CASE WHEN t.is_partner THEN ${effective(partnerProofWindowUs)} ELSE ${effective(proofWindowUs)} END END`;
}
