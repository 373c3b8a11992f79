import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";
import { createTokenService, identityHash, loadKeyRing, loadPrivateKey } from "@liftproof/click-token/node";
import { createWebTokenService } from "@liftproof/click-token/web-crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minting } from "./requests.ts";
import { at, ringOf } from "./rings.ts";

const ring = ringOf({ id: "1" }, { id: "2" });
const service = createTokenService(ring);
const hour = 3_600_000_000;

describe("token", () => {
  test("law: what was minted verifies at its own instant and says what was asked", () => {
    fc.assert(
      fc.property(minting, ({ request, context }) => {
        const token = service.mint(request, context);
        const { status, claims } = service.verify(token, context.issuedAtUs);
        expect(status).toBe("verified");
        expect(claims).toEqual({
          kind: request.kind,
          keyId: "1",
          issuedAtUs: context.issuedAtUs,
          lifetimeSeconds: request.lifetimeSeconds ?? (request.kind === "click" ? 86_400 : 90 * 86_400),
          nonce: context.nonce ?? null,
          identityHash: request.identityHash ?? null,
          campaign: request.campaign === undefined ? null : String(request.campaign),
          source: request.source ?? null,
          medium: request.medium ?? null,
          partner: request.partner ?? null,
          referrerCode: request.referrerCode ?? null,
          trust: null,
        });
      }),
      { numRuns: 2000 },
    );
  });

  test("law: a token fits one query parameter and needs no escaping", () => {
    fc.assert(
      fc.property(minting, ({ request, context }) => {
        const token = service.mint(request, context);
        expect(token.length).toBeLessThanOrEqual(200);
        expect(encodeURIComponent(token)).toBe(token);
      }),
    );
  });

  test("law: no edit of one character is ever verified", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \n%\u00e9";
    const outcomes = fc.sample(minting, { numRuns: 12, seed: 1 }).flatMap(({ request, context }) => {
      const token = service.mint(request, context);
      return Array.from(token).flatMap((character, position) =>
        Array.from(alphabet)
          .filter((other) => other !== character)
          .map((other) => service.verify(token.slice(0, position) + other + token.slice(position + 1), context.issuedAtUs).status),
      );
    });
    expect(outcomes.length).toBeGreaterThan(40_000);
    expect(outcomes).not.toContain("verified");
  });

  test("law: no truncation, padding, extension, splice or lenient re-encoding is ever verified", () => {
    const junk = fc.string({ maxLength: 4, unit: "binary" });
    fc.assert(
      fc.property(minting, minting, fc.nat(), junk, (one, two, where, text) => {
        const token = service.mint(one.request, one.context);
        const other = service.mint(two.request, two.context);
        const cut = where % token.length;
        const bytes = Buffer.from(token, "base64url");
        const edits = [
          token.slice(0, cut),
          token.slice(cut + 1),
          `${token}=`,
          `${token}==`,
          ` ${token}`,
          `${token}\n`,
          token.slice(0, cut) + text + token.slice(cut),
          token + text,
          text + token,
          bytes.toString("base64"),
          bytes.toString("hex"),
          encodeURIComponent(`${token}=`),
          token.slice(0, cut) + other.slice(cut),
          token.toLowerCase(),
          token + token,
        ].filter((edit) => edit !== token && edit !== other);
        for (const edit of edits) expect(service.verify(edit, one.context.issuedAtUs).status).not.toBe("verified");
      }),
      { numRuns: 1500 },
    );
  });

  test("law: any text gets a verdict", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.base64String(), fc.uint8Array({ maxLength: 140 }).map((b) => Buffer.from(b).toString("base64url"))), (text) => {
        expect(["missing", "malformed", "unknown_key", "bad_signature"]).toContain(service.verify(text, 0).status);
      }),
      { numRuns: 3000 },
    );
  });

  test("law: the other key's secret signs nothing for this one", () => {
    fc.assert(
      fc.property(minting, ({ request, context }) => {
        const bytes = Buffer.from(service.mint(request, { ...context, keyId: "2" }), "base64url");
        bytes[1] = 1;
        expect(service.verify(bytes.toString("base64url"), context.issuedAtUs).status).toBe("bad_signature");
      }),
    );
  });

  test("law: WebCrypto and node:crypto write the same bytes and give the same verdicts", async () => {
    const web = createWebTokenService(ring, { subtle: webcrypto.subtle });
    await fc.assert(
      fc.asyncProperty(minting, fc.integer({ min: -400, max: 3000 }), async ({ request, context }, hours) => {
        const token = service.mint(request, context);
        expect(await web.mint(request, context)).toBe(token);
        const receivedAtUs = context.issuedAtUs + hours * hour;
        expect(await web.verify(token, receivedAtUs)).toEqual(service.verify(token, receivedAtUs));
        const forged = `${token.slice(0, -6)}AAAAAA`;
        expect(await web.verify(forged, receivedAtUs)).toEqual(service.verify(forged, receivedAtUs));
      }),
      { numRuns: 200 },
    );
  });

  test("vector: tokens made by Python's hmac and cryptography", async () => {
    const vectors = JSON.parse(readFileSync(new URL("vectors/tokens.json", import.meta.url), "utf8"));
    const always = { notBefore: "1970-01-01T00:00:00Z", notAfter: "2106-02-07T06:28:15Z", maxLifetime: "90d" };
    const file = {
      keys: [
        ...Object.entries(vectors.secrets).map(([id, secret]) => ({ id, secret: String(secret), ...always })),
        ...Object.entries(vectors.publicKeys).map(([id, publicKey]) => ({ id, publicKey: String(publicKey), ...always })),
      ],
    };
    const privateKeys = new Map(Object.entries(vectors.privateKeys).map(([id, key]) => [id, loadPrivateKey(String(key))]));
    const wide = createTokenService(loadKeyRing(JSON.stringify(file)), { privateKeys });
    const web = createWebTokenService(loadKeyRing(file), { subtle: webcrypto.subtle, privateKeys });
    for (const { keyId, request, issuedAtS, nonce, token } of vectors.tokens) {
      const context = { keyId, issuedAtUs: issuedAtS * 1e6, ...(nonce === null ? {} : { nonce }) };
      expect(wide.mint(request, context)).toBe(token);
      expect(await web.mint(request, context)).toBe(token);
      expect(wide.verify(token, issuedAtS * 1e6).status).toBe("verified");
    }
    const pepper = Buffer.from(vectors.pepper, "base64url");
    for (const [identity, hash] of Object.entries(vectors.identityHashes)) expect(identityHash(identity, pepper)).toBe(hash);
  });

  test("budget: 48 characters with a campaign id, 59 with an identity hash as well", () => {
    const context = { keyId: "1", issuedAtUs: at("2026-11-01T10:00:00Z"), nonce: "0123456789abcdef" };
    expect(service.mint({ kind: "click", campaign: 4711 }, context)).toHaveLength(48);
    const hash = identityHash("u:ada", Buffer.alloc(32, 9));
    expect(service.mint({ kind: "click", campaign: 4711, identityHash: hash }, context)).toHaveLength(59);
  });
});
