import { silverColumns } from "@liftproof/events";
import type { ProofKnowledge } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import fc from "fast-check";

export const hourUs = 3_600_000_000;
export const dayUs = 24 * hourUs;
/** Noon of an ordinary day, far from any edge of time. */
export const baseUs = 1_790_000_000_000_000;

/** Every column absent; the columns themselves are listed in the package that owns them. */
const blankRow = Object.fromEntries(silverColumns.map(({ field, type }) => [field, type === "map" ? {} : null])) as unknown as SilverRow;

/** A silver row with nothing in it but what the test is about. */
export function rowOf(changes: Partial<SilverRow> & Pick<SilverRow, "eventId">): SilverRow {
  return {
    ...blankRow,
    eventDt: "2026-09-21",
    eventName: "landing.view",
    eventTsUs: baseUs,
    receivedTsUs: changes.eventTsUs ?? baseUs,
    anonId: "a",
    tokenStatus: "missing",
    rawJson: "{}",
    schemaVersion: 1,
    ...changes,
  };
}

/** Distances at which something changes, with their neighbors. */
const edges = [0, hourUs / 2, 24 * hourUs, 48 * hourUs, 7 * dayUs, 7 * dayUs + 300_000_000].flatMap((edge) => [edge - 1, edge, edge + 1]);
const distance = fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: 9 * dayUs }), fc.integer({ min: 0, max: 3 }));
const instant = distance.map((back) => baseUs - back);
/** Order of code points and of UTF-16 units differ on the last two. */
const idHead = fc.constantFrom("e", "f", "\u{1f600}", "\uff5e");

export interface OwnedRow {
  readonly row: SilverRow;
  readonly identityId: string;
}

/** Who owns a referrer code and what the hashes in tokens mean; one visitor of the histories is nobody known. */
export const known: ProofKnowledge = {
  identityHashOf: (identityId) => (identityId.startsWith("u:") ? `hash of ${identityId}` : undefined),
  referrerOf: (code) => (code === "r1" ? "u:2" : undefined),
  loweredKeys: [{ keyId: "k2", fromUs: baseUs - 3 * dayUs, toUs: baseUs - dayUs }],
};

const label = fc.constantFrom(null, "google", "facebook", "partner-a", "(none)", "affiliate", "email");
const tokenPart = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({ tokenStatus: fc.constantFrom("expired" as const, "bad_signature" as const, "malformed" as const) }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        clickKind: fc.constantFrom("link" as const, "click" as const, "click" as const),
        nonce: fc.constantFrom("n1", "n2", "n3"),
        issuedUs: instant,
        partner: fc.constantFrom(null, null, null, "p1"),
        referrerCode: fc.constantFrom(null, null, null, "r1"),
        trust: fc.constantFrom(null, null, "proof"),
        source: label,
        medium: label,
        campaign: fc.constantFrom(null, null, "Spring"),
        identityHash: fc.constantFrom(null, null, null, "hash of u:2", "hash of u:3"),
        keyId: fc.constantFrom("k1", "k1", "k2"),
      })
      .map((token) => ({
        tokenStatus: "verified" as const,
        clickKind: token.clickKind,
        clickNonce: token.clickKind === "click" ? token.nonce : null,
        clickIssuedUs: token.issuedUs,
        referrerCode: token.referrerCode,
        clickClaims: withoutNulls({
          key_id: token.keyId,
          partner: token.partner,
          trust: token.trust,
          source: token.source,
          medium: token.medium,
          campaign: token.campaign,
          identity_hash: token.identityHash,
        }),
      })),
  },
);

const eventName = fc.constantFrom(
  "landing.view",
  "landing.view",
  "page.view",
  "session.start",
  "shortlink.click",
  "order.created",
  "order.created",
  "search.query",
  "exp.view",
  "checkout.start",
);

