import { compareCodePoints } from "@liftproof/events";
import type { EpochMicros } from "@liftproof/events";
import type { AttributionFact } from "../attribution-fact.ts";
import { factText } from "./fact-text.ts";
import { isSameFact } from "./is-same-fact.ts";
import type { Restatement, RestatementCause } from "./restatement.ts";

/** The facts of two runs, and what tells the causes apart. */
export interface RestatementInput {
  /** What is published: the facts that the run before left, see {@link RestatedFacts}. */
  readonly previous: Iterable<AttributionFact>;
  /** What the run found. */
  readonly current: Iterable<AttributionFact>;
  /** As of when the run looks. */
  readonly watermarkUs: EpochMicros;
  /** People of whom other ids are known than at the run before; nobody when absent. */
  readonly changedIdentities?: ReadonlySet<string>;
  /** How often an order was restated before; never when absent. */
  readonly revisionOf?: (orderId: string) => number;
}

/** What a run publishes. */
export interface RestatedFacts {
  /** The facts of the run. One that says what was published before keeps the watermark it was published with. */
  readonly facts: readonly AttributionFact[];
  /** Final facts that changed or are gone, as they were, sorted by order id. */
  readonly restated: readonly Restatement[];
}

/**
 * Compares the facts of a run with what is published.
 *
 * A provisional fact may change without a trace, for that is what provisional means. A final one that changes in anything but its
 * watermark is kept as it was. Other rules are a change even when they give the same verdict, because the row says which rules gave it.
 */
export function restatements(input: RestatementInput): RestatedFacts {
  const published = new Map<string, AttributionFact>();
  for (const fact of input.previous) published.set(fact.orderId, fact);
  const facts: AttributionFact[] = [];
  const found = new Map<string, AttributionFact>();
  for (const fact of input.current) {
    const before = published.get(fact.orderId);
    found.set(fact.orderId, fact);
    facts.push(before !== undefined && isSameFact(before, fact) ? before : fact);
  }
  const restated: Restatement[] = [];
  for (const [orderId, before] of published) {
    const now = found.get(orderId);
    if (before.state !== "final" || (now !== undefined && isSameFact(before, now))) continue;
    restated.push({ orderId, revision: (input.revisionOf?.(orderId) ?? 0) + 1, previous: factText(before), cause: causeOf(before, now, input) });
  }
  return { facts, restated: restated.sort((a, b) => compareCodePoints(a.orderId, b.orderId)) };
}

function causeOf(before: AttributionFact, now: AttributionFact | undefined, { watermarkUs, changedIdentities }: RestatementInput): RestatementCause {
  if (watermarkUs < before.watermarkUs) return "earlier_watermark";
  if (now === undefined) return "late_event";
  if (now.engineVersion !== before.engineVersion) return "engine_changed";
  if (now.channelRulesVersion !== before.channelRulesVersion) return "channel_rules_changed";
  if (now.rulesHash !== before.rulesHash) return "rules_changed";
  return now.identityId !== before.identityId || changedIdentities?.has(now.identityId) === true ? "identity_merge" : "late_event";
}
