/** Verifying a click token, beside the bare hash it cannot do without. */
import { createHmac, createSecretKey } from "node:crypto";
import { createTokenService, loadKeyRing, generateKey, randomNonce } from "@liftproof/click-token/node";
import { figure, measure } from "./measure.mjs";

const tokens = 20_000;
export const title = "Verify a click token";

export async function run() {
  const issuedAtUs = 1_790_000_000_000_000;
  const key = generateKey({ id: "1", notBefore: "2026-01-01T00:00:00Z", notAfter: "2027-01-01T00:00:00Z", maxLifetime: "24h" });
  const service = createTokenService(loadKeyRing({ keys: [key] }));
  const minted = Array.from({ length: tokens }, () =>
    service.mint({ kind: "click", campaign: 4711 }, { keyId: key.id, issuedAtUs, nonce: randomNonce() }),
  );
  const secret = createSecretKey(Buffer.alloc(32, 7));
  let sink = 0;
  const least = await measure({
    "HMAC-SHA256 of as many bytes, node:crypto": () => {
      for (const token of minted) sink += createHmac("sha256", secret).update(token).digest().length;
    },
    "verify: canonical form, key, tag, times, claims": () => {
      for (const token of minted) sink += service.verify(token, issuedAtUs + 1_000_000).status === "verified" ? 1 : 0;
    },
  });
  const [[, floor]] = least;
  return {
    note: `${figure(tokens)} distinct click tokens of ${minted[0].length} characters, one key.`,
    columns: ["work", "tokens per CPU second", "times the floor"],
    rows: [...least].map(([name, seconds]) => [name, figure(tokens / seconds), (seconds / floor).toFixed(2)]),
    sink,
  };
}
