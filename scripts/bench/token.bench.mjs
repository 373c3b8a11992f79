/** Verifying a click token, beside the bare hash it cannot do without, jose's JWT with the same claims, and Ed25519. */
import { createHmac, createSecretKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { createTokenService, generateKey, generateKeyPair, loadKeyRing, loadPrivateKey, randomNonce } from "@liftproof/click-token/node";
import { SignJWT, jwtVerify } from "jose";
import { figure, measure } from "./measure.mjs";

const tokens = 5_000;
export const title = "Verify a click token";

export async function run() {
  const issuedAtUs = Math.floor(Date.now() / 1000) * 1_000_000;
  const settings = { notBefore: "2026-01-01T00:00:00Z", notAfter: "2105-01-01T00:00:00Z", maxLifetime: "24h" };
  const own = generateKey({ ...settings, id: "1" });
  const pair = generateKeyPair({ ...settings, id: "2" });
  const service = createTokenService(loadKeyRing({ keys: [own, pair.key] }), { privateKeys: new Map([["2", loadPrivateKey(pair.privateKey)]]) });
  const mintAll = (keyId) => Array.from({ length: tokens }, () => service.mint({ kind: "click", campaign: 4711 }, { keyId, issuedAtUs, nonce: randomNonce() }));
  const minted = mintAll("1");
  const signed = mintAll("2");

  const secret = createSecretKey(Buffer.alloc(32, 7));
  const jwts = await Promise.all(
    Array.from({ length: tokens }, () => new SignJWT({ campaign: 4711, nonce: randomNonce() }).setProtectedHeader({ alg: "HS256" }).setIssuedAt().setExpirationTime("24h").sign(secret)),
  );
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const messages = minted.map((token) => Buffer.from(token));
  const signatures = messages.map((message) => sign(null, message, privateKey));

  let sink = 0;
  const receivedAtUs = issuedAtUs + 1_000_000;
  const verifyAll = (list) => {
    for (const token of list) sink += service.verify(token, receivedAtUs).status === "verified" ? 1 : 0;
  };
  const least = await measure({
    "HMAC-SHA256 of as many bytes, node:crypto": () => {
      for (const token of minted) sink += createHmac("sha256", secret).update(token).digest().length;
    },
    "verify: canonical form, key, tag, times, claims": () => verifyAll(minted),
    "verify a partner's Ed25519 token": () => verifyAll(signed),
    "jose: jwtVerify, HS256": async () => {
      for (const jwt of jwts) sink += (await jwtVerify(jwt, secret)).payload.campaign === 4711 ? 1 : 0;
    },
    "Ed25519 signature alone, node:crypto": () => {
      for (const [at, message] of messages.entries()) sink += verify(null, message, publicKey, signatures[at]) ? 1 : 0;
    },
  });
  const ours = least.get("verify: canonical form, key, tag, times, claims");
  return {
    note: `${figure(tokens)} distinct tokens each; ours have ${minted[0].length} characters with HMAC and ${signed[0].length} with Ed25519, the JWT ${jwts[0].length}. Budgets: at least 3 times jose and 15 times node's Ed25519.`,
    columns: ["work", "tokens per CPU second", "times our time"],
    rows: [...least].map(([name, seconds]) => [name, figure(tokens / seconds), (seconds / ours).toFixed(2)]),
    sink,
  };
}
