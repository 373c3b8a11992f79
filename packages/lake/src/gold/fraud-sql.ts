import type { FraudRules } from "@liftproof/attribution";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import type { GoldOptions } from "./gold-options.ts";

/**
 * The events of `placed` that came too fast, one row each, as they are (`is_fast`) and with every token ignored (`is_open_fast`); the same
 * meaning as `fraudRejections` of @liftproof/attribution.
 *
 * One row per touch and key that is not null; proof is counted among proof only. Touches of whoever sent a token are counted once more, all
 * together and under their own labels, which is how they stand without tokens; of everybody else both say the same. In the order of receipt,
 * the touch N places on (`LEAD`) tells whether more than N fall into a window that begins here, and the furthest such touch so far (a running
 * maximum) whether this one lies in any such window. Excess looks N places back instead.
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
  return `  SELECT event_id, MAX(CASE WHEN pool <> 'tokenless' THEN 1 ELSE 0 END) AS is_fast, MAX(CASE WHEN pool = 'tokenless' OR has_token = 0 THEN 1 ELSE 0 END) AS is_open_fast FROM (
    SELECT event_id, pool, has_token, ${tooFast.length === 0 ? "FALSE" : tooFast.map((each) => `COALESCE(${each}, FALSE)`).join(" OR ")} AS is_too_fast
    FROM (SELECT keyed.*${neighbors.map((each) => `, ${each}`).join("")} FROM (\n${keysSql(options, fraud)}\n    ) AS keyed) AS neighbors
  ) AS timed WHERE is_too_fast GROUP BY event_id`;
}

/** Reads `placed` once, because an engine that does not keep it would compute it each time. */
function keysSql({ dialect, rules }: GoldOptions, { allowedDevices }: FraudRules): string {
  const readsTokens = rules.proofMode !== "off";
  const isAllowed = allowedDevices.length === 0 ? "" : `device_fp NOT IN (${allowedDevices.map(textLiteral).join(", ")})`;
  const device = isAllowed === "" ? "device_fp" : `CASE WHEN ${isAllowed} THEN device_fp END`;
  const owned = `      SELECT event_id, received_ts_us, kinds.kind, CASE kinds.kind WHEN 'device' THEN ${device} ELSE visitor_id END AS owner, campaign, open_campaign, is_signed,
        CASE WHEN proof_state = 'reload' THEN 'none' WHEN tier = 'proof' THEN 'proof' ELSE 'evidence' END AS own_pool
      FROM placed CROSS JOIN ${dialect.textRows("kinds", ["kind"], [["device"], ["visitor"]])}
      WHERE tier <> 'view_through' AND (campaign IS NOT NULL${readsTokens ? " OR open_campaign IS NOT NULL" : ""})`;
  if (!readsTokens) return `    SELECT event_id, received_ts_us, kind, owner, own_pool AS pool, campaign, 0 AS has_token FROM (\n${owned}\n    ) AS owned WHERE owner IS NOT NULL`;
  return `    SELECT event_id, received_ts_us, kind, owner, CASE pools.pool WHEN 'own' THEN own_pool ELSE pools.pool END AS pool, CASE pools.pool WHEN 'own' THEN campaign ELSE open_campaign END AS campaign, has_token
    FROM (
      SELECT owned.*, MAX(CASE WHEN is_signed THEN 1 ELSE 0 END) OVER (PARTITION BY kind, owner) AS has_token FROM (\n${owned}\n      ) AS owned WHERE owner IS NOT NULL
    ) AS shared CROSS JOIN ${dialect.textRows("pools", ["pool"], [["own"], ["tokenless"]])}
    WHERE CASE pools.pool WHEN 'own' THEN campaign IS NOT NULL AND own_pool <> 'none' ELSE has_token = 1 AND open_campaign IS NOT NULL END`;
}
