import { assign, coverageCut, cutPoints } from "@liftproof/assignment";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { growthbookExperiments, loadExperiments } from "../../src/index.ts";
import type { ExperimentDefinition, GrowthbookMigration } from "../../src/index.ts";

const metrics = { path: "metrics.yaml", text: "metrics:\n  - { name: order_rate, kind: rate, event: order.created, direction: up }\n" };
const options = { surface: "shop", metric: "order_rate" };

function migrated(payload: unknown, more = {}): GrowthbookMigration {
  return growthbookExperiments({ path: "payload.json", text: JSON.stringify(payload) }, { ...options, ...more });
}

function loaded({ files }: GrowthbookMigration): readonly ExperimentDefinition[] {
  const { experiments, faults } = loadExperiments(files, { metrics });
  expect(faults.map(({ message }) => message)).toEqual([]);
  return experiments;
}

const refusals = ({ remarks }: GrowthbookMigration): readonly string[] => remarks.filter(({ fate }) => fate === "refused").map(({ key }) => key);
const feature = (...rules: readonly unknown[]) => ({ features: { button: { defaultValue: "old", rules } } });
const arms = { variations: ["old", "new"] };

describe("growthbookExperiments", () => {
  test("law: arms and coverage are those of the definition, range by range", () => {
    const input = fc.record({
      parts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }),
      coverage: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true }), { nil: undefined }),
      drift: fc.constantFrom(0, 0.005, -0.005, 0.5),
    });
    fc.assert(fc.property(input, ({ parts, coverage, drift }) => {
      const total = parts.reduce((sum, part) => sum + part, 0);
      const weights = parts.map((part, index) => part / total + (index === 0 ? drift : 0));
      // The definition, said once more: even arms unless the sum is within a hundredth of 1; then arm by arm a range of [0, 1).
      const sum = weights.reduce((all, weight) => all + weight, 0);
      const used = sum < 0.99 || sum > 1.01 ? weights.map(() => 1 / weights.length) : weights;
      let start = 0;
      const shares = used.map((weight) => {
        const [from, to] = [start, start + (coverage ?? 1) * weight];
        start += weight;
        return Math.max(0, Math.min(1, to) - Math.min(1, from));
      });
      const variations = parts.map((_, index) => `arm-${index}`);
      const [experiment] = loaded(migrated(feature({ variations, weights, ...(coverage === undefined ? {} : { coverage }) })));
      const cuts = cutPoints(experiment?.weights ?? []);
      const covered = coverageCut(experiment?.coverage ?? 0) / 2 ** 32;
      const ours = cuts.map((cut, index) => ((cut - (cuts[index - 1] ?? 0)) / 2 ** 32) * covered);
      ours.forEach((share, index) => expect(share).toBeCloseTo(shares[index] ?? NaN, 8));
    }), { numRuns: 40 });
  });

  test("law: every key of a rule has a line, and a file is written exactly when none of them is refused", () => {
    const anyRule = fc.record({
      variations: fc.constantFrom(["a", "b"], [true, false], ["only"], 7),
      key: fc.constantFrom("Button Test", "button"),
      weights: fc.constantFrom([0.5, 0.5], [0.9, 0.1], [1, 0], ["x", 1]),
      coverage: fc.constantFrom(1, 0.25, "all"),
      condition: fc.constantFrom({ country: "DE" }, { country: { $ini: ["de"] } }),
      namespace: fc.constantFrom(["pages", 0, 0.5], ["pages", 0.5, 0.2]),
      filters: fc.constantFrom([], [{ seed: "pages", ranges: [[0, 0.5]] }], [{ seed: "pages", ranges: [[0, 0.1], [0.5, 0.7]] }]),
      ranges: fc.constantFrom([[0, 0.2], [0.5, 0.7]], 5),
      meta: fc.constantFrom([{ key: "0" }, { key: "1" }], [{ key: "0", passthrough: true }, {}]),
      hashAttribute: fc.constantFrom("id", "deviceId", "company"),
      parentConditions: fc.constant([{ id: "other", condition: { value: true } }]),
      newlyInvented: fc.constant(1),
      ...Object.fromEntries(["id", "seed", "hashVersion", "phase", "name", "fallbackAttribute", "disableStickyBucketing", "bucketVersion", "minBucketVersion", "tracks", "range"].map((key) => [key, fc.constantFrom("1", 2)])),
    }, { requiredKeys: [] });
    fc.assert(fc.property(anyRule, (rule) => {
      const made = migrated(feature(rule));
      const said = made.remarks.map(({ key }) => key.replace(/^features\.button\.rules\[0\]\.?/u, ""));
      const broken = refusals(made).length > 0;
      for (const key of Object.keys(rule)) {
        expect(said.some((one) => one === key || one.startsWith(`${key}.`)), key).toBe(true);
      }
      expect(made.files.length).toBe(broken ? 0 : 1);
      expect(loaded(made).length).toBe(made.files.length);
    }), { numRuns: 60 });
  });

  test("example: an experiment for one country, in half of a namespace, at a fifth of it", () => {
    const made = migrated({
      features: {
        "checkout-cta": {
          defaultValue: "long",
          rules: [
            { id: "staff", condition: { email: { $in: ["qa@shop.example"] } }, force: "short" },
            {
              key: "checkout-cta", name: "Does a short form sell more?", variations: ["long", "short"], weights: [0.5, 0.5], coverage: 0.2, phase: "1",
              hashAttribute: "deviceId", hashVersion: 2, seed: "x", condition: { country: "DE" }, namespace: ["checkout", 0, 0.5],
              meta: [{ key: "control" }, { key: "short_form" }],
            },
          ],
        },
      },
    });
    expect(loaded(made)).toMatchObject([{
      expId: "checkout-cta", status: "draft", unit: "anonymous", variants: ["control", "short_form"], weights: [0.5, 0.5], coverage: 0.2, phase: 3, salt: "checkout-cta#3",
      layer: { id: "checkout", slots: [0, 0.5] }, targeting: { $and: [{ country: "DE" }, { $not: { email: { $in: ["qa@shop.example"] } } }] },
    }]);
    expect(made.remarks.find(({ key }) => key.endsWith("variations"))?.message).toContain('control = "long", short_form = "short"');
  });

  test("edge: the rules before decide who is left, or that nobody can say", () => {
    const second = { ...arms, key: "second" };
    expect(refusals(migrated(feature({ force: "x" }, second)))).toEqual(["features.button.rules[1]"]);
    expect(refusals(migrated(feature({ force: "x", coverage: 0.1 }, second)))).toEqual(["features.button.rules[1]"]);
    expect(refusals(migrated(feature({ ...arms, key: "first", coverage: 0.5 }, second)))).toEqual(["features.button.rules[1]"]);
    const [one, two] = loaded(migrated(feature({ ...arms, key: "first", condition: { country: "DE" } }, second)));
    const decide = (country: string) => [one, two].map((experiment) => experiment && assign({ ...experiment, status: "running" }, "u1", { country }).reason);
    expect(decide("DE")).toEqual(["assigned", "not_targeted"]);
    expect(decide("FR")).toEqual(["not_targeted", "assigned"]);
  });

  test("edge: names and slots that would collide are refused, one experiment of two features is one file", () => {
    const two = (a: object, b: object) => migrated({ features: { a: { rules: [{ ...arms, ...a }] }, b: { rules: [{ ...arms, ...b }] } } });
    expect(two({ key: "same" }, { key: "same", variations: [1, 2] }).files).toHaveLength(1);
    expect(refusals(two({ key: "same" }, { key: "same", coverage: 0.5 }))).toEqual(["features.b.rules[0].key"]);
    expect(refusals(two({ namespace: ["n", 0, 0.6] }, { namespace: ["n", 0.5, 1] }))).toEqual(["features.b.rules[0]"]);
    expect(loaded(two({ namespace: ["n", 0, 0.5] }, { namespace: ["n", 0.5, 1] }))).toHaveLength(2);
  });

  test("edge: no payload, an encrypted one, and experiments on the page itself", () => {
    expect(growthbookExperiments({ path: "p", text: "{" }, options).remarks).toMatchObject([{ file: "p", key: "features", fate: "refused" }]);
    expect(refusals(migrated({ encryptedFeatures: "abc" }))).toEqual(["features"]);
    const page = { key: "home", variations: [{}, { urlRedirect: "https://shop.example/b" }] };
    const { remarks } = migrated({ features: {}, experiments: [page, { ...page, variations: [{}, { css: "" }] }] });
    expect(remarks.map(({ message }) => /redirects|changes/u.exec(message)?.[0])).toEqual(["redirects", "changes"]);
    expect(refusals(migrated(feature({ ...arms, hashAttribute: "company" })))).toEqual(["features.button.rules[0].hashAttribute"]);
    expect(migrated(feature({ ...arms, hashAttribute: "company" }), { units: { company: "session" } }).files[0]?.text).toContain("unit: session");
  });
});
