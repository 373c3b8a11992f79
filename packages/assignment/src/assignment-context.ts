import type { Decision } from "./decision.ts";
import type { RegexMatcher } from "./targeting/condition.ts";

/**
 * How recognized crawlers and visitors without a durable identity are treated.
 *
 * `identity`: both see control. `identity-only`: the crawler rule is off. `same-as-user`: everyone
 * is assigned, and bots leave at analysis.
 */
export type CrawlerPolicy = "identity" | "identity-only" | "same-as-user";

/** A variant kept from an earlier visit. It holds within its phase only. */
export interface StickyAssignment {
  readonly variant: string;
  readonly phase: number;
}

/** Everything outside the experiment and the unit on which a decision may depend. */
export interface AssignmentContext {
  /** Ids on the kill list. */
  readonly killed?: ReadonlySet<string>;
  /** Variant per experiment id, asked for by a signed preview or by code. Never exposed. */
  readonly forced?: ReadonlyMap<string, string>;
  /** What this unit was given before, per experiment id. */
  readonly sticky?: ReadonlyMap<string, StickyAssignment>;
  /** This unit's decisions in other experiments, for prerequisites. */
  readonly decisions?: ReadonlyMap<string, Decision>;
  /** The instant of the request in microseconds UTC. Absent: schedules are not judged, as when the past is derived again. */
  readonly nowUs?: number;
  /** The request comes from a recognized crawler. */
  readonly crawler?: boolean;
  /** The request carried a first-party identity that outlives it. Absent counts as no, so forgetting it never cloaks. */
  readonly durableIdentity?: boolean;
  /** `identity` when absent. */
  readonly policy?: CrawlerPolicy;
  /** Members per group name, for `$inGroup`. */
  readonly groups?: ReadonlyMap<string, ReadonlySet<unknown>>;
  /** Linear-time matcher for `$regex`. */
  readonly regex?: RegexMatcher;
}
