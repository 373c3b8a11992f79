import type { SilverRow } from "@liftproof/events";
import fc from "fast-check";
import { silverRow } from "./silver-row.ts";

const dayUs = 86_400_000_000;
const graceUs = 2 * dayUs;
const lookbackUs = 7 * dayUs;
const startUs = Date.UTC(2026, 8, 7) * 1000;

type RowMaker = (eventId: string) => SilverRow;

function instant(): fc.Arbitrary<number> {
  const corners = [0, dayUs - 1, dayUs, dayUs + 1, graceUs, lookbackUs - 1, lookbackUs, lookbackUs + 1, 8 * dayUs];
  return fc.oneof(fc.constantFrom(...corners), fc.nat({ max: 10 * 24 }).map((hours) => hours * (dayUs / 24))).map((offset) => startUs + offset);
}

function delay(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    fc.constantFrom(1, graceUs - 1, graceUs, graceUs + 1, lookbackUs + 300_000_000, lookbackUs + 300_000_001),
  );
}

const person = fc.constantFrom(
  { anonId: "anon-1", userId: null },
  { anonId: "anon-2", userId: null },
  { anonId: "anon-1", userId: "user-1" },
  { anonId: "anon-2", userId: "user-2" },
);

const open: fc.Arbitrary<Partial<SilverRow>> = fc.constantFrom(
  {},
  {},
  { utmSource: "google", utmMedium: "cpc", utmCampaign: "brand" },
  { utmSource: "dealfinder", utmMedium: "affiliate" },
  { utmSource: "(direct)", utmMedium: "(none)" },
  { referrerHost: "www.google.com" },
  { referrerHost: "www.paypal.com" },
  { clickIdKind: "gclid" },
  { clickIdKind: "unheard_of" },
);

/** When the click of a token was, seen from the row that brings it, or by itself. */
type Clicked = { readonly kind: "before"; readonly byUs: number } | { readonly kind: "anywhere"; readonly atUs: number };
type Signed = Partial<SilverRow> & { readonly clicked?: Clicked };

/** Mostly the row follows its click by seconds or minutes, with both sides of the time to confirm; now and then the instants know nothing of each other. */
const clicked: fc.Arbitrary<Clicked> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 2, 45, 600, 1_800, 1_801, 6 * 3_600).map((seconds): Clicked => ({ kind: "before", byUs: seconds * 1_000_000 })) },
  { weight: 1, arbitrary: instant().map((atUs): Clicked => ({ kind: "anywhere", atUs })) },
);

const signed: fc.Arbitrary<Signed> = fc.oneof(
  fc.constant({}),
  fc.constantFrom<Partial<SilverRow>>({ tokenStatus: "bad_signature" }, { tokenStatus: "expired" }, { tokenStatus: "malformed" }),
  fc.constant<Partial<SilverRow>>({ tokenStatus: "verified", clickKind: "link", clickClaims: { key_id: "1", source: "digest" } }),
  fc.record({ nonce: fc.constantFrom("aa", "bb"), clicked, more: fc.constantFrom<Record<string, string>>({}, { partner: "p" }, { partner: "p", trust: "proof" }) }).map(
    ({ nonce, clicked: when, more }): Signed => ({
      tokenStatus: "verified",
      clickKind: "click",
      clickNonce: nonce,
      clickClaims: { key_id: "2", medium: "display", ...more },
      clicked: when,
    }),
  ),
);

function visit(): fc.Arbitrary<RowMaker> {
  return fc
    .record({
      who: person,
      atUs: instant(),
      delayUs: delay(),
      open,
      signed,
      eventName: fc.constantFrom("landing.view", "page.view", "studio.view", "shortlink.click"),
      confirmed: fc.boolean(),
      bot: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
    })
    .map(({ who, atUs, delayUs, open: evidence, signed: { clicked: when, ...token }, eventName, confirmed, bot }) => (eventId) => {
      const clickIssuedUs = when === undefined ? null : when.kind === "before" ? atUs - when.byUs : when.atUs;
      return silverRow({
        eventId,
        eventName,
        ...who,
        eventTsUs: atUs,
        receivedTsUs: Math.max(atUs + delayUs, clickIssuedUs ?? 0),
        ...evidence,
        ...token,
        clickIssuedUs,
        payload: confirmed ? { confirmed: "true" } : {},
        labels: bot ? { bot_ua: "true" } : {},
      });
    });
}

function order(): fc.Arbitrary<RowMaker> {
  return fc
    .record({ who: person, atUs: instant(), open, valueMinor: fc.integer({ min: -500, max: 5000 }), number: fc.nat({ max: 5 }), isTest: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0) })
    .map(({ who, atUs, open: evidence, valueMinor, number, isTest }) => (eventId) =>
      silverRow({
        eventId,
        eventName: "order.created",
        ...who,
        eventTsUs: atUs,
        ...evidence,
        payload: { order_id: `order-${number}`, value_minor: String(valueMinor), currency: "EUR", is_test: String(isTest) },
      }),
    );
}

function link(): fc.Arbitrary<RowMaker> {
  const payload = fc.constantFrom<Record<string, string>>(
    { anon_id: "anon-1", user_id: "user-1" },
    { anon_id: "anon-1", user_id: "user-2" },
    { anon_id: "anon-2", user_id: "user-2" },
    { from_user_id: "user-2", to_user_id: "user-1" },
  );
  return fc.record({ atUs: instant(), delayUs: delay(), payload }).map(({ atUs, delayUs, payload: ids }) => (eventId) =>
    silverRow({
      eventId,
      eventName: "identity.link",
      anonId: ids["anon_id"] ?? null,
      userId: ids["user_id"] ?? ids["to_user_id"] ?? null,
      eventTsUs: atUs,
      receivedTsUs: atUs + delayUs,
      payload: ids,
    }),
  );
}

/**
 * Rows of a few people who meet each other's tokens: visits, clicks, orders, sign-ins and merges.
 *
 * Made to hurt. Instants fall on each other and on both ends of the lookback, of the grace and of the
 * proof window; nonces are shared; ids are merged; some rows come twice, some late.
 */
export const journey: fc.Arbitrary<readonly SilverRow[]> = fc
  .array(fc.oneof({ weight: 5, arbitrary: visit() }, { weight: 2, arbitrary: order() }, { weight: 1, arbitrary: link() }), {
    minLength: 1,
    maxLength: 24,
  })
  .map((makers) => makers.map((make, at) => make(`event-${String(at).padStart(2, "0")}`)));
