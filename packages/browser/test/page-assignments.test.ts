import { assign, type Experiment } from "@liftproof/assignment";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageAssignments } from "../src/assign.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const experiments: fc.Arbitrary<Experiment> = fc
  .record(
    {
      status: fc.constantFrom("running", "running", "running", "draft", "stopped", "killed"),
      arms: fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,6}$/), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 4, selector: ([name]) => name }),
      phase: fc.integer({ min: 1, max: 3 }),
      coverage: share,
      layer: fc.tuple(share, share).map(([a, b]) => ({ id: "layer-1", slots: [Math.min(a, b), Math.max(a, b)] as const })),
      holdout: share.map((part) => ({ id: "holdout-1", share: part / 2 })),
      startUs: fc.constantFrom(10, 20),
      endUs: fc.constantFrom(20, 30),
      publicSeo: fc.constant(true),
    },
    { requiredKeys: ["status", "arms"] },
  )
  .map(({ arms, ...rest }) => ({ ...rest, expId: "cta", variants: arms.map(([name]) => name), weights: arms.map(([, weight]) => weight) }) as Experiment);

describe("pageAssignments", () => {
  test("law: decides as the server's assign does, by the same hash", () => {
    fc.assert(
      fc.property(experiments, fc.string({ minLength: 1, maxLength: 20 }), fc.constantFrom(undefined, 15, 25), (experiment, unitId, nowUs) => {
        const decision = assign(experiment, unitId, {}, nowUs === undefined ? {} : { nowUs });
        const given = pageAssignments([experiment], unitId, nowUs)["cta"];
        if (decision.reason === "invalid_identity") expect(given).toBeUndefined();
        else expect(given).toMatchObject({ variant: decision.variant, reason: decision.reason, bucket: decision.bucket, phase: decision.phase, hash_version: 1 });
      }),
      { numRuns: 300 },
    );
  });

  test("law: what only a server can know lets nobody in", () => {
    const experiment = { expId: "cta", status: "running", variants: ["a", "b"], weights: [0, 1] } as const;
    expect(pageAssignments([experiment], "u1")["cta"]?.variant).toBe("b");
    for (const more of [{ targeting: { country: "AT" } }, { prerequisites: [{ expId: "x", variants: ["b"] }] }, { publicSeo: true }]) {
      expect(pageAssignments([{ ...experiment, ...more }], "u1")["cta"]).toMatchObject({ variant: "a", bucket: null });
    }
  });
});
