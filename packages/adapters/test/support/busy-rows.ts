import type { SilverRow } from "@liftproof/events";
import { randomRows, startUs } from "./random-rows.ts";
import type { Random } from "./random.ts";

const minute = 60_000_000;

/** Names beside those of `randomRows`, with the payload that each draws. */
const payloads: Readonly<Record<string, (random: Random) => Record<string, string>>> = {
  "search.query": (random) => ({ query: random.pick(["loft", "barn", "o'brien"]), results: `${random.below(9)}` }),
  "search.result_click": (random) => ({ position: `${random.below(9)}`, studio_id: `s${random.below(4)}`, ...(random.chance(0.6) ? { query: random.pick(["loft", "barn"]) } : {}) }),
  "growth.mail.sent": (random) => (random.chance(0.9) ? { mail_id: `m${random.below(6)}` } : {}),
  "growth.mail.open": (random) => ({ mail_id: `m${random.below(6)}` }),
  "digest.click": (random) => ({ mail_id: `m${random.below(6)}` }),
  "studio.view": (random) => (random.chance(0.9) ? { studio_id: `s${random.below(4)}` } : {}),
  "profile.view": (random) => ({ profile_id: `p${random.below(4)}` }),
  "profile.updated": (random) => ({ name: random.pick(["Ann", "Bo"]), ...(random.chance(0.5) ? { profile_id: `p${random.below(4)}` } : {}) }),
  "message.sent": (random) => ({ ...(random.chance(0.8) ? { message_id: `x${random.below(30)}` } : {}), ...(random.chance(0.7) ? { thread_id: `t${random.below(5)}` } : {}) }),
  "checkout.start": (random) => ({ checkout_id: `c${random.below(4)}` }),
  "checkout.complete": (random) => ({ checkout_id: `c${random.below(4)}` }),
  "payout.created": (random) => ({ payout_id: `y${random.below(8)}`, ...(random.chance(0.7) ? { amount_minor: `${random.below(900)}`, currency: "EUR" } : {}) }),
  "payout.paid": (random) => ({ payout_id: `y${random.below(8)}`, ...(random.chance(0.5) ? { amount_minor: `${random.below(900)}`, currency: "USD" } : {}) }),
  "support.opened": (random) => ({ ticket_id: `k${random.below(6)}`, ...(random.chance(0.5) ? { topic: "refund" } : {}) }),
  "support.closed": (random) => ({ ticket_id: `k${random.below(6)}` }),
  "dmca.filed": (random) => ({ claim_id: `d${random.below(5)}` }),
  "dmca.resolved": (random) => ({ claim_id: `d${random.below(5)}`, upheld: random.pick(["true", "false"]) }),
  "referral.invited": (random) => ({ referral_id: `r${random.below(6)}`, ...(random.chance(0.7) ? { referrer_code: random.pick(["REF1", "REF2"]) } : {}) }),
  "referral.joined": (random) => ({ ...(random.chance(0.8) ? { referral_id: `r${random.below(6)}` } : {}), referrer_code: random.pick(["REF1", "REF3"]) }),
  "page.view": () => ({}),
  "session.start": () => ({}),
};

/** Rows of every family beside those that attribution reads; half of them close together, so that visits have many. */
export function busyRows(random: Random, plan: { readonly events: number; readonly people: number; readonly days: number }): readonly SilverRow[] {
  const names = Object.keys(payloads);
  return [...randomRows(random, { ...plan, events: Math.ceil(plan.events / 3) }), ...randomRows(random, plan).map((row, at): SilverRow => {
    const eventName = random.pick(names);
    const eventTsUs = random.chance(0.8) ? startUs + random.below(4) * 86_400_000_000 + random.below(120) * 10 * minute + random.below(3) : row.eventTsUs;
    return {
      ...row,
      eventId: `busy-${at}`,
      eventName,
      eventTsUs,
      eventDt: new Date(eventTsUs / 1000).toISOString().slice(0, 10),
      receivedTsUs: eventTsUs + Math.max(0, row.receivedTsUs - row.eventTsUs),
      clickIssuedUs: row.clickIssuedUs === null ? null : eventTsUs,
      payload: payloads[eventName]?.(random) ?? {},
    };
  })];
}
