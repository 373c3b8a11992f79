import { integerLiteral, textLiteral } from "../sql/quote.ts";
import type { GoldOptions } from "./gold-options.ts";

/**
 * The events of `placed` that came too fast, one row each; the same meaning as `fraudRejections` of @liftproof/attribution.
 *
 * One row per touch and key that is not null; proof is counted among proof only. In the order of receipt, the touch N places on
 * (`LEAD`) tells whether more than N fall into a window that begins here, and the furthest such touch so far (a running maximum)
 * whether this one lies in any such window. Excess looks N places back instead.
 *
 * @returns `null` when the filter is off.
 */
export function fraudSql({ rules }: GoldOptions): string | null {
  const { fraud } = rules;
  if (fraud === null) return null;
  const allowed = fraud.allowedDevices.length === 0 ? "" : ` AND device_fp NOT IN (${fraud.allowedDevices.map(textLiteral).join(", ")})`;
  const counted = "WHERE campaign IS NOT NULL AND COALESCE(proof_state, '') <> 'reload' AND tier <> 'view_through'";
  const keys = `    SELECT event_id, received_ts_us, 'device' AS kind, device_fp AS owner, tier = 'proof' AS is_proof, campaign FROM placed ${counted} AND device_fp IS NOT NULL${allowed}
    UNION ALL
    SELECT event_id, received_ts_us, 'visitor', visitor_id, tier = 'proof', campaign FROM placed ${counted} AND visitor_id IS NOT NULL`;
  const own = "PARTITION BY kind, owner, is_proof, campaign ORDER BY received_ts_us, event_id";
  const step = fraud.mode === "burst" ? "LEAD" : "LAG";
  const neighbors = fraud.windows.map(({ maxTouches }, at) => `${step}(received_ts_us, ${integerLiteral(maxTouches)}) OVER (${own}) AS neighbor_${at}`);
  const tooFast = fraud.windows.map(({ windowUs }, at) =>
    fraud.mode === "burst"
      ? `MAX(CASE WHEN neighbor_${at} - received_ts_us <= ${integerLiteral(windowUs)} THEN neighbor_${at} END) OVER (${own} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) >= received_ts_us`
      : `received_ts_us - neighbor_${at} <= ${integerLiteral(windowUs)}`,
  );
  return `  SELECT event_id FROM (
    SELECT event_id, ${tooFast.length === 0 ? "FALSE" : tooFast.map((each) => `COALESCE(${each}, FALSE)`).join(" OR ")} AS is_too_fast
    FROM (SELECT keyed.*${neighbors.map((each) => `, ${each}`).join("")} FROM (\n${keys}\n    ) AS keyed) AS neighbors
  ) AS timed WHERE is_too_fast GROUP BY event_id`;
}
