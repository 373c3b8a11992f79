import type { EpochMicros } from "@liftproof/events";
import type { AttributionRules } from "./attribution-rules.ts";
import type { Order } from "./order.ts";
import type { ProofKnowledge } from "./proof/proof-knowledge.ts";
import type { Touch } from "./touch.ts";

/** What is to be attributed, and as of when. */
export interface AttributionInput {
  /** In any order; repeated event ids are taken once, at their first receipt. */
  readonly touches: Iterable<Touch>;
  /** In any order; repeated order ids are taken once, at their first receipt. */
  readonly orders: Iterable<Order>;
  readonly rules: AttributionRules;
  /** What was received after this instant is not read. */
  readonly watermarkUs: EpochMicros;
  /** Who is behind identity hashes and referrer codes, and which keys were lowered; nothing when absent. */
  readonly known?: ProofKnowledge;
}
