import type { NonceStore, NonceUse } from "./nonce-store.ts";

/** Uses between two sweeps at the least, so that a small store is not swept at every use. */
const leastGrowth = 1024;

/**
 * First uses in the memory of one process. Expired nonces are swept out whenever the store has doubled, so memory
 * stays within twice what is alive.
 */
export function createMemoryNonceStore(): NonceStore & { readonly size: () => number } {
  const uses = new Map<string, NonceUse>();
  let sweepAt = leastGrowth;
  return {
    remember: (use) => {
      const place = `${use.keyId} ${use.nonce}`;
      const earlier = uses.get(place);
      if (earlier !== undefined) return Promise.resolve(earlier);
      uses.set(place, use);
      if (uses.size >= sweepAt) {
        for (const [other, { expiresAtUs }] of uses) if (expiresAtUs < use.receivedAtUs) uses.delete(other);
        sweepAt = uses.size * 2 + leastGrowth;
      }
      return Promise.resolve(null);
    },
    size: () => uses.size,
  };
}
