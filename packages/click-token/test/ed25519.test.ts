import { webcrypto } from "node:crypto";
import { loadKeyRing } from "@liftproof/click-token";
import type { KeyFile } from "@liftproof/click-token";
import { createTokenService, generateKeyPair, loadPrivateKey } from "@liftproof/click-token/node";
import { createWebTokenService } from "@liftproof/click-token/web-crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minting } from "./requests.ts";
import { at, keyFile, ringOf } from "./rings.ts";

const clickAt = at("2026-06-01T12:00:00Z");
const { secret: _, ...settings } = keyFile({ id: "1" });
const pair = generateKeyPair(settings);
const ring = loadKeyRing({ keys: [pair.key, keyFile({ id: "2" })] });
const privateKeys = new Map([["1", loadPrivateKey(pair.privateKey)]]);
const partner = createTokenService(ring, { privateKeys });
const ours = createTokenService(ring);

/** A link token of key 1 as short as it gets. */
const link = { kind: "link" as const };
const context = { keyId: "1", issuedAtUs: clickAt };

/** The requests whose token stays within 200 characters with the longer tag: 70 bytes of header, nonce and claims at most. */
const short = minting.filter(({ request }) => {
  const { kind: _kind, lifetimeSeconds: _lifetime, ...claims } = request;
  return Object.values(claims).reduce<number>((bytes, claim) => bytes + 1 + Buffer.byteLength(String(claim)), 0) <= 60;
});

describe("keys of partners who mint", () => {
  test("law: what the partner mints, the holder of the public key verifies", () => {
    fc.assert(
      fc.property(short, ({ request, context: minted }) => {
        const token = partner.mint(request, minted);
        expect(token.length).toBeLessThanOrEqual(200);
        expect(ours.verify(token, minted.issuedAtUs).status).toBe("verified");
        expect(ours.verify(token, minted.issuedAtUs)).toEqual(partner.verify(token, minted.issuedAtUs));
      }),
      { numRuns: 60 },
    );
  });

  test("law: no edit, truncation or splice is ever verified", () => {
    fc.assert(
      fc.property(short, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ request, context: minted }, where, change) => {
        const bytes = Buffer.from(partner.mint(request, minted), "base64url");
        const place = where % bytes.length;
        const edited = Buffer.from(bytes);
        edited[place] = (edited[place] ?? 0) ^ change;
        for (const edit of [edited, bytes.subarray(0, place), Buffer.concat([bytes, Buffer.of(change)])]) {
          expect(ours.verify(edit.toString("base64url"), minted.issuedAtUs).status).not.toBe("verified");
        }
      }),
      { numRuns: 150 },
    );
  });

  test("law: WebCrypto gives the same bytes and the same verdicts", async () => {
    const web = createWebTokenService(ring, { subtle: webcrypto.subtle, privateKeys });
    await fc.assert(
      fc.asyncProperty(short, async ({ request, context: minted }) => {
        const token = partner.mint(request, minted);
        expect(await web.mint(request, minted)).toBe(token);
        expect(await web.verify(token, minted.issuedAtUs)).toEqual(ours.verify(token, minted.issuedAtUs));
        const forged = `${token.slice(0, -6)}AAAAAA`;
        expect((await web.verify(forged, minted.issuedAtUs)).status).toBe(ours.verify(forged, minted.issuedAtUs).status);
      }),
      { numRuns: 30 },
    );
  });

  test("law: the algorithm is the key's: a tag of the other kind is never verified", () => {
    const body = Buffer.from(partner.mint(link, context), "base64url").subarray(0, -64);
    const hmac = Buffer.from(ours.mint(link, { ...context, keyId: "2" }), "base64url");
    const publicBytes = Buffer.from(pair.key.publicKey ?? "", "base64url");
    // The old confusion: an HMAC computed with the public key, which everyone may know, as its secret.
    const confused = createTokenService(ringOf({ id: "1", secret: publicBytes.toString("base64url") })).mint(link, context);
    expect(ours.verify(confused, clickAt).status).not.toBe("verified");
    for (const tag of [hmac.subarray(-16), Buffer.alloc(64), Buffer.alloc(16), Buffer.concat([hmac.subarray(-16), Buffer.alloc(48)])]) {
      expect(ours.verify(Buffer.concat([body, tag]).toString("base64url"), clickAt).status).not.toBe("verified");
    }
  });

  test("edge: minting needs the private key of that public key", async () => {
    const other = generateKeyPair({ ...settings, id: "3" });
    const wrong = new Map([["1", loadPrivateKey(other.privateKey)]]);
    const cases: readonly [ReadonlyMap<string, Uint8Array> | undefined, string][] = [
      [undefined, "privateKeys: expected the private key of key 1, which signs with Ed25519"],
      [new Map([["1", new Uint8Array(31)]]), "privateKeys: expected 32 bytes for key 1, got 31"],
      [wrong, "privateKeys: expected the one that belongs to the public key of key 1"],
    ];
    for (const [keys, message] of cases) {
      const options = keys === undefined ? {} : { privateKeys: keys };
      expect(() => createTokenService(ring, options).mint(link, context)).toThrow(message);
      await expect(createWebTokenService(ring, { ...options, subtle: webcrypto.subtle }).mint(link, context)).rejects.toThrow(message);
    }
    expect(() => loadPrivateKey("abc")).toThrow("private key: expected base64url of 32 bytes");
  });

  test("edge: a public key is 32 bytes, its own, and of a real key pair", () => {
    const load = (...keys: readonly Partial<KeyFile>[]) => loadKeyRing({ keys: keys.map((key, index) => ({ ...settings, id: String(index), ...key })) });
    const hex = (text: string) => Buffer.from(text, "hex").toString("base64url");
    expect(() => load({ publicKey: hex("aa".repeat(31)) })).toThrow("keys[0].publicKey: expected the 32 bytes of an Ed25519 public key, got 31");
    expect(() => load({ publicKey: "not base64url!" })).toThrow("keys[0].publicKey: expected base64url without padding");
    expect(() => loadKeyRing({ keys: [pair.key, { ...pair.key, id: "2" }] })).toThrow("keys[1].publicKey: expected one of its own, got that of key 1");
    const anyoneSigns = ["00".repeat(32), `01${"00".repeat(31)}`, `${"00".repeat(31)}80`, `ec${"ff".repeat(30)}7f`, `ee${"ff".repeat(31)}`,
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"];
    for (const point of anyoneSigns) expect(() => load({ publicKey: hex(point) })).toThrow("a point for which anyone can sign");
  });

  test("edge: 200 characters are the most, and the longer tag leaves fewer for claims", () => {
    const mint = (characters: number) => partner.mint({ ...link, campaign: "c".repeat(characters) }, context);
    expect(mint(76)).toHaveLength(200);
    expect(ours.verify(mint(76), clickAt).status).toBe("verified");
    expect(() => mint(77)).toThrow("claims: expected a token of at most 200 characters, got 202; shorten the claims");
  });

  test("example: a partner's key is evidence of its partner, and a revoked one is refused", () => {
    const bound = (changes: object) => createTokenService(loadKeyRing({ keys: [{ ...pair.key, partner: "acme", ...changes }] }));
    const token = partner.mint(link, context);
    expect(bound({}).verify(token, clickAt)).toMatchObject({ status: "verified", claims: { partner: "acme", trust: null } });
    expect(bound({ revoked: true }).verify(token, clickAt).status).toBe("revoked");
    expect(bound({ campaigns: ["spring"] }).verify(partner.mint({ ...link, campaign: "winter" }, context), clickAt).status).toBe("key_not_valid");
  });
});
