import { createTokenService } from "@liftproof/click-token/node";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minting } from "./requests.ts";
import { at, keyFile, ringOf } from "./rings.ts";

const second = 1_000_000;
const minute = 60 * second;
const clickAt = at("2026-06-01T12:00:00Z");
const nonce = "0123456789abcdef";
const clickContext = { keyId: "1", issuedAtUs: clickAt, nonce };

describe("verdicts", () => {
  test("edge: a token lives to the last microsecond of its lifetime", () => {
    const { mint, verify } = createTokenService(ringOf({ id: "1" }));
    const token = mint({ kind: "click", lifetimeSeconds: 1800 }, clickContext);
    expect(verify(token, clickAt + 30 * minute).status).toBe("verified");
    expect(verify(token, clickAt + 30 * minute + 1).status).toBe("expired");
  });

  test("edge: a clock may run five minutes ahead", () => {
    const { mint, verify } = createTokenService(ringOf({ id: "1" }));
    const token = mint({ kind: "click" }, clickContext);
    expect(verify(token, clickAt - 5 * minute).status).toBe("verified");
    expect(verify(token, clickAt - 5 * minute - 1).status).toBe("not_yet_valid");
  });

  test("edge: the key's maximum shortens a longer token after the key was tightened", () => {
    const token = createTokenService(ringOf({ id: "1" })).mint({ kind: "click", lifetimeSeconds: 86_400 }, clickContext);
    const { verify } = createTokenService(ringOf({ id: "1", maxLifetime: "1h" }));
    expect(verify(token, clickAt + 60 * minute).status).toBe("verified");
    expect(verify(token, clickAt + 60 * minute + 1).status).toBe("expired");
  });

  test("edge: the key's window holds for the mint, both ends included", () => {
    const token = createTokenService(ringOf({ id: "1" })).mint({ kind: "click" }, clickContext);
    const judged = (window: { notBefore?: string; notAfter?: string }) =>
      createTokenService(ringOf({ id: "1", ...window })).verify(token, clickAt).status;
    expect(judged({ notBefore: "2026-06-01T12:00:00Z" })).toBe("verified");
    expect(judged({ notBefore: "2026-06-01T12:00:01Z" })).toBe("key_not_valid");
    expect(judged({ notAfter: "2026-06-01T12:00:00Z" })).toBe("verified");
    expect(judged({ notAfter: "2026-06-01T11:59:59Z" })).toBe("key_not_valid");
  });

  test("law: nothing verifies after notAfter plus the key's maximum lifetime", () => {
    const service = createTokenService(ringOf({ id: "1" }));
    const lastUs = at("2026-12-31T23:59:59Z") + 90 * 86_400 * second;
    fc.assert(
      fc.property(minting, fc.integer({ min: 1, max: 10 ** 14 }), ({ request, context }, laterUs) => {
        expect(service.verify(service.mint(request, context), lastUs + laterUs).status).toBe("expired");
      }),
    );
  });

  test("law: once expired, a token stays expired", () => {
    const service = createTokenService(ringOf({ id: "1" }));
    fc.assert(
      fc.property(minting, fc.nat(10 ** 13), fc.nat(10 ** 13), ({ request, context }, a, b) => {
        const token = service.mint(request, context);
        const [sooner, later] = [Math.min(a, b), Math.max(a, b)].map((us) => service.verify(token, context.issuedAtUs + us).status);
        if (sooner === "expired") expect(later).toBe("expired");
        expect(["verified", "expired"]).toContain(later);
      }),
    );
  });

  test("example: a leaked key is revoked, and back-dated tokens fall with it", () => {
    const token = createTokenService(ringOf({ id: "1" })).mint({ kind: "click", campaign: "spring" }, clickContext);
    const { mint, verify } = createTokenService(ringOf({ id: "1", revoked: true }));
    expect(verify(token, clickAt)).toMatchObject({ status: "revoked", keyId: "1", claims: { campaign: "spring" } });
    expect(() => mint({ kind: "click" }, clickContext)).toThrow("keyId: expected a key in use, got the revoked 1");
  });

  test("example: keys rotate with overlap", () => {
    const old = { id: "1", notAfter: "2026-06-30T23:59:59Z" };
    const next = { id: "2", notBefore: "2026-06-01T00:00:00Z" };
    const before = createTokenService(ringOf(old)).mint({ kind: "link", campaign: "spring" }, { keyId: "1", issuedAtUs: clickAt });
    const { mint, verify } = createTokenService(ringOf(old, next));
    expect(verify(before, at("2026-07-15T00:00:00Z")).status).toBe("verified");
    expect(() => mint({ kind: "link" }, { keyId: "1", issuedAtUs: at("2026-07-15T00:00:00Z") })).toThrow("issuedAtUs");
    expect(verify(mint({ kind: "link" }, { keyId: "2", issuedAtUs: at("2026-07-15T00:00:00Z") }), at("2026-07-15T00:00:00Z")).status).toBe("verified");
  });

  test("example: a partner's key speaks only for its partner and campaigns", () => {
    const free = createTokenService(ringOf({ id: "1" }));
    const bound = createTokenService(ringOf({ id: "1", partner: "acme", campaigns: ["spring", "summer"], trust: "proof" }));
    const judged = (claims: { partner?: string; campaign?: string | number }) =>
      bound.verify(free.mint({ kind: "link", ...claims }, { keyId: "1", issuedAtUs: clickAt }), clickAt);
    expect(judged({})).toMatchObject({ status: "verified", claims: { partner: "acme", campaign: null, trust: "proof" } });
    expect(judged({ partner: "acme", campaign: "spring" }).status).toBe("verified");
    expect(judged({ partner: "other" }).status).toBe("key_not_valid");
    expect(judged({ campaign: "winter" }).status).toBe("key_not_valid");
    expect(judged({ campaign: 12 }).status).toBe("key_not_valid");
    expect(() => bound.mint({ kind: "link", campaign: "winter" }, { keyId: "1", issuedAtUs: clickAt })).toThrow("campaign: expected one of the campaigns of key 1");
    const single = createTokenService(ringOf({ id: "1", campaigns: ["spring"] }));
    expect(single.verify(single.mint({ kind: "link" }, { keyId: "1", issuedAtUs: clickAt }), clickAt).claims?.campaign).toBe("spring");
  });

  test("example: a registry names numeric campaigns, and an unknown one keeps its number", () => {
    const { mint, verify } = createTokenService(ringOf({ id: "1", campaigns: ["spring", "13"] }), { campaignNames: new Map([[12, "spring"]]) });
    const campaignOf = (campaign: number) => verify(mint({ kind: "click", campaign }, clickContext), clickAt).claims?.campaign;
    expect(campaignOf(12)).toBe("spring");
    expect(campaignOf(13)).toBe("13");
  });

  test("example: each verdict of form", () => {
    const { mint, verify } = createTokenService(ringOf({ id: "1" }));
    const elsewhere = createTokenService(ringOf({ id: "9" })).mint({ kind: "click" }, { ...clickContext, keyId: "9" });
    const forged = createTokenService({ keys: ringOf({ id: "1", secret: keyFile({ id: "2" }).secret ?? "" }).keys }).mint({ kind: "click" }, clickContext);
    expect(verify(null, clickAt)).toEqual({ status: "missing", claims: null });
    expect(verify("", clickAt)).toEqual({ status: "missing", claims: null });
    expect(verify("hello there", clickAt)).toEqual({ status: "malformed", claims: null });
    expect(verify("A".repeat(204), clickAt).status).toBe("malformed");
    expect(verify(elsewhere, clickAt)).toEqual({ status: "unknown_key", claims: null });
    expect(verify(forged, clickAt)).toEqual({ status: "bad_signature", claims: null, keyId: "1" });
    expect(verify(mint({ kind: "click" }, clickContext), clickAt).status).toBe("verified");
    expect(() => verify("", Number.NaN)).toThrow(RangeError);
  });
});

