import type { Condition } from "@liftproof/assignment";
import { conditionFaults } from "@liftproof/assignment";
import type { KeyPath } from "../config/yaml-file.ts";
import type { ExperimentEntry } from "../schemas/experiment-schema.ts";
import { growthbookArms } from "./growthbook-arms.ts";
import { growthbookCondition } from "./growthbook-condition.ts";
import type { GrowthbookConditionSupport } from "./condition-translation.ts";
import { growthbookLayer } from "./growthbook-layer.ts";
import type { Remark } from "./growthbook-remark.ts";
import { otherKeyRemarks } from "./growthbook-other-keys.ts";
import type { TakenUnits } from "./growthbook-taken.ts";

/** Where an experiment rule stands, and what is not written in it. */
export interface RuleSurroundings {
  readonly feature: string;
  readonly path: KeyPath;
  readonly support: GrowthbookConditionSupport;
  readonly surface: string;
  readonly metric: string;
  /** Unit by hash attribute. */
  readonly units: Readonly<Record<string, string>>;
  /** What the rules before it take. */
  readonly taken: readonly { readonly path: KeyPath; readonly units: TakenUnits; readonly hashAttribute: string }[];
}

/** One experiment rule as an experiment file, or why it is none. */
export function growthbookExperiment(
  rule: Readonly<Record<string, unknown>>,
  surroundings: RuleSurroundings,
): { readonly entry: ExperimentEntry | undefined; readonly remarks: readonly Remark[] } {
  const { path, feature } = surroundings;
  const remarks: Remark[] = [...otherKeyRemarks(rule, path, surroundings.units)];
  const arms = growthbookArms(rule, path, remarks);
  const layer = growthbookLayer(rule, path, remarks);
  const targeting = targetingOf(rule, surroundings, remarks);
  const attribute = hashAttributeOf(rule);
  const key = typeof rule["key"] === "string" ? rule["key"] : feature;
  const expId = key.toLowerCase().replaceAll(/[^a-z0-9_.-]/gu, "-");
  if (rule["key"] !== undefined) {
    remarks.push({ path: [...path, "key"], fate: expId === key ? "mapped" : "differs", message: `exp_id ${expId}` });
  }
  if (expId === "" || expId === "__proto__") remarks.push({ path: [...path, "key"], fate: "refused", message: "expected a key that can name an experiment" });
  const unit = surroundings.units[attribute];
  if (arms === undefined || layer === undefined || unit === undefined || remarks.some(({ fate }) => fate === "refused")) {
    return { entry: undefined, remarks: [...remarks, ...unsaid(rule, path, remarks)] };
  }
  const entry: ExperimentEntry = {
    exp_id: expId,
    ...(typeof rule["name"] === "string" ? { question: rule["name"] } : {}),
    surface: surroundings.surface,
    ...(unit === "identity" ? {} : { unit }),
    variants: arms.variants,
    weights: arms.weights,
    ...(arms.coverage >= 1 - 1e-12 ? {} : { coverage: arms.coverage }),
    ...(layer === null ? {} : { layer }),
    ...(targeting === undefined ? {} : { targeting }),
    primary_metric: surroundings.metric,
    phase: phaseOf(rule["phase"]),
    status: "draft",
  };
  return { entry, remarks };
}

/** Keys that nothing was said of, because the rule was refused before they were read. */
function unsaid(rule: Readonly<Record<string, unknown>>, path: KeyPath, remarks: readonly Remark[]): readonly Remark[] {
  const said = new Set(remarks.map((remark) => remark.path[path.length]));
  return Object.keys(rule)
    .filter((key) => !said.has(key))
    .map((key) => ({ path: [...path, key], fate: "refused", message: "not read, because the rule is refused by another key" }));
}

/** The attribute by which a rule draws units. */
export function hashAttributeOf(rule: Readonly<Record<string, unknown>>): string {
  return typeof rule["hashAttribute"] === "string" && rule["hashAttribute"] !== "" ? rule["hashAttribute"] : "id";
}

/** GrowthBook counts phases from 0, and the draw here is the one after it. */
function phaseOf(phase: unknown): number {
  const before = typeof phase === "string" && /^[0-9]{1,6}$/u.test(phase) ? Number(phase) : -1;
  return before + 2;
}

function targetingOf(
  rule: Readonly<Record<string, unknown>>,
  { path, support, taken }: RuleSurroundings,
  remarks: Remark[],
): Condition | undefined {
  const parts: Condition[] = [];
  for (const { path: earlier, units, hashAttribute } of taken) {
    if (units.kind === "nobody") continue;
    const name = `rules[${String(earlier.at(-1))}]`;
    if (units.kind === "everybody") remarks.push({ path, fate: "refused", message: `${name} before it takes everybody, so nobody reaches this rule` });
    else if (units.kind === "some") remarks.push({ path, fate: "refused", message: `${name} before it takes some units first (${units.why}); who is left cannot be said here` });
    else {
      parts.push({ $not: units.condition });
      const other = hashAttribute === hashAttributeOf(rule) ? "" : `; it still reached those without ${hashAttribute}, who are left out here`;
      remarks.push({ path, fate: other === "" ? "mapped" : "differs", message: `who meets ${name} before it is left out by targeting${other}` });
    }
  }
  const own = rule["condition"];
  if (own !== undefined) {
    const here = [...path, "condition"];
    const { condition, remarks: found } = growthbookCondition(own, here, support);
    remarks.push(...found);
    if (found.length === 0) remarks.push({ path: here, fate: "mapped", message: "targeting" });
    if (Object.keys(condition).length > 0) parts.unshift(condition);
  }
  const [first, ...more] = parts;
  if (first === undefined) return undefined;
  const whole = more.length === 0 ? first : { $and: parts };
  if (remarks.every(({ fate }) => fate !== "refused")) {
    for (const { expected, got } of conditionFaults(whole, { regex: support.regex })) {
      remarks.push({ path: [...path, "condition"], fate: "refused", message: `expected ${expected}, got ${got}` });
    }
  }
  return whole;
}
