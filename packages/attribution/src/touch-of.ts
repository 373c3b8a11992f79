import type { SilverRow } from "@liftproof/events";
import type { AttributionRules } from "./attribution-rules.ts";
import type { Touch } from "./touch.ts";
import { touchVerdict } from "./touch-verdict.ts";

/** The touch a silver row stands for, or `null` when it is none; {@link touchVerdict} says why. */
export function touchOf(row: SilverRow, identityId: string, rules: AttributionRules): Touch | null {
  const verdict = touchVerdict(row, identityId, rules);
  return verdict.kind === "touch" ? verdict.touch : null;
}
