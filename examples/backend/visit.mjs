/** One visit to a shop, as its backend sees it: a signed click, a variant, and the events that tell of both. */
import { assign, exposureId } from "@liftproof/assignment";
import { createTokenService, generateKey, loadKeyRing, randomNonce } from "@liftproof/click-token/node";
import { accept } from "@liftproof/events";

const experiment = { expId: "checkout_cta", status: "running", variants: ["control", "short_form"], weights: [50, 50] };

/**
 * @param {{ anonId: string, sessionId: string, atUs: number }} visitor who came, in which session and when (epoch microseconds)
 * @returns the verdict on the click, the variant shown, and the rows the lake would get
 */
export function visit({ anonId, sessionId, atUs }) {
  const key = generateKey({ id: "1", notBefore: "2026-01-01T00:00:00Z", notAfter: "2036-01-01T00:00:00Z", maxLifetime: "24h" });
  const tokens = createTokenService(loadKeyRing({ keys: [key] }));

  // The redirector mints the token at the click; a second later the landing page arrives with it.
  const token = tokens.mint({ kind: "click", campaign: "spring_sale", medium: "email" }, { keyId: key.id, issuedAtUs: atUs, nonce: randomNonce() });
  const landedAtUs = atUs + 1_000_000;

  const decision = assign(experiment, anonId, {}, { durableIdentity: true, nowUs: landedAtUs });
  const events = [
    { event_name: "landing.view", event_id: `landing/${sessionId}`, page_path: "/sale", click_token: token, payload: { confirmed: true } },
    ...exposures(decision, { anonId, sessionId }),
  ];
  const outcomes = events.map((event) =>
    accept(JSON.stringify({ ...event, event_ts_us: landedAtUs, anon_id: anonId, session_id: sessionId }), { receivedAtUs: landedAtUs, verify: tokens.verify }),
  );
  return { click: tokens.verify(token, landedAtUs).status, decision, outcomes };
}

/** Nobody outside the experiment is exposed, and neither is a preview: then there is no id. */
function exposures(decision, { anonId, sessionId }) {
  const id = exposureId(decision, { sessionId, unitId: anonId });
  if (id === undefined) return [];
  const { expId, phase, variant, reason, bucket, hashVersion } = decision;
  return [
    {
      event_name: "exp.view",
      event_id: id,
      payload: { exp_id: expId, phase, variant, unit_type: "anonymous", unit_id: anonId, hash_version: hashVersion, bucket, reason },
    },
  ];
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) {
  const { click, decision, outcomes } = visit({ anonId: "a-1842", sessionId: "s-1", atUs: Date.now() * 1000 });
  console.log(`click ${click}; sees ${decision.variant} of ${decision.expId} (${decision.reason})`);
  for (const outcome of outcomes) console.log(outcome.kind === "accepted" ? `accepted ${outcome.row.eventName}` : `refused: ${outcome.rejection.message}`);
}
