import { attributionRules } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { factsOf } from "./support/facts.ts";
import { baseUs, dayUs, hourUs, type OwnedRow, rowOf } from "./support/rows.ts";

const order: OwnedRow = { identityId: "a", row: rowOf({ eventId: "o", eventName: "order.created", payload: { order_id: "o", checkout_id: "c", value_minor: "1", currency: "EUR" } }) };
const checkout: OwnedRow = { identityId: "a", row: rowOf({ eventId: "s", eventName: "checkout.start", eventTsUs: baseUs - 60, payload: { checkout_id: "c" } }) };
const custom = attributionRules({ customChannelRules: [{ channel: "Friends", all: [{ field: "campaign", op: "in", value: ["friends"] }] }] });

function winner(labels: object, receivedTsUs: number, rows: readonly OwnedRow[]): string | null {
  const touch = { identityId: "a", row: rowOf({ eventId: "t", eventTsUs: baseUs - 30, receivedTsUs, ...labels }) };
  return factsOf([...rows, touch], custom, baseUs + 30 * dayUs)[0]?.winningEventId ?? null;
}

/** Labels that an earlier channel rule takes: social media, shopping, a digest, a rule of one's own. */
const hidden = [
  { utmSource: "facebook" },
  { utmSource: "acme", utmCampaign: "spring-shop" },
  { utmSource: "digest" },
  { utmSource: "acme", utmCampaign: "friends" },
];

describe("labels that name a partner", () => {
  test("edge: the medium says so whatever channel an earlier rule made of them, late and in a checkout", () => {
    for (const labels of hidden) {
      for (const utmMedium of ["affiliate", "Affiliates", "partner", "refer-a-friend"]) {
        expect(winner({ ...labels, utmMedium }, baseUs + hourUs, [order])).toBeNull();
        expect(winner({ ...labels, utmMedium }, baseUs - 30, [order, checkout])).not.toBe("t");
        expect(winner({ ...labels, utmMedium }, baseUs - 30, [order])).toBe("t");
      }
      expect(winner({ ...labels, utmMedium: "newsletter" }, baseUs + hourUs, [order])).toBe("t");
      expect(winner({ ...labels, utmMedium: "newsletter" }, baseUs - 30, [order, checkout])).toBe("t");
    }
  });

  test("edge: a source that makes the channel a referral program names one as well", () => {
    expect(winner({ utmSource: "refer-a-friend" }, baseUs + hourUs, [order])).toBeNull();
    expect(winner({ utmSource: "refer-a-friend" }, baseUs - 30, [order])).toBe("t");
  });
});
