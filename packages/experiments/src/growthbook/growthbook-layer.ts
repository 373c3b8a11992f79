import type { KeyPath } from "../config/yaml-file.ts";
import type { Remark } from "./growthbook-remark.ts";
import { isRecord } from "./is-record.ts";

/** A part of a layer as an experiment file writes it. */
export interface GrowthbookLayer {
  readonly id: string;
  readonly slots: readonly [number, number];
}

/**
 * The layer of a rule: its `filters` where it has any, else its `namespace`.
 *
 * @returns null when the rule has neither, `undefined` when a remark says why it cannot be said.
 */
export function growthbookLayer(
  rule: Readonly<Record<string, unknown>>,
  path: KeyPath,
  remarks: Remark[],
): GrowthbookLayer | null | undefined {
  const { filters, namespace } = rule;
  if (filters === undefined && namespace === undefined) return null;
  const key = filters === undefined ? "namespace" : "filters";
  const here = [...path, key];
  if (filters !== undefined && namespace !== undefined) {
    remarks.push({ path: [...path, "namespace"], fate: "differs", message: "GrowthBook did not read it beside filters; the filters are kept" });
  }
  if (Array.isArray(filters) && filters.length === 0) {
    remarks.push({ path: here, fate: "mapped", message: "no filter" });
    return null;
  }
  const found = filters === undefined ? ofNamespace(namespace) : ofFilters(filters, rule["hashAttribute"] ?? "id");
  if (typeof found === "string") {
    remarks.push({ path: here, fate: "refused", message: found });
    return undefined;
  }
  const id = found.id.replaceAll(/[^A-Za-z0-9_.-]/gu, "-");
  remarks.push({ path: here, fate: "differs", message: `layer ${id}, slots [${found.slots.join(", ")}]: the same shares, drawn anew; experiments exclude each other only when all of the layer run here` });
  return { id, slots: found.slots };
}

function ofNamespace(namespace: unknown): GrowthbookLayer | string {
  const [id, from, to] = Array.isArray(namespace) ? (namespace as readonly unknown[]) : [];
  const slots = slotsOf([from, to]);
  return typeof id === "string" && id !== "" && slots !== undefined ? { id, slots } : "expected a name and a range within [0, 1]";
}

function ofFilters(filters: unknown, hashAttribute: unknown): GrowthbookLayer | string {
  const [filter, ...more] = Array.isArray(filters) ? (filters as readonly unknown[]) : [];
  if (!isRecord(filter) || more.length > 0) return "an experiment has one layer here; several filters cannot be said";
  if ((filter["attribute"] ?? "id") !== hashAttribute) return "a layer is drawn by the unit of the experiment here; a filter by another attribute cannot be said";
  const { seed, ranges } = filter;
  const [range, ...others] = Array.isArray(ranges) ? (ranges as readonly unknown[]) : [];
  const slots = slotsOf(range);
  if (others.length > 0 || slots === undefined) return "an experiment has one range of a layer here, within [0, 1]";
  return typeof seed === "string" && seed !== "" ? { id: seed, slots } : "expected a seed";
}

function slotsOf(range: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(range)) return undefined;
  const [from, to] = range as readonly unknown[];
  if (typeof from !== "number" || typeof to !== "number" || !(from >= 0 && from < to && to <= 1)) return undefined;
  return [from, to];
}
