import { fileURLToPath } from "node:url";
import { assignAll } from "@liftproof/assignment";
import type { assign, AssignmentContext, Experiment } from "@liftproof/assignment";
import { loadExperiments } from "@liftproof/experiments";
import { build } from "esbuild";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

interface Entry {
  readonly assign: typeof assign;
  readonly assignAll: typeof assignAll;
}

/** A file as a person would write it, from choices. */
const choices = fc.record({
  arms: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 4 }),
  coverage: fc.constantFrom(0, 0.1, 0.333333, 0.9, 1),
  slots: fc.constantFrom([0, 1], [0, 0.5], [0.1, 0.3]),
  holdout: fc.constantFrom(0, 0.05, 0.5),
  phase: fc.integer({ min: 1, max: 3 }),
  status: fc.constantFrom("running", "draft", "stopped", "killed"),
  salt: fc.constantFrom(undefined, "sälz 😀"),
  surface: fc.constantFrom("home", "checkout"),
  targeting: fc.constantFrom(
    undefined, { country: "DE" }, { "device.os": { $in: ["ios", "android"] }, age: { $gte: 18, $lt: 65 } }, { $or: [{ country: { $ne: "NO" } }, { version: { $vgte: "2.3.0" } }] },
    { tags: { $elemMatch: { $gt: 2 }, $size: { $lte: 3 } } }, { visitor: { $inGroup: "staff" } },
  ),
});
const attributes = fc.record({
  country: fc.constantFrom("DE", "NO", null), device: fc.record({ os: fc.constantFrom("ios", "mac") }), age: fc.integer({ min: 10, max: 80 }),
  version: fc.constantFrom("2.3.0", "2.3", "v10"), tags: fc.array(fc.nat({ max: 5 }), { maxLength: 4 }), visitor: fc.constantFrom("ann", "eve"),
}, { requiredKeys: [] });
const context = fc.record<AssignmentContext>({
  durableIdentity: fc.boolean(), crawler: fc.boolean(), policy: fc.constantFrom("identity", "identity-only", "same-as-user"), killed: fc.subarray(["cta", "next"]).map((ids) => new Set(ids)),
  sticky: fc.subarray(["cta"]).map((ids) => new Map(ids.map((id) => [id, { variant: "v1", phase: 2 }]))),
}, { requiredKeys: [] });
const unitId = fc.oneof(fc.nat().map(String), fc.uuid(), fc.constantFrom("José", "用户-1", "👩‍👩‍👧", "a".repeat(512), "", "undefined"), fc.constantFrom<unknown>(7, null, undefined));
const surfaces = { path: "surfaces.yaml", text: "surfaces: [{ name: home, public_seo: true }, { name: checkout }]" };
const groups = { path: "groups.yaml", text: "groups: [{ name: staff, members: [ann] }]" };

function filesOf({ arms, slots, holdout, salt, targeting, ...rest }: typeof choices extends fc.Arbitrary<infer Chosen> ? Chosen : never): readonly object[] {
  const cta = {
    exp_id: "cta", variants: arms.map((_, index) => `v${index}`), weights: arms, primary_metric: "orders", layer: { id: "page", slots }, holdout: { id: "year", share: holdout },
    ...(salt === undefined ? {} : { salt }), ...(targeting === undefined ? {} : { targeting }), ...rest,
  };
  const next = { exp_id: "next", surface: "home", variants: ["a", "b"], weights: [1, 1], primary_metric: "orders", status: "running", prerequisites: [{ exp_id: "cta", variants: ["v0"] }] };
  return [cta, next];
}

/** As YAML, with blocks and comments instead of braces. */
function yamlOf(value: object, indent = ""): string {
  return Object.entries(value).map(([key, inner]: [string, unknown]) => {
    const nested = typeof inner === "object" && inner !== null && !Array.isArray(inner) && Object.keys(inner).length > 0;
    return nested ? `${indent}${JSON.stringify(key)}:   # a block\n${yamlOf(inner, `${indent}  `)}` : `${indent}${JSON.stringify(key)}: ${JSON.stringify(inner)}\n`;
  }).join("");
}

describe("one decision wherever it is made", () => {
  let page: Entry;

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL("../../../assignment/src/index.ts", import.meta.url))],
      bundle: true, minify: true, format: "esm", platform: "browser", target: "es2022", write: false,
    });
    page = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`) as Entry;
  });

  test("law: from YAML, from JSON, from a definition sent as JSON, and in the bundle of a page", () => {
    const reasons = new Set<string>();
    const visits = fc.array(fc.record({ unitId, attributes, context }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(choices, visits, (chosen, visited) => {
        const files = filesOf(chosen);
        const load = (textOf: (file: object) => string): ReturnType<typeof loadExperiments> =>
          loadExperiments(files.map((file, index) => ({ path: `${index}`, text: textOf(file) })), { checks: "assignment", surfaces, groups });
        const yaml = load((file) => yamlOf(file));
        const json = load((file) => JSON.stringify(file));
        expect(yaml.faults).toEqual([]);
        const sent = JSON.parse(JSON.stringify(yaml.experiments)) as readonly Experiment[];
        for (const { context: around, ...who } of visited) {
          const subject = { ...who, context: { ...around, groups: yaml.groups } };
          const decisions = assignAll(yaml.experiments, subject);
          for (const experiments of [json.experiments, sent]) expect(assignAll(experiments, subject)).toEqual(decisions);
          expect(page.assignAll(sent, subject)).toEqual(decisions);
          expect(page.assign(sent[0]!, who.unitId, who.attributes, subject.context)).toEqual(decisions.get("cta"));
          for (const { reason } of decisions.values()) reasons.add(reason);
        }
      }),
      { numRuns: 30 },
    );
    // What was compared was not one answer over and over.
    expect(reasons.size).toBeGreaterThan(8);
  });
});
