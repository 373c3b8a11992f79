import { mintPreview, verifyPreview } from "@liftproof/adapters/http";
import { createTokenService, generateKeyPair, loadKeyRing } from "@liftproof/click-token/node";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nowUs, ringOf } from "./shop.ts";

const ring = ringOf();
const mint = { ring, keyId: "1", expId: "hero.v2", variant: "big-1", nowUs };
const id = fc.stringMatching(/^[A-Za-z0-9_.-]{1,40}$/);

describe("preview", () => {
  test("law: what was minted verifies until its last second, and no longer; it says experiment and variant", async () => {
    await fc.assert(
      fc.asyncProperty(id, id, fc.integer({ min: 1, max: 30 * 86_400 }), async (expId, variant, lifetimeSeconds) => {
        const text = await mintPreview({ ...mint, expId, variant, lifetimeSeconds });
        expect(text).toMatch(/^[\w.~-]+$/);
        const endUs = nowUs + lifetimeSeconds * 1_000_000;
        expect(await verifyPreview(text, { ring, nowUs: endUs - 1 })).toEqual({ status: "verified", preview: { expId, variant } });
        expect((await verifyPreview(text, { ring, nowUs: endUs })).status).toBe("expired");
      }),
      { numRuns: 40 },
    );
  });

  test("law: one changed character is no preview", async () => {
    const text = await mintPreview(mint);
    // The last character carries four bits of the tag and two of nothing, so it is left out.
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: text.length - 2 }), fc.constantFrom("a", "Z", "0", "_", ".", "-", "~", " ", "é"), async (at, other) => {
        fc.pre(text[at] !== other);
        const verdict = await verifyPreview(text.slice(0, at) + other + text.slice(at + 1), { ring, nowUs });
        expect(["malformed", "unknown_key", "bad_signature"]).toContain(verdict.status);
        expect(verdict.preview).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  test("law: any text is judged", async () => {
    await fc.assert(fc.asyncProperty(fc.string(), async (text) => {
      expect((await verifyPreview(text, { ring, nowUs })).status).toBe("malformed");
    }), { numRuns: 50 });
  });

  test("edge: a revoked or unknown key, a partner's key, and a life beyond thirty days verify nothing", async () => {
    const text = await mintPreview(mint);
    expect((await verifyPreview(text, { ring: ringOf({ 1: { revoked: true } }), nowUs })).status).toBe("revoked");
    expect((await verifyPreview(text, { ring: loadKeyRing({ keys: [] }), nowUs })).status).toBe("unknown_key");
    expect((await verifyPreview(text, { ring, nowUs: nowUs - 24 * 86_400_000_000 })).status).toBe("expired");
    const { key } = generateKeyPair({ id: "1", partner: "acme", notBefore: "2026-01-01T00:00:00Z", notAfter: "2027-01-01T00:00:00Z", maxLifetime: "24h" });
    const partners = loadKeyRing({ keys: [key] });
    expect((await verifyPreview(text, { ring: partners, nowUs })).status).toBe("unknown_key");
    await expect(mintPreview({ ...mint, ring: partners })).rejects.toThrow(RangeError);
  });

  test("edge: a preview is no click token, and a click token no preview", async () => {
    const tokens = createTokenService(ring);
    const token = tokens.mint({ kind: "click", campaign: "c" }, { keyId: "1", issuedAtUs: nowUs, nonce: "0011223344556677" });
    expect((await verifyPreview(token, { ring, nowUs })).status).toBe("malformed");
    expect(tokens.verify(await mintPreview(mint), nowUs).status).toBe("malformed");
  });

  test("edge: what cannot be minted names the parameter", async () => {
    const late = Date.UTC(2027, 5, 1) * 1000;
    for (const [changes, name] of [[{ keyId: "9" }, "keyId"], [{ nowUs: late }, "keyId"], [{ ring: ringOf({ 1: { revoked: true } }) }, "keyId"], [{ expId: "a~b" }, "expId"], [{ variant: "" }, "variant"], [{ lifetimeSeconds: 0 }, "lifetimeSeconds"], [{ lifetimeSeconds: 31 * 86_400 }, "lifetimeSeconds"], [{ lifetimeSeconds: 1.5 }, "lifetimeSeconds"]] as const) {
      await expect(mintPreview({ ...mint, ...changes })).rejects.toThrow(new RegExp(`^${name}: expected `));
    }
  });
});
