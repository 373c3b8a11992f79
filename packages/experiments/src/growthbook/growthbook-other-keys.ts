import type { KeyPath } from "../config/yaml-file.ts";
import type { Remark } from "./growthbook-remark.ts";

/** Keys of a rule that other files translate; they make their own remarks. */
const translated = new Set(["condition", "key", "variations", "weights", "coverage", "ranges", "meta", "namespace", "filters"]);

/** Remarks on the keys of an experiment rule that do not decide who sees which arm, or cannot be said. */
export function otherKeyRemarks(
  rule: Readonly<Record<string, unknown>>,
  path: KeyPath,
  units: Readonly<Record<string, string>>,
): readonly Remark[] {
  const remarks: Remark[] = [];
  const attribute = rule["hashAttribute"] ?? "id";
  if (typeof attribute !== "string" || !Object.hasOwn(units, attribute)) {
    const message = `expected an attribute whose unit is known (${Object.keys(units).join(", ")}), got ${JSON.stringify(attribute)}; name its unit with --unit`;
    remarks.push({ path: [...path, "hashAttribute"], fate: "refused", message });
  }
  for (const [key, value] of Object.entries(rule)) {
    if (translated.has(key)) continue;
    const said = key === "hashAttribute" ? hashAttribute(value, units) : (fates[key] ?? unknown);
    if (said !== undefined) remarks.push({ path: [...path, key], ...said });
  }
  return remarks;
}

type Said = Pick<Remark, "fate" | "message">;

function hashAttribute(value: unknown, units: Readonly<Record<string, string>>): Said | undefined {
  return typeof value === "string" && Object.hasOwn(units, value) ? { fate: "mapped", message: `unit ${units[value]}` } : undefined;
}

const drawnAnew = "the hash here is another (MurmurHash3, not FNV-1a): every unit is drawn anew, under a salt and a phase of its own";
const sticky = "kept assignments of GrowthBook are not read; an AssignmentStore keeps those made here";

/** What keys mean that stand for themselves. */
const fates: Readonly<Record<string, Said>> = {
  id: { fate: "left", message: "the name of a rule has no meaning here" },
  name: { fate: "mapped", message: "question" },
  seed: { fate: "differs", message: drawnAnew },
  hashVersion: { fate: "differs", message: drawnAnew },
  phase: { fate: "differs", message: "the next phase, for every unit is drawn anew; phases count from 1 here" },
  fallbackAttribute: { fate: "differs", message: "one unit decides here; who lacks it is not in the experiment" },
  disableStickyBucketing: { fate: "differs", message: sticky },
  bucketVersion: { fate: "differs", message: sticky },
  minBucketVersion: { fate: "differs", message: sticky },
  tracks: { fate: "left", message: "the outcome of another evaluation, with no part in the decision" },
  parentConditions: { fate: "refused", message: "a prerequisite feature: where it is an experiment, write `prerequisites:` with its variants; where it is a switch, keep it in the application" },
  range: { fate: "refused", message: "GrowthBook reads it in rules that force a value only" },
  contextualBanditRef: { fate: "refused", message: "a bandit moves its weights; an experiment here keeps them" },
  contextualVariations: { fate: "refused", message: "a bandit moves its weights; an experiment here keeps them" },
};

const unknown: Said = { fate: "refused", message: "a key unknown to this conversion might decide who is in the experiment" };
