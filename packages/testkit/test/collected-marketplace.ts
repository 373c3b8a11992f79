import { attributionRules, checkoutStarts, orderOf, referrerCodes, touchOf } from "@liftproof/attribution";
import type { AttributionInput, Order, Touch } from "@liftproof/attribution";
import { createTokenService, loadKeyRing } from "@liftproof/click-token/node";
import { accept, identityLinkOf, resolveIdentities } from "@liftproof/events";
import type { AcceptOutcome, IdentityLink, SilverRow } from "@liftproof/events";
import { simulateMarketplace, simulatedKeyRing } from "@liftproof/simulator";
import type { SimulatedMarketplace } from "@liftproof/simulator";

const startUs = Date.UTC(2026, 8, 7) * 1000;
const { mint, verify } = createTokenService(loadKeyRing(simulatedKeyRing(startUs)));

/** A line and what the collector made of it. */
export interface Judged {
  readonly receivedAtUs: number;
  readonly raw: string;
  readonly outcome: AcceptOutcome;
}

export function signedMarketplace(users: number): SimulatedMarketplace {
  return simulateMarketplace({ users, seed: 7, mint, startUs });
}

export function* judged({ lines }: SimulatedMarketplace): Generator<Judged> {
  for (const { line, receivedAtUs } of lines) {
    yield { receivedAtUs, raw: line, outcome: accept(line, { receivedAtUs, verify }) };
  }
}

/** What attribution reads, made in memory from judged lines as of the last of them. */
export function attributionInput(lines: Iterable<Judged>): AttributionInput {
  const rows = new Map<string, SilverRow>();
  const links: IdentityLink[] = [];
  let watermarkUs = 0;
  for (const { outcome, receivedAtUs } of lines) {
    watermarkUs = receivedAtUs;
    if (outcome.kind === "rejected" || rows.has(outcome.row.eventId)) continue;
    rows.set(outcome.row.eventId, outcome.row);
    const link = identityLinkOf(outcome.row);
    if (link !== null) links.push(link);
  }
  const rules = attributionRules();
  const { identityOf } = resolveIdentities(links, { watermarkUs });
  const touches: Touch[] = [];
  const orders: Order[] = [];
  const owned = [...rows.values()].map((row) => {
    const tsUs = Math.min(row.eventTsUs + (row.clockSkewUs ?? 0), row.receivedTsUs);
    return { row, identityId: identityOf({ userId: row.userId, anonId: row.anonId, tsUs }) };
  });
  const checkouts = checkoutStarts(owned, rules, watermarkUs);
  const codes = referrerCodes(owned, watermarkUs);
  for (const { row, identityId } of owned) {
    const touch = touchOf(row, identityId, rules);
    if (touch !== null) touches.push(touch);
    const order = orderOf(row, identityId, checkouts);
    if (order !== null) orders.push(order);
  }
  return { touches, orders, rules, watermarkUs, known: { referrerOf: (code) => codes.get(code) } };
}
