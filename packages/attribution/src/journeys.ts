import type { EpochMicros } from "@liftproof/events";
import type { AttributionRules } from "./attribution-rules.ts";
import { eachJourney } from "./each-journey.ts";
import type { Order } from "./order.ts";
import type { ProofKnowledge } from "./proof/proof-knowledge.ts";
import type { JudgedTouch, Touch } from "./touch.ts";

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

/** One identity's touches and orders up to the watermark, each once. */
export interface Journey {
  readonly identityId: string;
  /** Sorted by {@link compareTouches}; reloads are left out. */
  readonly touches: readonly JudgedTouch[];
  /** Impressions with labels, sorted the same way; none unless the rules let them earn orders. */
  readonly views: readonly JudgedTouch[];
  /** Sorted by instant, then order id. */
  readonly orders: readonly Order[];
}

/** All of {@link eachJourney}, for those who read them more than once. */
export function journeys(input: AttributionInput, withoutOrders: boolean = false): readonly Journey[] {
  return [...eachJourney(input, withoutOrders)];
}