const ownedRow: fc.Arbitrary<OwnedRow> = fc
  .record({
    identityId: fc.constantFrom("a:1", "a:1", "u:2"),
    idHead,
    eventName,
    eventTsUs: instant,
    delayUs: fc.oneof(fc.constant(0), distance),
    clockSkewUs: fc.constantFrom(null, null, 0, 1, -1, hourUs),
    utmSource: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, label),
    utmMedium: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, label),
    utmCampaign: fc.constantFrom(null, null, null, "spring", "autumn"),
    clickIdKind: fc.constantFrom(null, null, null, "gclid", "unknown_id"),
    referrerHost: fc.constantFrom(null, null, null, "www.google.com", "checkout.stripe.com", "blog.example"),
    isBot: fc.constantFrom(false, false, false, false, true),
    isTest: fc.constantFrom(false, false, false, true),
    confirmed: fc.boolean(),
    clickClass: fc.constantFrom(null, "unconfirmed", "person"),
    // Landings on both sides of the end of the half hour; null leaves the mint where it fell.
    mintedAgoUs: fc.constantFrom(null, 0, hourUs / 2 - 1, hourUs / 2, hourUs / 2, hourUs / 2 + 1),
    valueMinor: fc.integer({ min: -500, max: 5000 }),
    orderId: fc.constantFrom("o1", "o2", "o3", "o4"),
    checkoutId: fc.constantFrom(null, "c1", "c1", "c2"),
    sessionId: fc.constantFrom(null, null, "s1", "s2"),
    token: tokenPart,
  })
  .map((seed) => ({
    identityId: seed.identityId,
    row: rowOf({
      eventId: seed.idHead,
      eventName: seed.eventName,
      eventTsUs: seed.eventTsUs,
      receivedTsUs: seed.eventTsUs + seed.delayUs,
      clockSkewUs: seed.clockSkewUs,
      utmSource: seed.utmSource,
      utmMedium: seed.utmMedium,
      utmCampaign: seed.utmCampaign,
      clickIdKind: seed.clickIdKind,
      referrerHost: seed.referrerHost,
      sessionId: seed.sessionId,
      labels: seed.isBot ? { bot_ua: "true" } : {},
      payload: {
        ...(seed.confirmed ? { confirmed: "true" } : {}),
        ...(seed.checkoutId === null ? {} : { checkout_id: seed.checkoutId }),
        ...(seed.eventName === "order.created"
          ? { order_id: seed.orderId, value_minor: String(seed.valueMinor), currency: "EUR", is_test: String(seed.isTest) }
          : {}),
      },
      ...(seed.eventName === "shortlink.click" ? { clickClass: seed.clickClass } : {}),
      ...seed.token,
      ...("clickIssuedUs" in seed.token && seed.mintedAgoUs !== null
        ? { clickIssuedUs: Math.min(seed.eventTsUs + (seed.clockSkewUs ?? 0), seed.eventTsUs + seed.delayUs) - seed.mintedAgoUs }
        : {}),
    }),
  }));

/** Up to twenty-four rows of two people who share nonces, meet at equal instants and hit every boundary; ids are unique. */
export const history: fc.Arbitrary<readonly OwnedRow[]> = fc
  .array(ownedRow, { maxLength: 24, size: "max" })
  .chain((rows) => fc.shuffledSubarray(rows.map((_, at) => at), { minLength: rows.length }).map((ranks) => ({ rows, ranks })))
  .map(({ rows, ranks }) =>
    rows.map(({ row, identityId }, at) => ({
      identityId,
      row: { ...row, eventId: `${row.eventId}${String(ranks[at]).padStart(2, "0")}` },
    })),
  );

/** The same rows pressed into thirty hours of one person and two checkouts, with labels that may come into them. */
export const checkoutHistory: fc.Arbitrary<readonly OwnedRow[]> = history.map((rows) =>
  rows.map(({ row }, at) => {
    const backUs = (baseUs - row.eventTsUs) % (30 * hourUs);
    const isOrder = row.eventName === "order.created";
    return {
      identityId: "a:1",
      row: {
        ...row,
        eventName: at % 7 === 0 && !isOrder ? "checkout.start" : row.eventName,
        eventTsUs: baseUs - backUs,
        receivedTsUs: baseUs - backUs + (row.receivedTsUs - row.eventTsUs),
        utmSource: isOrder ? null : (row.utmSource ?? (at % 3 === 0 ? "google" : null)),
        payload: { ...row.payload, checkout_id: row.payload["checkout_id"] ?? "c1" },
      },
    };
  }),
);

export const watermark: fc.Arbitrary<number> = fc.oneof(
  fc.constant(baseUs + 30 * dayUs),
  fc.constantFrom(baseUs, baseUs + 48 * hourUs, baseUs + 48 * hourUs - 1),
  instant,
);

function withoutNulls(values: Record<string, string | null>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) if (value !== null) kept[key] = value;
  return kept;
}
