import type { SilverRow } from "@liftproof/events";
import type { TouchLabels } from "@liftproof/attribution";
import { attributionRules, meaningfulLabel, orderVerdict, touchOf, touchVerdict } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { baseUs, dayUs, rowOf } from "./support/rows.ts";

const rules = attributionRules({ ownDomains: ["shop.example"] });
const touch = (changes: Partial<SilverRow>): ReturnType<typeof touchOf> => touchOf(rowOf({ eventId: "e", ...changes }), "a", rules);
const open = (changes: Partial<SilverRow>): TouchLabels | null | undefined => touch(changes)?.open;
const kindOf = (changes: Partial<SilverRow>): string => {
  const verdict = touchVerdict(rowOf({ eventId: "e", ...changes }), "a", rules);
  return verdict.kind === "touch" ? "touch" : verdict.reason;
};

describe("what is a touch", () => {
  test("example: evidence makes a touch of any event, a visit is one without", () => {
    expect(kindOf({ eventName: "search.query" })).toBe("no_evidence");
    expect(kindOf({ eventName: "search.query", utmSource: "google" })).toBe("touch");
    expect(["session.start", "landing.view", "page.view"].map((eventName) => kindOf({ eventName }))).toEqual(["touch", "touch", "touch"]);
    expect(kindOf({ eventName: "order.created", clickIdKind: "gclid" })).toBe("touch");
  });

  test("edge: a token that was not verified is no evidence", () => {
    for (const tokenStatus of ["malformed", "unknown_key", "bad_signature", "key_not_valid", "revoked", "expired", "not_yet_valid"] as const) {
      expect(kindOf({ eventName: "shortlink.click", tokenStatus, clickToken: "x" })).toBe("no_evidence");
      expect(touch({ tokenStatus, clickToken: "x" })).toMatchObject({ token: null, signed: null, open: null, tokenStatus });
    }
  });

  test("edge: bots and experiment, identity and profile events are never touches", () => {
    expect(kindOf({ labels: { bot_ua: "true" }, utmSource: "google" })).toBe("bot");
    expect(kindOf({ labels: { webdriver: "true" }, utmSource: "google" })).toBe("bot");
    expect(kindOf({ labels: { bot_ua: "false" } })).toBe("touch");
    expect(["exp.view", "identity.link", "profile.view"].map((eventName) => kindOf({ eventName, utmSource: "google" }))).toEqual([
      "ignored_event",
      "ignored_event",
      "ignored_event",
    ]);
  });

  test("edge: the words for nothing mean nothing, in any case", () => {
    for (const word of ["(direct)", "direct", "$direct", "(none)", "NONE", "(not set)", "", null]) {
      expect(meaningfulLabel(word)).toBeNull();
      expect(open({ utmSource: word, utmMedium: word, utmCampaign: word })).toBeNull();
    }
    expect(open({ utmSource: "(direct)", utmMedium: "email" })).toEqual({ channel: "Email", source: null, medium: "email", campaign: null });
  });
});

