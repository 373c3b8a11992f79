import type { AttributionRules } from "../attribution-rules.ts";

const known = new WeakMap<AttributionRules, AttributionRules>();

/** The rules with proof turned off; the same object every time, because what is made ready for rules is kept by object. */
export function rulesWithoutProof(rules: AttributionRules): AttributionRules {
  let changed = known.get(rules);
  if (changed === undefined) {
    changed = rules.proofMode === "off" ? rules : { ...rules, proofMode: "off" };
    known.set(rules, changed);
  }
  return changed;
}
