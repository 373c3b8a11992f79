import type { AttributionInput } from "./attribution-input.ts";
import { eachJourney } from "./each-journey.ts";
import type { Journey } from "./journey.ts";

/** All of {@link eachJourney}, for those who read them more than once. */
export function journeys(input: AttributionInput, withoutOrders: boolean = false): readonly Journey[] {
  return [...eachJourney(input, withoutOrders)];
}
