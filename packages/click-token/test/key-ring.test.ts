import { loadKeyRing } from "@liftproof/click-token";
import { createTokenService, generateKey, randomNonce } from "@liftproof/click-token/node";
import { describe, expect, test } from "vitest";
import { at, keyFile, secretOf } from "./rings.ts";

const load = (...keys: readonly object[]) => loadKeyRing(JSON.stringify({ keys }));

describe("key ring", () => {
  test("example: a file with two keys", () => {
    const ring = load(keyFile({ id: "0" }), keyFile({ id: "255", partner: "acme", campaigns: ["spring"], trust: "proof", revoked: true }));
    expect([...ring.keys.keys()]).toEqual(["0", "255"]);
    expect(ring.keys.get("255")).toMatchObject({ partner: "acme", campaigns: ["spring"], trust: "proof", revoked: true, maxLifetimeSeconds: 7_776_000 });
    expect(ring.keys.get("0")?.notBeforeUs).toBe(at("2026-01-01T00:00:00Z"));
  });

  test("edge: a secret has at least 32 bytes", () => {
    const secret = (bytes: number) => Buffer.alloc(bytes, 1).toString("base64url");
    expect(() => load(keyFile({ id: "1", secret: secret(31) }))).toThrow("keys[0].secret: expected at least 32 bytes, got 31");
    expect(load(keyFile({ id: "1", secret: secret(32) })).keys.size).toBe(1);
  });

  test("edge: every fault is named with its place", () => {
    const key = keyFile({ id: "1" });
    const { secret: _, ...bare } = key;
    expect(() => load(key, keyFile({ id: "1", secret: secretOf(8) }))).toThrow("keys[1].id: expected an id of its own, got 1 a second time");
    expect(() => loadKeyRing({ keys: [key], retired: ["1"] })).toThrow("keys[0].id: expected an id never used before, got the retired 1");
    expect(() => load(key, { ...key, id: "2" })).toThrow("keys[1].secret: expected one of its own, got that of key 1");
    expect(() => load({ ...key, publicKey: "x" })).toThrow("keys[0]: expected secret or publicKey, got both");
    expect(() => load({ ...bare, publicKey: "x" })).toThrow("keys[0].publicKey: expected base64url without padding");
    expect(() => load(bare)).toThrow("keys[0].secret: expected base64url text, got undefined");
    expect(() => load({ ...key, secret: `${key.secret ?? ""}=` })).toThrow("keys[0].secret: expected base64url without padding");
    expect(() => load({ ...key, revokd: true })).toThrow("keys[0].revokd: expected one of id, secret");
    expect(() => load({ ...key, revoked: "yes" })).toThrow("keys[0].revoked");
    expect(() => load({ ...key, trust: "full" })).toThrow("keys[0].trust");
    expect(() => load({ ...key, campaigns: [] })).toThrow("keys[0].campaigns");
    expect(() => load({ ...key, campaigns: [1] })).toThrow("keys[0].campaigns[0]: expected text, got number");
    expect(() => load({ ...key, partner: "" })).toThrow("keys[0].partner");
    expect(() => load({ ...key, notAfter: "2025-12-31T00:00:00Z" })).toThrow("keys[0].notAfter: expected an instant not before notBefore");
    for (const id of ["256", "01", "-1", "a", "1.0"]) expect(() => load({ ...key, id })).toThrow("keys[0].id");
    for (const text of ["2026-02-29T00:00:00Z", "2026-01-01", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00.5Z", 5]) {
      expect(() => load({ ...key, notBefore: text })).toThrow("keys[0].notBefore");
    }
    expect(() => load({ ...key, notBefore: "tomorrow" })).toThrow('keys[0].notBefore: expected an instant in UTC such as 2026-11-01T00:00:00Z, got "tomorrow"');
    expect(load({ ...key, notBefore: "2026-01-01T00:00:00.250Z" }).keys.get(key.id)?.notBeforeUs).toBe(at("2026-01-01T00:00:00Z") + 250_000);
    for (const text of ["0m", "24", "1w", "65536h", 30]) expect(() => load({ ...key, maxLifetime: text })).toThrow("keys[0].maxLifetime");
    expect(() => loadKeyRing("{")).toThrow("key ring: expected JSON");
    expect(() => loadKeyRing("[]")).toThrow("key ring: expected an object, got a list");
    expect(() => loadKeyRing('{"keys":{}}')).toThrow("keys: expected a list");
    expect(() => loadKeyRing('{"keys":[],"other":1}')).toThrow("other: expected only keys and retired");
  });

  test("law: no message carries a secret", () => {
    const secret = secretOf(77);
    const faulty = [`{"keys":[{"secret":"${secret}"`, { keys: [{ ...keyFile({ id: "1", secret }), id: "999" }] }, { keys: [keyFile({ id: "1", secret }), keyFile({ id: "2", secret })] }, { keys: [keyFile({ id: "1", secret: `${secret}!` })] }];
    for (const file of faulty) {
      let message = "";
      try {
        loadKeyRing(file);
      } catch (error) {
        message = String(error);
      }
      expect(message).not.toBe("");
      expect(message).not.toContain(secret.slice(0, 8));
    }
  });

  test("example: a generated key loads, mints and verifies", () => {
    const { secret, ...settings } = generateKey(keyFile({ id: "3" }));
    expect(secret).toHaveLength(43);
    const { mint, verify } = createTokenService(loadKeyRing({ keys: [{ ...settings, secret: secret ?? "" }] }));
    const issuedAtUs = at("2026-05-05T05:05:05Z");
    expect(verify(mint({ kind: "click" }, { keyId: "3", issuedAtUs, nonce: randomNonce() }), issuedAtUs).status).toBe("verified");
    expect(() => generateKey({ ...settings, id: "900" })).toThrow("keys[0].id");
  });
});
