/** The handlers themselves, for any place that speaks Fetch: no disk here, so lines go on to where one is. */
import { createCollector, createRedirector, forwardingSink } from "@liftproof/adapters/http";
import { createTokenService, loadKeyRing } from "@liftproof/click-token/node";

/**
 * @param {{ origin: string, ring: string | object, keyId: string, receiver: { url: string, secret: string }, links: Readonly<Record<string, object>> }} settings
 * how the shop is reached, its key ring, where lines become durable, and the registered links
 */
export function createHandlers({ origin, ring, keyId, receiver, links }) {
  const tokens = createTokenService(loadKeyRing(ring));
  const registered = new Map(Object.entries(links));
  return {
    collector: createCollector({ verify: tokens.verify, origins: [origin], ownHosts: [new URL(origin).hostname], secure: origin.startsWith("https:") }),
    redirector: createRedirector({ origin, keyId, ...tokens, links: (code) => registered.get(code) }),
    sink: forwardingSink(receiver),
  };
}
