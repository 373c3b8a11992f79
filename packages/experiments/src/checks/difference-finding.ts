import type { UngatedDefinition } from "../config/experiment-of.ts";
import type { Finding, KeyPath } from "../config/yaml-file.ts";
import { canonicalJson } from "../lock/canonical-json.ts";
import type { LockDifference } from "../lock/lock-differences.ts";
import type { LockedExperiment } from "../lock/locked-experiment.ts";

interface DifferenceOf {
  readonly definition: UngatedDefinition;
  readonly locked: LockedExperiment | undefined;
}

/** A difference from the lock file in words, at the line of the experiment's file that it comes in by. */
export function differenceFinding({ keys, rule, before, after }: LockDifference, { definition, locked }: DifferenceOf): Finding {
  const { expId, phase } = definition;
  const path = pathOf(keys, definition);
  const [was, is] = texts(keys, before, after);
  const reuse = locked?.status === "retired" ? " (this exp_id had another experiment, which is gone), another exp_id" : "";
  const expected = `${was} as locked${rule === "noted" ? "" : `${reuse}, or phase: ${phase + 1}`}`;
  if (rule !== "reason") return { path, expected, got: is };
  const hint = `to change what decides an experiment after its data came in is p-hacking, for one reading among several can be chosen; where it has to be, write down why: liftproof check --update-lock ${expId}=REASON`;
  return { path, expected, got: is, hint };
}

/** What is kept under another name in the lock file, or comes from another file. */
function pathOf(keys: readonly string[], { primaryMetric, guardrails }: UngatedDefinition): KeyPath {
  const [part = "", name = ""] = keys;
  if (part === "metrics") return name === primaryMetric ? ["primary_metric"] : ["guardrails", guardrails.indexOf(name)];
  if (part === "groups") return ["targeting"];
  if (part === "public_seo") return ["surface"];
  return part === "daily_units" ? ["sizing", part] : keys;
}

function texts([part, name]: readonly string[], before: unknown, after: unknown): readonly [string, string] {
  if (part === "groups") return [`the members of ${name}`, `others (hash ${String(after)} instead of ${String(before)})`];
  if (part === "public_seo") return before === true ? ["a public_seo surface", "one that is none"] : ["a surface without public_seo", "one with it"];
  if (part !== "metrics") return [canonicalJson(before), canonicalJson(after)];
  const changed = Object.keys(before as object).filter((key) => canonicalJson(field(before, key)) !== canonicalJson(field(after, key)));
  const shown = (metric: unknown): string => changed.map((key) => `${key} ${canonicalJson(field(metric, key))}`).join(", ");
  return [`${name} with ${shown(before)}`, `${name} with ${shown(after)}`];
}

function field(metric: unknown, key: string): unknown {
  return (metric as Readonly<Record<string, unknown>> | null)?.[key];
}
