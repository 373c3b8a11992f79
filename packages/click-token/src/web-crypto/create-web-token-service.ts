import { signedMessage } from "../format/signed-message.ts";
import { judgeToken } from "../judge-token.ts";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { openToken } from "../open-token.ts";
import { signedText } from "../signed-text.ts";
import type { TokenServiceOptions } from "../token-service.ts";
import { unsignedToken } from "../unsigned-token.ts";
import { wholeMicros } from "../whole-micros.ts";
import type { WebSubtle } from "./web-subtle.ts";
import { webTokenCrypto } from "./web-token-crypto.ts";
import type { WebTokenService } from "./web-token-service.ts";

/** What the web service takes: the choices and `crypto.subtle`. */
export interface WebTokenServiceOptions<Key> extends TokenServiceOptions {
  readonly subtle: WebSubtle<Key>;
}

/** A token service over WebCrypto, for runtimes without `node:crypto`. */
export function createWebTokenService<Key>(ring: KeyRing, options: WebTokenServiceOptions<Key>): WebTokenService {
  const { tag, isAuthentic } = webTokenCrypto(options.subtle, options.privateKeys);
  const campaignNames = options.campaignNames ?? new Map<number, string>();
  return {
    mint: async (request, context) => {
      const { key, unsigned } = unsignedToken(request, context, { ring, campaignNames });
      return signedText(unsigned, await tag(key, signedMessage(unsigned)));
    },
    verify: async (token, receivedAtUs) => {
      wholeMicros(receivedAtUs, "receivedAtUs");
      const opened = openToken(token, ring);
      if ("status" in opened) return opened;
      const authentic = await isAuthentic(opened.key, opened.message, opened.tag);
      return judgeToken(opened, { authentic, receivedAtUs, campaignNames });
    },
  };
}
