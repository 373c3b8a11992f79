import type { FraudRules } from "@liftproof/attribution";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import type { GoldOptions } from "./gold-options.ts";

const owners = { device: "device_fp", visitor: "visitor_id" } as const;

/**
 * Whoever sent a token: only their touches are counted anew with every token ignored.
 *
 * @returns Nothing where no filter or no token is read, else one query.
 */
export function signersSql({ rules }: GoldOptions): readonly string[] {
  if (rules.fraud === null || rules.proofMode === "off") return [];
  return [Object.entries(owners).map(([kind, owner]) => `  SELECT '${kind}' AS kind, ${owner} AS owner FROM placed WHERE is_signed AND ${owner} IS NOT NULL`).join("\n  UNION\n")];
}

/**
 * The events of `placed` that came too fast, one row each, as they are (`is_fast`) and with every token ignored (`is_open_fast`); the same
 * meaning as `fraudRejections` of @liftproof/attribution.
 *
 * One row per touch and key that is not null; proof is counted among proof only (pool 1), and without tokens all together (pool 2). In the
 * order of receipt, the touch N places on (`LEAD`) tells whether more than N fall into a window that begins here, and the furthest such
 * touch so far (a running maximum) whether this one lies in any such window. Excess looks N places back instead.
 *
 * @returns `null` when the filter is off.
 */
export function fraudSql(options: GoldOptions): string | null {
  const { fraud } = options.rules;
  if (fraud === null) return null;
  const own = "PARTITION BY kind, owner, pool, campaign ORDER BY received_ts_us, event_id";
  const step = fraud.mode === "burst" ? "LEAD" : "LAG";
  const neighbors = fraud.windows.map(({ maxTouches }, at) => `${step}(received_ts_us, ${integerLiteral(maxTouches)}) OVER (${own}) AS neighbor_${at}`);
  const tooFast = fraud.windows.map(({ windowUs }, at) =>
    fraud.mode === "burst"
      ? `MAX(CASE WHEN neighbor_${at} - received_ts_us <= ${integerLiteral(windowUs)} THEN neighbor_${at} END) OVER (${own} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) >= received_ts_us`
      : `received_ts_us - neighbor_${at} <= ${integerLiteral(windowUs)}`,
  );
  const isOpen = signersSql(options).length === 0 ? "TRUE" : "pool = 2 OR pool = 0 AND NOT EXISTS (SELECT 1 FROM signers AS s WHERE s.kind = timed.kind AND s.owner = timed.owner)";
  return `  SELECT event_id, MAX(CASE WHEN pool < 2 THEN 1 ELSE 0 END) AS is_fast, MAX(is_open) AS is_open_fast FROM (
    SELECT event_id, pool, CASE WHEN ${isOpen} THEN 1 ELSE 0 END AS is_open FROM (
    SELECT event_id, kind, owner, pool, ${tooFast.length === 0 ? "FALSE" : tooFast.map((each) => `COALESCE(${each}, FALSE)`).join(" OR ")} AS is_too_fast
    FROM (SELECT keyed.*${neighbors.map((each) => `, ${each}`).join("")} FROM (\n${keysSql(options, fraud)}\n    ) AS keyed) AS neighbors
    ) AS timed WHERE is_too_fast
  ) AS told GROUP BY event_id`;
}

function keysSql(options: GoldOptions, { allowedDevices }: FraudRules): string {
  const keys = Object.entries(owners).flatMap(([kind, owner]) => {
    const allowed = kind !== "device" || allowedDevices.length === 0 ? "" : ` AND device_fp NOT IN (${allowedDevices.map(textLiteral).join(", ")})`;
    const counted = `tier <> 'view_through' AND ${owner} IS NOT NULL${allowed}`;
    const own = `SELECT event_id, received_ts_us, '${kind}' AS kind, ${owner} AS owner, CASE WHEN tier = 'proof' THEN 1 ELSE 0 END AS pool, campaign FROM placed
      WHERE campaign IS NOT NULL AND COALESCE(proof_state, '') <> 'reload' AND ${counted}`;
    if (signersSql(options).length === 0) return [own];
    return [own, `SELECT event_id, received_ts_us, '${kind}', ${owner}, 2, open_campaign FROM placed WHERE open_campaign IS NOT NULL AND ${counted} AND ${owner} IN (SELECT owner FROM signers WHERE kind = '${kind}')`];
  });
  return keys.map((each) => `    ${each}`).join("\n    UNION ALL\n");
}
