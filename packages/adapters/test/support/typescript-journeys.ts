import { checkoutStarts, orderOf, referrerCodes, touchOf } from "@liftproof/attribution";
import type { AttributionRules, Order, ProofKnowledge, Touch } from "@liftproof/attribution";
import { identityLinkOf, resolveIdentities } from "@liftproof/events";
import type { IdentityResolution, SilverRow } from "@liftproof/events";
import { identityHash } from "./random-rows.ts";

/** Who is who among the rows, as TypeScript resolves it. */
function resolutionOf(rows: readonly SilverRow[], watermarkUs: number): IdentityResolution {
  const firstSeen = new Map<string, number>();
  for (const { userId, receivedTsUs } of rows) {
    if (userId !== null && receivedTsUs <= watermarkUs) firstSeen.set(userId, Math.min(firstSeen.get(userId) ?? Infinity, receivedTsUs));
  }
  const links = rows.map(identityLinkOf).filter((link) => link !== null);
  return resolveIdentities(links, { watermarkUs, firstSeen });
}

/** The touches and orders of silver rows, without SQL. */
export function journeysOf(rows: readonly SilverRow[], rules: AttributionRules, watermarkUs: number): { touches: Touch[]; orders: Order[]; known: ProofKnowledge } {
  const { identityOf } = resolutionOf(rows, watermarkUs);
  const owned = rows.map((row) => ({ row, identityId: identityOf({ userId: row.userId, anonId: row.anonId, tsUs: Math.min(row.eventTsUs + (row.clockSkewUs ?? 0), row.receivedTsUs) }) }));
  const codes = referrerCodes(owned, watermarkUs);
  const checkouts = checkoutStarts(owned, rules, watermarkUs);
  const known: ProofKnowledge = {
    identityHashOf: (identityId) => (identityId.startsWith("u:") ? identityHash(identityId) : undefined),
    referrerOf: (code) => codes.get(code),
  };
  const touches: Touch[] = [];
  const orders: Order[] = [];
  for (const { row, identityId } of owned) {
    const touch = touchOf(row, identityId, rules);
    const order = orderOf(row, identityId, checkouts);
    if (touch !== null) touches.push(touch);
    if (order !== null) orders.push(order);
  }
  return { touches, orders, known };
}
