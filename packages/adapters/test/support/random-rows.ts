import type { SilverRow } from "@liftproof/events";
import type { Random } from "./random.ts";

const hour = 3_600_000_000;
const day = 24 * hour;
/** 2026-03-01T00:00:00Z */
export const startUs = 1_772_323_200_000_000;

/** Instants that stand exactly on, just before and just after the ends of windows, so that ties and boundaries are common. */
const steps = [0, 1, -1, hour, day, 2 * day, 2 * day + 1, 7 * day, 7 * day + 1, 7 * day - 1, 30 * 60_000_000, 30 * 60_000_000 + 1];
const delays = [0, 0, 0, 1, 300_000_000, 2 * day, 2 * day + 1, 7 * day + 300_000_000, 7 * day + 300_000_001, 9 * day];
/** From the mint to the corrected instant: the half hour in which a landing confirms, and the stretches a token may have aged by. */
const tokenAges = [0, 1, hour / 2 - 1, hour / 2, hour / 2, hour / 2 + 1, hour / 2 + 1, hour, 7 * day, -300_000_000];
const skews = [null, null, 0, hour, -hour, -8 * day, 3 * day];
const words = [null, null, "google", "Google", "(none)", "(direct)", "newsletter", "cpc", "email", "affiliate", "alert", "a'b\"; DROP TABLE lake.events; --", "été", "😀", "ｚ", "direct", "(not set)", "facebook.com", "paid-x", "shopping spree", "video"];
const hosts = [null, null, "www.google.com", "news.example.org", "WWW.Example.org", "chatgpt.com", "mail.google.com", "paypal.com", "l.facebook.com", "shop.test", "pay.shop.test", "t.co", "search.yahoo.co.jp"];
const names = ["landing.view", "landing.view", "page.view", "session.start", "search.query", "shortlink.click", "order.created", "order.created", "exp.view", "growth.alert.click", "profile.view", "identity.link", "referral.invited", "checkout.start", "checkout.start"];

/** How wild the rows are. */
export interface RowPlan {
  readonly events: number;
  readonly people: number;
  readonly days: number;
}

/** Stands for the keyed hash that minters put into tokens: the same 16 digits for the same known person. */
export function identityHash(identityId: string): string {
  let hash = 0x811c9dc5;
  for (const character of identityId) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(16, "0");
}

/** Accepted rows with ties, shared nonces, replays, late receipts, bots and hostile labels. Event ids are unique. */
export function randomRows(random: Random, { events, people, days }: RowPlan): SilverRow[] {
  const nonces = Array.from({ length: Math.max(4, Math.floor(events / 8)) }, (_, at) => `n${at}`);
  const orders = Math.max(3, Math.floor(events / 8));
  return Array.from({ length: events }, (_, at) => randomRow(random, { at, people, days, nonces, orders }));
}

interface Draw {
  readonly at: number;
  readonly people: number;
  readonly days: number;
  readonly nonces: readonly string[];
  readonly orders: number;
}

function randomRow(random: Random, { at, people, days, nonces, orders }: Draw): SilverRow {
  const eventName = random.pick(names);
  const eventTsUs = startUs + random.below(days * 4) * 6 * hour + random.pick(steps) + 10 * day;
  const receivedTsUs = eventTsUs + random.pick(delays);
  const clockSkewUs = random.pick(skews);
  const arrivalUs = Math.min(eventTsUs + (clockSkewUs ?? 0), receivedTsUs);
  const person = random.below(people);
  const isSigned = random.chance(0.35);
  const kind = random.pick(["link", "click", "click"] as const);
  const claims = Object.fromEntries(
    (["source", "medium", "campaign"] as const).flatMap((key) => {
      const word = random.pick(words);
      return word === null ? [] : [[key, word]];
    }),
  );
  if (random.chance(0.25)) claims["partner"] = random.pick(["acme", "umbrella"]);
  if (random.chance(0.2)) claims["trust"] = "proof";
  if (random.chance(0.2)) claims["identity_hash"] = identityHash(`u:user-${random.below(people)}`);
  const isOrder = eventName === "order.created";
  return {
    eventDt: new Date(eventTsUs / 1000).toISOString().slice(0, 10),
    eventName,
    eventTsUs,
    receivedTsUs,
    clockSkewUs,
    eventId: `${random.pick(["e", "E", "ｚ", "😀"])}${at}`,
    userId: random.chance(0.4) ? `user-${person}` : null,
    anonId: `anon-${person}-${random.below(2)}`,
    sessionId: random.chance(0.3) ? `session-${random.below(3)}` : null,
    deviceFp: random.pick([null, "device-1", "device-2", "shared'office"]),
    pagePath: random.chance(0.5) ? "/a'b" : null,
    country: null,
    city: null,
    utmSource: random.chance(0.5) ? random.pick(words) : null,
    utmMedium: random.chance(0.5) ? random.pick(words) : null,
    utmCampaign: random.chance(0.3) ? random.pick(words) : null,
    referrerHost: random.chance(0.4) ? random.pick(hosts) : null,
    clickIdKind: random.chance(0.15) ? random.pick(["gclid", "FBCLID", "unknown_id", "irclid"]) : null,
    clickToken: isSigned ? `token${at}` : null,
    tokenStatus: isSigned ? "verified" : random.pick(["missing", "missing", "malformed", "bad_signature", "expired"]),
    clickKind: isSigned ? kind : null,
    clickNonce: isSigned && kind === "click" ? random.pick(nonces) : null,
    clickIssuedUs: isSigned && kind === "click" ? arrivalUs - random.pick(tokenAges) : null,
    referrerCode: isSigned && random.chance(0.15) ? random.pick(["REF1", "REF2"]) : null,
    clickClass: eventName === "shortlink.click" ? random.pick(["person", "unconfirmed", "prefetch", null]) : null,
    clickClaims: isSigned ? { ...claims, key_id: random.pick(["k1", "k2"]) } : {},
    labels: random.chance(0.04) ? { [random.pick(["bot_ua", "webdriver", "sec_purpose"])]: "true" } : {},
    payload: {
      ...(random.chance(eventName === "landing.view" ? 0.7 : 0.3) ? { confirmed: "true" } : {}),
      ...(isOrder ? orderPayload(random, orders) : {}),
      ...((isOrder || eventName === "checkout.start") && random.chance(0.8) ? { checkout_id: `c${random.below(4)}` } : {}),
      ...(eventName === "identity.link" ? linkPayload(random, people) : {}),
      ...(eventName === "referral.invited" ? { referrer_code: random.pick(["REF1", "REF2", "REF3"]) } : {}),
    },
    rawJson: `{"at":${at}}`,
    schemaVersion: 1,
  };
}

function orderPayload(random: Random, orders: number): Record<string, string> {
  const payload: Record<string, string> = {
    order_id: `o${random.below(orders)}`,
    value_minor: `${random.pick([0, 1, 2, 99, 100, 101, 12_345, -500, 9_007_199_254_740_991])}`,
    currency: random.pick(["EUR", "EUR", "USD"]),
  };
  if (random.chance(0.05)) payload["is_test"] = "true";
  if (random.chance(0.03)) delete payload["currency"];
  return payload;
}

/** Mostly an anonymous id that signs in, now and then on somebody else's account; sometimes two accounts that are one person. */
function linkPayload(random: Random, people: number): Record<string, string> {
  const person = random.below(people);
  if (random.chance(0.15)) return { from_user_id: `user-${person}`, to_user_id: `user-${random.below(people)}` };
  return { anon_id: `anon-${person}-${random.below(2)}`, user_id: `user-${random.chance(0.9) ? person : random.below(people)}` };
}
