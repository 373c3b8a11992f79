import { attributeOrders, attributionRules, explainOrder, judgeProof, touchOf } from "@liftproof/attribution";
import type { AttributionRulesInput, JudgedTouch, Order, ProofKnowledge } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOf } from "../support/facts.ts";
import { baseUs, dayUs, history, hourUs, rowOf } from "../support/rows.ts";

type Case = { readonly row: Partial<SilverRow>; readonly identityId?: string; readonly rules?: AttributionRulesInput; readonly known?: ProofKnowledge };

function judged({ row, identityId = "u:7", rules: input = {}, known = {} }: Case): JudgedTouch {
  const rules = attributionRules(input);
  const touch = touchOf(rowOf({ eventId: "e", ...row }), identityId, rules);
  const [found] = judgeProof(touch === null ? [] : [touch], rules, known);
  if (found === undefined) throw new Error("expected a touch");
  return found;
}

const claims = { key_id: "k1", campaign: "spring", source: "newsletter", medium: "email" };
const link = { tokenStatus: "verified" as const, clickKind: "link" as const, clickIssuedUs: baseUs - dayUs, clickClaims: claims };
const click = { ...link, clickKind: "click" as const, clickIssuedUs: baseUs - hourUs / 2, clickNonce: "0123456789abcdef" };
const spring = { requireProof: [{ campaign: "Spring" }] };

describe("claims that need proof", () => {
  test("example: a bare tag is rejected, a signed one is not, other campaigns are free", () => {
    expect(judged({ row: { utmCampaign: "spring" }, rules: spring }).rejection).toBe("unproven_claim");
    expect(judged({ row: link, rules: spring })).toMatchObject({ rejection: null, proofState: "proven" });
    expect(judged({ row: { utmCampaign: "autumn" }, rules: spring }).rejection).toBeNull();
    expect(judged({ row: { ...click }, rules: spring })).toMatchObject({ rejection: "unproven_claim", proofState: "unconfirmed" });
    expect(judged({ row: { ...click, payload: { confirmed: "true" } }, rules: spring })).toMatchObject({ rejection: null, proofState: "proven" });
  });

  test("example: a partner is named by its token or by the source of a stripped link", () => {
    const rules = { requireProof: [{ partner: "acme" }] };
    const partner = { ...click, clickClaims: { ...claims, partner: "ACME" }, payload: { confirmed: "true" } };
    expect(judged({ row: partner, rules }).rejection).toBe("unproven_claim");
    expect(judged({ row: { ...partner, clickClaims: { ...partner.clickClaims, trust: "proof" } }, rules }).rejection).toBeNull();
    expect(judged({ row: { utmSource: "Acme", utmMedium: "affiliate" }, rules }).rejection).toBe("unproven_claim");
    expect(judged({ row: { utmSource: "other", utmMedium: "affiliate" }, rules }).rejection).toBeNull();
  });

  test("edge: while the circuit breaker has lowered every key that could prove it, nothing is rejected", () => {
    const rules = { requireProof: [{ campaign: "spring", keyIds: ["k1", "k2"] }] };
    const lowered = (keyId: string) => ({ keyId, fromUs: baseUs - 10, toUs: baseUs + 10 });
    const at = (receivedTsUs: number, ...keys: readonly string[]) =>
      judged({ row: { utmCampaign: "spring", receivedTsUs }, rules, known: { loweredKeys: keys.map(lowered) } }).rejection;
    expect(at(baseUs, "k1")).toBe("unproven_claim");
    expect([-11, -10, 10, 11].map((offset) => at(baseUs + offset, "k1", "k2"))).toEqual(["unproven_claim", null, null, "unproven_claim"]);
    expect(judged({ row: { utmCampaign: "spring" }, rules: { ...spring, proofMode: "report" } }).rejection).toBeNull();
  });

  test("law: a token taken off a link never gains anything for its campaign", () => {
    fc.assert(
      fc.property(history, (rows) => {
        const rules = attributionRules({ requireProof: [{ campaign: "spring" }] });
        const stripped = rows.map(({ row, identityId }) => ({ identityId, row: { ...row, tokenStatus: "missing" as const, clickKind: null } }));
        for (const fact of factsOf(stripped, rules, baseUs + 30 * dayUs)) expect(fact.campaign).not.toBe("spring");
      }),
      { numRuns: 200 },
    );
  });

  test("edge: an entry names a campaign or a partner", () => {
    expect(() => attributionRules({ requireProof: [{}] })).toThrow("requireProof: expected a campaign or a partner in each entry, got both or none");
    expect(() => attributionRules({ requireProof: [{ campaign: "a", partner: "b" }] })).toThrow("got both or none");
    expect(() => attributionRules({ requireProof: [{ campaign: "" }] })).toThrow("requireProof");
    expect(() => attributionRules({ requireProof: [{ campaign: "a", keyIds: [] }] })).toThrow("expected at least one key id for a");
  });
});

