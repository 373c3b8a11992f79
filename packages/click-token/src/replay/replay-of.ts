import type { NonceStore, NonceUse } from "./nonce-store.ts";

/** `first`: nobody came with this token before. `reload`: the same identity did. `replayed`: another one did, so the token proves nothing for this one. */
export type Replay = "first" | "reload" | "replayed";

/**
 * Whether a verified click token was used before, as far as can be known while events arrive. Identities that turn
 * out to be one person later are judged again when facts are built; this answer is for what cannot wait.
 */
export async function replayOf(use: NonceUse, store: NonceStore): Promise<Replay> {
  const earlier = await store.remember(use);
  if (earlier === null) return "first";
  return earlier.identityId === use.identityId ? "reload" : "replayed";
}
