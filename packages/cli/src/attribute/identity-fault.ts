import { damagedIdPattern } from "@liftproof/adapters/duckdb";
import { isBlank } from "./is-blank.ts";

const damaged = new RegExp(`^${damagedIdPattern}$`, "u");

/** What is wrong with an id, if anything: an id a spreadsheet has rounded (3,69673E+15) names many people at once. */
export function identityFault(text: string | null): "missing_identity" | "damaged_id" | undefined {
  if (text === null || isBlank(text)) return "missing_identity";
  return damaged.test(text) ? "damaged_id" : undefined;
}
