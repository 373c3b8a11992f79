import type { KeyPath } from "../config/yaml-file.ts";
import type { Remark } from "./growthbook-remark.ts";
import { growthbookSplit } from "./growthbook-split.ts";
import { isRecord } from "./is-record.ts";

/** Variants with their weights, and the share of units among them. */
export interface GrowthbookArms {
  readonly variants: readonly string[];
  readonly weights: readonly number[];
  readonly coverage: number;
}

const idPattern = /^(?!__proto__$)[A-Za-z0-9_.-]+$/;

/** The arms of an experiment rule; `undefined` when a remark says why there are none. */
export function growthbookArms(
  rule: Readonly<Record<string, unknown>>,
  path: KeyPath,
  remarks: Remark[],
): GrowthbookArms | undefined {
  const refuse = (key: string, message: string): undefined => {
    remarks.push({ path: [...path, key], fate: "refused", message });
    return undefined;
  };
  const { variations, meta } = rule;
  if (!Array.isArray(variations) || variations.length < 2) return refuse("variations", "expected a list of at least two variations");
  const passing = Array.isArray(meta) && meta.some((one) => isRecord(one) && one["passthrough"] === true);
  if (passing) return refuse("meta", "a variation that passes on to the next rule is a holdout: write `holdout:` into the experiments it should hold out of");
  const names = variantNames(variations, meta);
  const split = growthbookSplit({ arms: names.length, weights: rule["weights"], coverage: rule["coverage"], ranges: rule["ranges"] });
  if (split === undefined) {
    return refuse(rule["ranges"] === undefined ? "weights" : "ranges", "expected numbers in weights, coverage and ranges");
  }
  const taken = names.flatMap((name, index) => ((split.weights[index] ?? 0) > 0 ? [{ name, weight: split.weights[index] ?? 0 }] : []));
  if (taken.length < 2 || taken[0]?.name !== names[0]) {
    return refuse("weights", "expected units in at least two arms, the first among them");
  }
  describe({ rule, path, remarks, names, taken: taken.map(({ name }) => name), equalInstead: split.equalInstead, coverage: split.coverage });
  return { variants: taken.map(({ name }) => name), weights: taken.map(({ weight }) => weight), coverage: split.coverage };
}

/** Keys of the variations where there are any, else the texts they serve, else numbers. */
function variantNames(variations: readonly unknown[], meta: unknown): readonly string[] {
  const keys = Array.isArray(meta) ? meta.map((one: unknown) => (isRecord(one) ? one["key"] : undefined)) : [];
  const numbered = variations.map((_, index) => `v${index}`);
  return [keys, variations].find((names) => areNames(names, variations.length)) ?? numbered;
}

function areNames(names: readonly unknown[], count: number): names is readonly string[] {
  return names.length === count && new Set(names).size === count && names.every((name) => typeof name === "string" && idPattern.test(name));
}

interface Described {
  readonly rule: Readonly<Record<string, unknown>>;
  readonly path: KeyPath;
  readonly remarks: Remark[];
  readonly names: readonly string[];
  readonly taken: readonly string[];
  readonly equalInstead: boolean;
  readonly coverage: number;
}

function describe({ rule, path, remarks, names, taken, equalInstead, coverage }: Described): void {
  const say = (key: string, fate: Remark["fate"], message: string): void => void remarks.push({ path: [...path, key], fate, message });
  const served = (rule["variations"] as readonly unknown[]).map((value, index) => `${names[index]} = ${JSON.stringify(value)}`);
  say("variations", "left", `variants carry no values here; the application serves ${served.join(", ")}`);
  const empty = names.filter((name) => !taken.includes(name));
  const missing = empty.length === 0 ? "" : `; nobody was given ${empty.join(", ")}, which ${empty.length === 1 ? "is" : "are"} left out`;
  for (const key of ["weights", "coverage", "ranges"].filter((one) => Object.hasOwn(rule, one))) {
    if (key !== "ranges" && rule["ranges"] !== undefined) say(key, "differs", "GrowthBook did not read it beside ranges; the ranges are kept");
    else if (key === "weights" && equalInstead) say(key, "differs", "GrowthBook splits evenly where weights do not fit the variations or their sum is not 1; the even split is kept");
    else say(key, empty.length === 0 ? "mapped" : "differs", `${key === "coverage" ? `coverage ${coverage}` : `the same shares of all units`}${missing}`);
  }
  if (rule["meta"] !== undefined) say("meta", "mapped", `names of the variants: ${names.join(", ")}`);
}
