import type { AttributionInput } from "./attribution-input.ts";
import { journeyOf, readCrowd } from "./crowd.ts";
import type { ReadJourney } from "./crowd.ts";

/**
 * Tells every identity with an order, or with a touch when `withoutOrders` asks for those as well.
 *
 * A touch that no order of its identity reaches is passed over before anything is judged or sorted. Journeys are made
 * one by one, so that no more than one of them needs to be kept.
 */
export function* eachJourney(input: AttributionInput, withoutOrders: boolean = false): Generator<ReadJourney, void> {
  const crowd = readCrowd(input, withoutOrders);
  for (const identityId of crowd.numbers.keys()) yield journeyOf(crowd, identityId);
}
