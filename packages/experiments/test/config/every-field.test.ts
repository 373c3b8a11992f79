import { configJsonSchemas, loadExperiments, lockFileText } from "@liftproof/experiments";
import type { ConfigFault, ConfigOptions, JsonSchema } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";
import { checkoutFile, references } from "./valid-files.ts";

type Data = Record<string, unknown>;
type Place = readonly (string | number)[];
type Wrapped = { readonly wrap: (data: Data) => readonly ConfigFault[]; readonly schema: JsonSchema; readonly whole: Data };

const metric = { name: "whole", kind: "ratio", event: "a.b", value: "v", agg: "sum", denominator: { event: "c.d", value: "w", agg: "count" }, window: "7d", direction: "up", margin: 1, currency: "EUR" };
const experiment: Data = {
  exp_id: "whole", question: "Why?", surface: "checkout", unit: "identity", variants: ["a", "b"], control: "a", weights: [1, 1], coverage: 0.5,
  layer: { id: "page", slots: [0, 0.5] }, holdout: { id: "all", share: 0.1 }, prerequisites: [{ exp_id: "before", variants: ["a"] }], targeting: { country: "DE" },
  primary_metric: metric, guardrails: ["refund_rate"], segments: ["country"], decision: { rule: "fixed", estimate: "raw" },
  sizing: { baseline: 0.1, mde: 0.1, power: 0.8, alpha: 0.05, daily_units: 9, sd: 1, cuped_r2: 0.1, override: "a long enough reason" },
  schedule: { start: "2026-12-01", max_days: 28 }, phase: 1, salt: "whole", hash_version: 1, status: "draft",
};
/** As JSON with one key per line, so that a line names a key. */
const file = (path: string, data: Data): { path: string; text: string } => ({ path, text: JSON.stringify(data, undefined, 1) });
const shared = (options: ConfigOptions): readonly ConfigFault[] => loadExperiments([], options).faults;
const schemas = configJsonSchemas();
const lock = JSON.parse(lockFileText(loadExperiments([checkoutFile], references).experiments)) as Data;
const lockSchema: JsonSchema = { properties: { version: {}, experiments: {} } };
const files: Readonly<Record<string, Wrapped>> = {
  "an experiment": { schema: schemas.experiment, whole: experiment, wrap: (data) => loadExperiments([file("x", data)], references).faults },
  "metrics.yaml": { schema: schemas.metrics, whole: { metrics: [{ ...metric, quantile: 0.5 }], events: ["loyalty.joined"] }, wrap: (data) => shared({ metrics: file("x", data) }) },
  "surfaces.yaml": { schema: schemas.surfaces, whole: { surfaces: [{ name: "a", public_seo: true, protected: false }], units: ["seat"] }, wrap: (data) => shared({ surfaces: file("x", data) }) },
  "groups.yaml": { schema: schemas.groups, whole: { groups: [{ name: "beta", members: ["ann", 7] }] }, wrap: (data) => shared({ groups: file("x", data) }) },
  "the lock file": { schema: lockSchema, whole: lock, wrap: (data) => shared({ lock: file("x", data) }) },
};
/** Where plain data stands that a schema leaves to a check of its own. */
const free = /^(targeting\b|experiments\.checkout_cta\.(targeting|layer|holdout|prerequisites|decision|sizing|schedule|metrics\.)\b|experiments\.checkout_cta\.(metrics\.|daily_units))/;

describe.each(Object.entries(files))("every field of %s", (_, { wrap, schema, whole }) => {
  const places = placesIn(whole).filter((place) => !free.test(keyOf(place)));

  test("edge: the example names every key there is", () => {
    const known = keysOf(schema).filter((key) => key !== "" && !/^primary_metric\.quantile$|^guardrails\./.test(key));
    const named = new Set(places.map((place) => place.filter((step) => typeof step === "string").join(".")));
    expect(known.filter((key) => !named.has(key) && !free.test(key))).toEqual([]);
  });

  test("law: a value of another kind is a fault at its own key and line", () => {
    for (const place of places) {
      const wrong = wrongFor(at(whole, place));
      const data = withValue(whole, place, wrong);
      const found = wrap(data);
      const key = keyOf(place);
      const lines = JSON.stringify(data, undefined, 1).split("\n");
      expect(found.map((fault) => fault.key), key).toContain(key);
      const own = found.find((fault) => fault.key === key)!;
      expect(lines[own.line - 1]?.slice(own.column - 1).startsWith(typeof place.at(-1) === "string" ? JSON.stringify(place.at(-1)) : JSON.stringify(wrong)), `${key} at ${own.line}:${own.column}`).toBe(true);
      expect(own.got, key).toBe(wrong === null ? "null" : "true");
    }
  });

  test("law: a key nobody knows is a fault in every record, with its line", () => {
    for (const place of [[], ...places.filter((one) => isRecord(at(whole, one)))]) {
      if (/^experiments(\.checkout_cta\.(groups|metrics))?$/.test(keyOf(place))) continue;
      const data = withValue(whole, place, { ...(at(whole, place) as Data), zzzzzz: 1 });
      const key = keyOf([...place, "zzzzzz"]);
      const own = wrap(data).find((fault) => fault.key === key);
      expect(own?.got, key).toBe("unknown key zzzzzz");
      expect(JSON.stringify(data, undefined, 1).split("\n")[own!.line - 1]).toContain("zzzzzz");
    }
  });
});

const isRecord = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);
/** `true` is of no other kind than a truth value. */
const wrongFor = (value: unknown): unknown => (typeof value === "boolean" ? null : true);
const at = (value: unknown, place: Place): unknown => place.reduce((current, step) => (current as Data)[step], value);
const keyOf = (place: Place): string => place.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`), "");

function withValue(whole: Data, place: Place, value: unknown): Data {
  if (place.length === 0) return value as Data;
  const copy = structuredClone(whole);
  (at(copy, place.slice(0, -1)) as Data)[place.at(-1)!] = value;
  return copy;
}

function placesIn(value: unknown, above: Place = []): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  const steps: Place = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return steps.flatMap((step) => [[...above, step], ...placesIn((value as Data)[step], [...above, step])]);
}

/** Every key of a JSON Schema, dotted; a list adds no step of its own. */
function keysOf(schema: unknown, above = ""): readonly string[] {
  if (!isRecord(schema)) return [];
  const inner = [schema["items"], ...((schema["anyOf"] as unknown[] | undefined) ?? [])].flatMap((one) => keysOf(one, above));
  const own = Object.entries((schema["properties"] as Data | undefined) ?? {}).flatMap(([key, one]) => {
    const path = above === "" ? key : `${above}.${key}`;
    return [path, ...keysOf(one, path)];
  });
  return [...inner, ...own];
}
