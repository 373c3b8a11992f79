import { attributeOrders, attributionRules, creditOrders } from "@liftproof/attribution";
import type { AttributionRules } from "@liftproof/attribution";
import { attributionStatements, dialects } from "@liftproof/lake";
import { afterAll, describe, expect, test } from "vitest";
import { buildLake, ingestBronze, openLake, readReport } from "@liftproof/adapters/duckdb";
import { canonicalFacts, canonicalRows, factQuery } from "./support/canonical-facts.ts";
import { seededRandom } from "./support/random.ts";
import { identityHash, randomRows, startUs } from "./support/random-rows.ts";
import type { RowPlan } from "./support/random-rows.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { journeysOf } from "./support/typescript-journeys.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const day = 86_400_000_000;
const watermarkUs = startUs + 26 * day;
/** A crowd with a few touches each, and two busy people whose touches tie and whose tokens are shared. */
const plans: readonly (RowPlan & { readonly seed: number })[] = [
  { events: 1800, people: 180, days: 20, seed: 1 },
  { events: 600, people: 2, days: 10, seed: 2 },
];
const ruleSets: readonly (readonly [string, AttributionRules])[] = [
  ["the defaults", attributionRules({ ownDomains: ["shop.test"] })],
  ["impressions and short windows", attributionRules({ viewThrough: { lookbackUs: 30 * day, eventNames: ["growth.alert.click", "order.created"] }, proofWindowUs: day, partnerProofWindowUs: null, graceUs: 0, collapseGapUs: null, positionWeights: [0, 1, 0] })],
  ["no lookback, and orders that spend what lies before them", attributionRules({ lookbackUs: null, conversionIsTouch: true, resetAtOrder: true, positionWeights: [1, 0, 2] })],
  [
    "impressions, and orders that spend what lies before them",
    attributionRules({
      resetAtOrder: true,
      partnerProofWindowUs: day,
      couponSources: ["google"],
      requireProof: [{ campaign: "newsletter" }],
      viewThrough: { lookbackUs: 3 * day, eventNames: ["search.query", "landing.view", "checkout.start", "a'b"] },
      fraud: { mode: "burst", windows: [{ windowUs: 2 * day, maxTouches: 1 }], allowedDevices: [] },
    }),
  ],
  [
    "another edition and hostile custom rules",
    attributionRules({
      channelEdition: "2023-11",
      lookbackUs: 2 * day,
      couponSources: ["Google", "été", "a'b\"; DROP TABLE lake.events; --"],
      proofMode: "report",
      requireProof: [{ campaign: "newsletter" }],
      customChannelRules: [{ channel: "O'Brien \"; DROP TABLE lake.events; --", any: [{ field: "source", op: "endsWith", value: "é" }, { field: "campaign", op: "contains", value: "'" }] }],
    }),
  ],
  [
    "claims that need proof, a distrusted key and bursts",
    attributionRules({
      requireProof: [{ campaign: "NEWSLETTER", keyIds: ["k1"] }, { partner: "Acme" }, { campaign: "a'b\"; DROP TABLE lake.events; --" }],
      distrust: [{ keyId: "k2", fromUs: startUs + 14 * day, toUs: startUs + 16 * day }],
      fraud: { mode: "burst", windows: [{ windowUs: day / 24, maxTouches: 1 }, { windowUs: 2 * day, maxTouches: 3 }], allowedDevices: ["shared'office"] },
    }),
  ],
  ["excess and a guard for many sources", attributionRules({ lookbackUs: null, couponSources: ["google", "newsletter", "alert"], fraud: { mode: "excess", windows: [{ windowUs: 3 * day, maxTouches: 2 }], allowedDevices: [] } })],
  ["proof off and no guard", attributionRules({ proofMode: "off", checkoutGuard: false, requireProof: [{ campaign: "newsletter" }] })],
];

interface ModelCredit {
  readonly orderId: string;
  readonly model: string;
  readonly eventId: string | null;
  readonly creditMinor: number;
}

const creditText = ({ orderId, model, eventId, creditMinor }: ModelCredit): string => JSON.stringify([orderId, model, eventId, creditMinor]);

