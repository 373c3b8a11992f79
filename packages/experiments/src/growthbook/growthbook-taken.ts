import type { Condition } from "@liftproof/assignment";
import type { KeyPath } from "../config/yaml-file.ts";
import { growthbookCondition } from "./growthbook-condition.ts";
import type { GrowthbookConditionSupport } from "./condition-translation.ts";
import { growthbookSplit } from "./growthbook-split.ts";

/** Whom a rule keeps from the rules after it. */
export type TakenUnits =
  | { readonly kind: "nobody" }
  | { readonly kind: "everybody" }
  | { readonly kind: "those-who-meet"; readonly condition: Condition }
  | { readonly kind: "some"; readonly why: string };

/**
 * The first rule that holds decides in GrowthBook, so a rule leaves to the next ones only who does not
 * meet it. Where it takes all who meet its condition, the next ones can say so; where it takes a share
 * of them by a hash of its own, they cannot.
 */
export function growthbookTaken(
  rule: Readonly<Record<string, unknown>>,
  path: KeyPath,
  support: GrowthbookConditionSupport,
): TakenUnits {
  const forces = Object.hasOwn(rule, "force");
  const variations: unknown = rule["contextualVariations"] ?? rule["variations"];
  if (!forces && !(Array.isArray(variations) && variations.length >= 2)) return { kind: "nobody" };
  for (const key of ["parentConditions", "filters", "namespace", "range", "contextualBanditRef"]) {
    if (Object.hasOwn(rule, key)) return { kind: "some", why: `its ${key}` };
  }
  if (!forces) {
    const split = growthbookSplit({ arms: (variations as readonly unknown[]).length, weights: rule["weights"], coverage: rule["coverage"], ranges: rule["ranges"] });
    if (split === undefined || split.coverage < 1 - 1e-9) return { kind: "some", why: "its coverage" };
    if (Array.isArray(rule["meta"]) && JSON.stringify(rule["meta"]).includes('"passthrough":true')) return { kind: "some", why: "its meta" };
  } else if (rule["coverage"] !== undefined && !(typeof rule["coverage"] === "number" && rule["coverage"] >= 1)) {
    return { kind: "some", why: "its coverage" };
  }
  if (rule["condition"] === undefined) return { kind: "everybody" };
  const { condition, remarks } = growthbookCondition(rule["condition"], [...path, "condition"], support);
  if (remarks.some(({ fate }) => fate === "refused")) return { kind: "some", why: "a condition that cannot be said here" };
  return Object.keys(condition).length === 0 ? { kind: "everybody" } : { kind: "those-who-meet", condition };
}
