import { equalInConstantTime } from "./equal-in-constant-time.ts";
import { signedMessage } from "./format/signed-message.ts";
import { tagOf } from "./format/tag-of.ts";
import { judgeToken } from "./judge-token.ts";
import type { KeyRing, TokenKey } from "./key-ring/key-ring.ts";
import { openToken } from "./open-token.ts";
import { privateKeyOf } from "./private-key-of.ts";
import { signedText } from "./signed-text.ts";
import type { PureTokenServiceOptions, TokenService } from "./token-service.ts";
import { unsignedToken } from "./unsigned-token.ts";
import { wholeMicros } from "./whole-micros.ts";

/** A token service over primitives that the caller supplies; `/node` and `/web-crypto` bring their platform's. */
export function createTokenService(ring: KeyRing, options: PureTokenServiceOptions): TokenService {
  const { crypto, privateKeys } = options;
  const campaignNames = options.campaignNames ?? new Map<number, string>();

  const isAuthentic = ({ signing }: TokenKey, message: Uint8Array, tag: Uint8Array): boolean =>
    signing.algorithm === "ed25519"
      ? crypto.verifyEd25519(signing.publicKey, message, tag)
      : equalInConstantTime(tag, tagOf(crypto.hmacSha256(signing.secret, message)));

  const tag = (key: TokenKey, message: Uint8Array): Uint8Array => {
    if (key.signing.algorithm === "hmac-sha256") return tagOf(crypto.hmacSha256(key.signing.secret, message));
    const signature = crypto.signEd25519(privateKeyOf(key, privateKeys), message);
    if (!isAuthentic(key, message, signature)) throw new RangeError(`privateKeys: expected the one that belongs to the public key of key ${key.id}`);
    return signature;
  };

  return {
    mint: (request, context) => {
      const { key, unsigned } = unsignedToken(request, context, { ring, campaignNames });
      return signedText(unsigned, tag(key, signedMessage(unsigned)));
    },
    verify: (token, receivedAtUs) => {
      wholeMicros(receivedAtUs, "receivedAtUs");
      const opened = openToken(token, ring);
      if ("status" in opened) return opened;
      const authentic = isAuthentic(opened.key, opened.message, opened.tag);
      return judgeToken(opened, { authentic, receivedAtUs, campaignNames });
    },
  };
}