describe("keys that are no longer believed", () => {
  test("edge: receipts in the time of distrust, both ends inclusive, lend no token", () => {
    const rules = { distrust: [{ keyId: "k1", fromUs: baseUs, toUs: baseUs + 5 }] };
    const at = (receivedTsUs: number) => judged({ row: { ...link, utmSource: "google", receivedTsUs }, rules });
    expect([-1, 0, 5, 6].map((offset) => at(baseUs + offset).tier)).toEqual(["proof", "evidence", "evidence", "proof"]);
    expect(at(baseUs)).toMatchObject({ proofState: null, labels: { source: "google" }, touch: { tokenStatus: "revoked", token: null } });
    expect(judged({ row: { ...link, clickClaims: { ...claims, key_id: "k2" } }, rules }).tier).toBe("proof");
    expect(() => attributionRules({ distrust: [{ keyId: "k1", fromUs: 2, toUs: 1 }] })).toThrow("distrust: expected an end not before the beginning for key k1");
  });

  test("example: without proof, tokens are not read at all", () => {
    expect(judged({ row: { ...link, utmSource: "google" }, rules: { proofMode: "off" } })).toMatchObject({ tier: "evidence", proofState: null, labels: { source: "google", campaign: null } });
  });
});

describe("tokens in the wrong hands", () => {
  const known: ProofKnowledge = { identityHashOf: (id) => (id.startsWith("u:") ? `#${id}` : undefined), referrerOf: (code) => (code === "ada" ? "u:1" : undefined) };

  test("example: minted for another known person, it proves nothing and its labels are ignored", () => {
    const bound = { ...click, clickClaims: { ...claims, identity_hash: "#u:1" }, utmSource: "google", payload: { confirmed: "true" } };
    expect(judged({ row: bound, identityId: "u:2", known })).toMatchObject({ proofState: "identity_mismatch", tier: "evidence", labels: { source: "google" } });
    expect(judged({ row: bound, identityId: "u:1", known }).proofState).toBe("proven");
    expect(judged({ row: bound, identityId: "a:visitor", known }).proofState).toBe("proven");
    expect(judged({ row: bound, identityId: "u:2" }).proofState).toBe("proven");
  });

  test("edge: the wrong person does not take the click away from the right one", () => {
    const rules = attributionRules();
    const bound = (eventId: string, receivedTsUs: number) => rowOf({ ...click, eventId, receivedTsUs, clickClaims: { ...claims, identity_hash: "#u:1" }, payload: { confirmed: "true" } });
    const touches = [touchOf(bound("wrong", baseUs), "u:2", rules), touchOf(bound("right", baseUs + 1), "u:1", rules)].filter((touch) => touch !== null);
    expect(judgeProof(touches, rules, known).map(({ proofState }) => proofState)).toEqual(["identity_mismatch", "proven"]);
    expect(judgeProof(touches, rules).map(({ proofState }) => proofState)).toEqual(["proven", "replayed"]);
  });

  test("example: the referrer's own click is rejected, and explained", () => {
    const row = rowOf({ ...click, eventId: "own", referrerCode: "ada", payload: { confirmed: "true" }, eventTsUs: baseUs - hourUs });
    const rules = attributionRules();
    const touch = touchOf(row, "u:1", rules);
    const order: Order = { orderId: "o", identityId: "u:1", eventId: "oe", orderTsUs: baseUs, receivedTsUs: baseUs, valueMinor: 1, currency: "EUR" };
    const input = { touches: touch === null ? [] : [touch], orders: [order], rules, watermarkUs: baseUs, known };
    expect(attributeOrders(input)).toMatchObject([{ reason: "only_rejected", candidates: 0, rejected: 1, channel: "direct" }]);
    expect(explainOrder(input, "o")?.touches).toMatchObject([{ fate: "self_referral", judged: { proofState: "self_referral" } }]);
    expect(judged({ row: { ...click, referrerCode: "ada" }, identityId: "u:2", known }).rejection).toBeNull();
  });
});
