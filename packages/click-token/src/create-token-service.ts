import { signedMessage } from "./format/signed-message.ts";
import { judgeToken } from "./judge-token.ts";
import type { KeyRing } from "./key-ring/key-ring.ts";
import { openToken } from "./open-token.ts";
import { signedText } from "./signed-text.ts";
import type { PureTokenServiceOptions, TokenService } from "./token-service.ts";
import { unsignedToken } from "./unsigned-token.ts";
import { wholeMicros } from "./whole-micros.ts";

/** A token service over a hash that the caller supplies; `/node` and `/web-crypto` bring their platform's. */
export function createTokenService(ring: KeyRing, options: PureTokenServiceOptions): TokenService {
  const { hmacSha256 } = options.crypto;
  const campaignNames = options.campaignNames ?? new Map<number, string>();
  return {
    mint: (request, context) => {
      const { key, unsigned } = unsignedToken(request, context, { ring, campaignNames });
      return signedText(unsigned, hmacSha256(key.secret, signedMessage(unsigned)));
    },
    verify: (token, receivedAtUs) => {
      wholeMicros(receivedAtUs, "receivedAtUs");
      const opened = openToken(token, ring);
      if ("status" in opened) return opened;
      return judgeToken(opened, { hash: hmacSha256(opened.key.secret, opened.message), receivedAtUs, campaignNames });
    },
  };
}