describe("mint", () => {
  const { mint } = createTokenService(ringOf({ id: "1" }));
  const link = { keyId: "1", issuedAtUs: clickAt };

  test("edge: refuses what could not be read back", () => {
    expect(() => mint({ kind: "click" }, link)).toThrow("nonce: expected 16 hexadecimal digits for a click token, got none");
    expect(() => mint({ kind: "click" }, { ...link, nonce: "XYZ" })).toThrow("nonce");
    expect(() => mint({ kind: "link" }, clickContext)).toThrow("nonce: expected none for a link token");
    expect(() => mint({ kind: "link", campaign: "" }, link)).toThrow("campaign: expected plain text, got an empty one");
    expect(() => mint({ kind: "link", source: "a\nb" }, link)).toThrow("source: expected plain text, got a control character");
    expect(() => mint({ kind: "link", medium: "\ud800" }, link)).toThrow("medium: expected plain text, got a lone surrogate");
    expect(() => mint({ kind: "link", campaign: -1 }, link)).toThrow("campaign: expected an unsigned 32-bit number");
    expect(() => mint({ kind: "link", campaign: 2 ** 32 }, link)).toThrow("campaign");
    expect(() => mint({ kind: "link", identityHash: "12" }, link)).toThrow("identityHash");
    expect(() => mint({ kind: "link" }, { ...link, keyId: "3" })).toThrow("keyId: expected the id of a key in the ring");
    expect(() => mint({ kind: "link" }, { ...link, issuedAtUs: 0.5 })).toThrow("issuedAtUs");
  });

  test("edge: 200 characters are the most", () => {
    const long = (characters: number) => mint({ kind: "link", campaign: "c".repeat(characters) }, link);
    expect(long(124)).toHaveLength(200);
    expect(() => long(125)).toThrow("claims: expected a token of at most 200 characters, got 202");
  });

  test("edge: a lifetime is whole units and within the key's maximum", () => {
    expect(() => mint({ kind: "click", lifetimeSeconds: 90 }, clickContext)).toThrow("whole minutes");
    expect(() => mint({ kind: "link", lifetimeSeconds: 60 }, link)).toThrow("whole hours");
    expect(() => mint({ kind: "link", lifetimeSeconds: 91 * 86_400 }, link)).toThrow("lifetimeSeconds: expected at most 7776000, the maximum of key 1, got 7862400");
    expect(() => mint({ kind: "click", lifetimeSeconds: 0 }, clickContext)).toThrow("lifetimeSeconds");
  });

  test("edge: the instant is carried in whole seconds, rounded down", () => {
    const { mint: make, verify } = createTokenService(ringOf({ id: "1" }));
    const token = make({ kind: "click" }, { ...clickContext, issuedAtUs: clickAt + 999_999 });
    expect(verify(token, clickAt).claims?.issuedAtUs).toBe(clickAt);
  });
});
