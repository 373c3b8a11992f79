import type { EpochMicros, SilverRow } from "@liftproof/events";
import { confirmWithinUs } from "./confirm-within-us.ts";

/**
 * Whether a row is the landing by which a person confirmed the click token it carries.
 *
 * Only the landing says so, within 30 minutes of the mint by its corrected instant: a token read from storage later
 * confirms nothing, and a landing whose delivery had to wait still does.
 *
 * @param arrivalTsUs - When the row happened, as `arrivalOf` gives it: never later than receipt.
 */
export function confirmsClick({ eventName, payload, clickIssuedUs }: SilverRow, arrivalTsUs: EpochMicros): boolean {
  return eventName === "landing.view" && payload["confirmed"] === "true" && clickIssuedUs !== null && arrivalTsUs - clickIssuedUs <= confirmWithinUs;
}