describe("labels", () => {
  test("example: UTM speaks before a click id, a click id before the referrer", () => {
    const all = { utmSource: "news", utmMedium: "email", clickIdKind: "gclid", referrerHost: "www.bing.com" };
    expect(open(all)?.channel).toBe("Email");
    expect(open({ ...all, utmSource: null, utmMedium: null })).toEqual({ channel: "Paid Search", source: "google", medium: "cpc", campaign: null });
    expect(open({ referrerHost: "www.bing.com" })).toEqual({ channel: "Organic Search", source: "bing", medium: "organic", campaign: null });
  });

  test("example: referrers of known kinds, and the plain referral", () => {
    const hosts = ["l.facebook.com", "www.youtube.com", "chatgpt.com", "mail.google.com", "www.blog.example", "t.co", "duckduckgo.com"];
    expect(hosts.map((referrerHost) => open({ referrerHost })).map((labels) => [labels?.channel, labels?.source])).toEqual([
      ["Organic Social", "facebook"],
      ["Organic Video", "youtube"],
      ["AI Assistant", "chatgpt.com"],
      ["Email", "mail.google.com"],
      ["Referral", "blog.example"],
      ["Organic Social", "twitter"],
      ["Organic Search", "duckduckgo.com"],
    ]);
  });

  test("edge: payment and sign-in pages, and our own hosts, are no referrers", () => {
    for (const referrerHost of ["checkout.stripe.com", "www.paypal.com", "accounts.google.com", "shop.example", "www.shop.example"]) {
      expect(open({ referrerHost })).toBeNull();
    }
    expect(open({ referrerHost: "notshop.example" })?.channel).toBe("Referral");
  });

  test("edge: a click id nobody knows is no evidence", () => {
    expect(open({ clickIdKind: "zzclid" })).toBeNull();
  });

  test("edge: under the edition of 2023-11 an assistant is a plain referral", () => {
    const old = attributionRules({ channelEdition: "2023-11" });
    expect(touchOf(rowOf({ eventId: "e", referrerHost: "chatgpt.com" }), "a", old)?.open?.channel).toBe("Referral");
  });

  test("edge: a label missing from the claims is not filled from UTM", () => {
    const signed = touch({
      tokenStatus: "verified",
      clickKind: "link",
      clickClaims: { key_id: "k", source: "newsletter" },
      utmMedium: "cpc",
      utmCampaign: "stolen",
    });
    expect(signed?.signed).toEqual({ channel: "Unassigned", source: "newsletter", medium: null, campaign: null });
    expect(signed?.open).toEqual({ channel: "Paid Other", source: null, medium: "cpc", campaign: "stolen" });
    const silent = touch({ tokenStatus: "verified", clickKind: "link", clickClaims: { key_id: "k" }, utmSource: "google", utmMedium: "cpc", utmCampaign: "spring", clickIdKind: "gclid", referrerHost: "www.bing.com" });
    expect(silent?.signed).toEqual({ channel: "Unassigned", source: null, medium: null, campaign: null });
  });
});

describe("when a touch happened", () => {
  test("edge: the client's clock is corrected by its skew and never runs ahead of receipt", () => {
    const at = (clockSkewUs: number | null): number | undefined => touch({ eventTsUs: baseUs - 100, receivedTsUs: baseUs, clockSkewUs })?.arrivalTsUs;
    expect([at(null), at(50), at(100), at(101)]).toEqual([baseUs - 100, baseUs - 50, baseUs, baseUs]);
  });

  test("edge: an instant too far before receipt is replaced by receipt and flagged", () => {
    const limitUs = 7 * dayUs + 300_000_000;
    expect(touch({ eventTsUs: baseUs - limitUs, receivedTsUs: baseUs })).toMatchObject({ clamped: false, arrivalTsUs: baseUs - limitUs });
    expect(touch({ eventTsUs: baseUs - limitUs - 1, receivedTsUs: baseUs })).toMatchObject({ clamped: true, arrivalTsUs: baseUs });
  });
});

describe("what is an order", () => {
  const order = (changes: Partial<SilverRow>): ReturnType<typeof orderVerdict> =>
    orderVerdict(
      rowOf({ eventId: "e", eventName: "order.created", payload: { order_id: "o", value_minor: "-250", currency: "EUR" }, ...changes }),
      "a",
    );

  test("example: an order keeps its value, also a negative one, and the server's instant", () => {
    expect(order({ eventTsUs: baseUs, receivedTsUs: baseUs + 5 })).toEqual({
      kind: "order",
      order: { orderId: "o", identityId: "a", eventId: "e", orderTsUs: baseUs, receivedTsUs: baseUs + 5, valueMinor: -250, currency: "EUR", checkoutStartedTsUs: null },
    });
    expect(order({ eventTsUs: baseUs + 5, receivedTsUs: baseUs })).toMatchObject({ order: { orderTsUs: baseUs } });
  });

  test("edge: test orders, other events and incomplete ones are none", () => {
    const payload = { order_id: "o", value_minor: "5", currency: "EUR" };
    expect(order({ payload: { ...payload, is_test: "true" } })).toEqual({ kind: "none", reason: "test_order" });
    expect(order({ eventName: "order.refunded" })).toEqual({ kind: "none", reason: "other_event" });
    for (const broken of [{ ...payload, value_minor: "1.5" }, { ...payload, value_minor: "9007199254740993" }, { order_id: "o", currency: "EUR" }]) {
      expect(order({ payload: broken })).toEqual({ kind: "none", reason: "incomplete" });
    }
  });
});
