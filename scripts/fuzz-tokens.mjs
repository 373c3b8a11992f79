/** A million mutations of signed tokens, HMAC and Ed25519: none may be verified, none may throw. Too slow for `npm test`; part of `.ci/run`. */
import { createTokenService, generateKey, generateKeyPair, loadKeyRing, loadPrivateKey } from "@liftproof/click-token/node";

const mutations = Number(process.argv[2] ?? 1_000_000);
const settings = { notBefore: "2026-01-01T00:00:00Z", notAfter: "2026-12-31T00:00:00Z", maxLifetime: "90d" };
const pair = generateKeyPair({ ...settings, id: "9" });
const ring = loadKeyRing({ keys: [generateKey({ ...settings, id: "7" }), pair.key] });
const service = createTokenService(ring, { privateKeys: new Map([["9", loadPrivateKey(pair.privateKey)]]) });
const issuedAtUs = Date.UTC(2026, 5, 1) * 1000;

// One in a hundred tokens is signed with Ed25519, which takes some thirty times as long to check.
let state = 20_261_123;
const below = (bound) => {
  state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
  return ((state ^ (state >>> 13)) >>> 0) % bound;
};
const hex = () => Array.from({ length: 16 }, () => below(16).toString(16)).join("");
const requests = [
  { kind: "click", campaign: 4711 },
  { kind: "click", campaign: "spring", source: "acme", medium: "affiliate" },
  { kind: "click", campaign: 4711, identityHash: "0123456789abcdef" },
  { kind: "link", campaign: "spring_sale", source: "newsletter", medium: "email" },
];
const minted = Array.from({ length: 2_000 }, (_, at) => {
  const request = requests[at % requests.length];
  return service.mint(request, { keyId: at % 100 === 0 ? "9" : "7", issuedAtUs, ...(request.kind === "click" ? { nonce: hex() } : {}) });
});
const known = new Set(minted);
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \u00e9";
const bytesOf = (token) => Buffer.from(token, "base64url");

const mutate = {
  "one character": (token) => {
    const at = below(token.length);
    return token.slice(0, at) + alphabet[below(alphabet.length)] + token.slice(at + 1);
  },
  "one to four bits": (token) => {
    const bytes = bytesOf(token);
    for (let flips = 1 + below(4); flips > 0; flips--) bytes[below(bytes.length)] ^= 1 << below(8);
    return bytes.toString("base64url");
  },
  "cut short": (token) => token.slice(0, below(token.length)),
  "bytes taken out or put in": (token) => {
    const bytes = bytesOf(token);
    const at = below(bytes.length);
    const put = Buffer.from(Array.from({ length: below(4) }, () => below(256)));
    return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + below(4))]).toString("base64url");
  },
  "spliced with another": (token) => {
    const [one, two] = [bytesOf(token), bytesOf(minted[below(minted.length)])];
    const at = below(Math.min(one.length, two.length));
    return Buffer.concat([one.subarray(0, at), two.subarray(at)]).toString("base64url");
  },
  "another encoding": (token) => [`${token}=`, `${token}==`, bytesOf(token).toString("base64"), `${token}A`, token.toUpperCase(), ` ${token}`, encodeURIComponent(`${token} `)][below(7)],
  "claims of another, tag of this": (token) => {
    const [one, two] = [bytesOf(token), bytesOf(minted[below(minted.length)])];
    return Buffer.concat([two.subarray(0, -16), one.subarray(-16)]).toString("base64url");
  },
};

const kinds = Object.entries(mutate);
const statuses = new Map();
let tried = 0;
for (let turn = 0; tried < mutations; turn++) {
  const [name, change] = kinds[turn % kinds.length];
  const edited = change(minted[below(minted.length)]);
  if (known.has(edited)) continue;
  tried++;
  const { status } = service.verify(edited, issuedAtUs);
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  if (status === "verified") throw new Error(`${name}: expected a refusal, got verified for a token nobody minted`);
}
for (const token of minted) if (service.verify(token, issuedAtUs).status !== "verified") throw new Error("unchanged: expected verified");
console.log(`${tried} mutations, none verified: ${[...statuses].map(([status, count]) => `${count} ${status}`).join(", ")}`);
