import { signedMessage } from "../format/signed-message.ts";
import { judgeToken } from "../judge-token.ts";
import type { KeyRing, TokenKey } from "../key-ring/key-ring.ts";
import { openToken } from "../open-token.ts";
import { signedText } from "../signed-text.ts";
import type { TokenServiceOptions } from "../token-service.ts";
import { unsignedToken } from "../unsigned-token.ts";
import { wholeMicros } from "../whole-micros.ts";
import type { WebHmac } from "./web-hmac.ts";
import type { WebTokenService } from "./web-token-service.ts";

/** What the web service takes: the choices and `crypto.subtle`. */
export interface WebTokenServiceOptions<Key> extends TokenServiceOptions {
  readonly subtle: WebHmac<Key>;
}

/** A token service over WebCrypto, for runtimes without `node:crypto`. */
export function createWebTokenService<Key>(ring: KeyRing, options: WebTokenServiceOptions<Key>): WebTokenService {
  const { subtle } = options;
  const campaignNames = options.campaignNames ?? new Map<number, string>();
  const imported = new Map<string, Promise<Key>>();

  const hash = async (key: TokenKey, message: Uint8Array): Promise<Uint8Array> => {
    let handle = imported.get(key.id);
    if (handle === undefined) {
      handle = subtle.importKey("raw", new Uint8Array(key.secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      imported.set(key.id, handle);
    }
    return new Uint8Array(await subtle.sign("HMAC", await handle, new Uint8Array(message)));
  };

  return {
    mint: async (request, context) => {
      const { key, unsigned } = unsignedToken(request, context, { ring, campaignNames });
      return signedText(unsigned, await hash(key, signedMessage(unsigned)));
    },
    verify: async (token, receivedAtUs) => {
      wholeMicros(receivedAtUs, "receivedAtUs");
      const opened = openToken(token, ring);
      if ("status" in opened) return opened;
      return judgeToken(opened, { hash: await hash(opened.key, opened.message), receivedAtUs, campaignNames });
    },
  };
}
