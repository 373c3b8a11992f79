import type { AttributionRules } from "../attribution-rules.ts";

/** How long a stream has to remember what, all in microseconds. */
export interface StreamLimits {
  /** How often orders are settled, in time of receipt. Longer steps keep more and do less. */
  readonly stepUs: number;
  /** The longest time from an order to its receipt; later ones are told, not attributed. */
  readonly maxOrderDelayUs: number;
  /** The longest time from a click to the receipt of a touch with its token; the key ring's longest lifetime. */
  readonly maxTokenLifetimeUs: number;
}

/** A token may have been minted by a clock that runs ahead of ours by this much. */
const clockToleranceUs = 300_000_000;

/**
 * How long before the end of a step a touch may have been received and still matter to an order settled later.
 *
 * @throws RangeError for rules under which nothing may ever be forgotten.
 */
export function streamReach(rules: AttributionRules, limits: StreamLimits): number {
  if (rules.lookbackUs === null) throw new RangeError("lookbackUs: expected a limit for a stream, got null; use attributeOrders without one");
  if (rules.resetAtOrder) throw new RangeError("resetAtOrder: expected false for a stream, got true; use attributeOrders for it");
  for (const [name, value] of Object.entries(limits)) {
    if (!(Number.isSafeInteger(value) && value > 0)) throw new RangeError(`${name}: expected a whole number of microseconds above 0, got ${value}`);
  }
  const lookbackUs = Math.max(rules.lookbackUs, rules.viewThrough?.lookbackUs ?? 0);
  const fraudUs = Math.max(0, ...(rules.fraud?.windows ?? []).map(({ windowUs }) => windowUs));
  return Math.max(rules.finalAfterUs, limits.maxOrderDelayUs) + lookbackUs + fraudUs + clockToleranceUs;
}