/** Claims that would have been candidates, had they not come into a checkout. */
const injectionQuery = `SELECT count(*) AS injected FROM lake.int_touches AS t JOIN lake.fact_orders AS o ON o.identity_id = t.identity_id
WHERE t.claimed_us > o.checkout_started_us AND t.visible_from_us <= o.order_ts_us AND t.touch_ts_us <= o.order_ts_us`;

/** Every reason, rejection and proof state met in the whole file. */
const reasons = new Set<string>();

describe("attribution in TypeScript and in DuckDB", () => {
  // The rows are wild enough to meet them all.
  afterAll(() => {
    const facts = ["proof", "proof_over_recency", "last_non_direct", "only_direct", "only_rejected", "no_touch", "view_through"];
    const touches = ["too_fast", "unproven_claim", "self_referral", "proven", "unconfirmed", "replayed", "reload", "identity_mismatch", "checkout_injection"];
    expect([...reasons]).toEqual(expect.arrayContaining([...facts, ...touches]));
  });

  for (const [name, rules] of ruleSets) {
    test(`law: facts and credits are the same bytes under ${name}`, async () => {
      for (const plan of plans) {
        const rows = randomRows(seededRandom(plan.seed), plan);
        const root = temporaryFolder();
        for (let from = 0; from < rows.length; from += 1000) writeObject(root, rows.slice(from, from + 1000).map(lineOf));
        const lake = await openLake({ threads: 2 });
        await ingestBronze({ lake, bronzeRoot: root });
        await buildLake({ lake, rules, watermarkUs, identityHashOf: (id) => (id.startsWith("u:") ? identityHash(id) : undefined) });

        const input = { ...journeysOf(rows, rules, watermarkUs), rules, watermarkUs };
        const facts = attributeOrders(input);
        for (const { reason } of facts) reasons.add(reason);
        for (const row of await lake.all("SELECT DISTINCT rejection, proof_state FROM lake.int_touches")) {
          reasons.add(String(row["rejection"]));
          reasons.add(String(row["proof_state"]));
        }
        for (const row of await lake.all(injectionQuery)) if (Number(row["injected"]) > 0) reasons.add("checkout_injection");
        expect(canonicalRows(await lake.all(factQuery))).toBe(canonicalFacts(facts));
        // Nobody joined, everybody walked, and the other way around.
        for (const walkAbove of plan.people > 2 ? [0] : [0, rows.length]) {
          await lake.run("DELETE FROM lake.fact_attribution_checkout");
          await lake.run(attributionStatements({ dialect: dialects.duckdb, rules, watermarkUs, walkAbove }).find((each) => each.name === "winners")?.sql ?? "");
          expect(canonicalRows(await lake.all(factQuery))).toBe(canonicalFacts(facts));
        }

        const credits = creditOrders({ ...input, models: ["first", "last", "last-non-direct", "linear", "position"] });
        const inSql = await lake.all("SELECT order_id, model, event_id, credit_minor FROM lake.fact_attribution_credit");
        const fromSql = inSql.map((row): ModelCredit => ({ orderId: String(row["order_id"]), model: String(row["model"]), eventId: row["event_id"] as string | null, creditMinor: Number(row["credit_minor"]) }));
        expect(fromSql.map(creditText).sort()).toEqual(credits.map(creditText).sort());

        const { attribution, health } = await readReport(lake);
        const ours = facts.filter(({ currency }) => currency === attribution?.currency);
        const moved = ours.filter(({ channel, withoutProofChannel, hasClickProof }) => hasClickProof && channel !== withoutProofChannel);
        expect(attribution?.proof).toEqual({
          ordersMoved: moved.length,
          valueMovedMinor: Number(moved.reduce((sum, { orderValueMinor }) => sum + BigInt(orderValueMinor), 0n)),
          ordersWithProof: ours.filter(({ hasClickProof }) => hasClickProof).length,
        });
        const received = rows.filter(({ receivedTsUs }) => receivedTsUs <= watermarkUs);
        expect(attribution?.tokenStatus["verified"]).toBe(received.filter(({ tokenStatus }) => tokenStatus === "verified").length);
        expect(health?.late).toBe(received.filter(({ receivedTsUs, eventTsUs }) => receivedTsUs - eventTsUs > day).length);
        await lake.close();
      }
    });
  }
});
