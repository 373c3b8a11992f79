import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assign, assignAll, assignmentId, conversionId, coverageCut, cutPoints, exposureId, murmur3 } from "@liftproof/assignment";
import type { AssignmentContext, Condition, Decision, Experiment } from "@liftproof/assignment";

const base: Experiment = { expId: "cta", status: "running", variants: ["control", "short"], weights: [1, 1] };

const unitId = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).filter((id) => !id.includes("\u001f") && id.isWellFormed() && id !== "undefined");
const experiment: fc.Arbitrary<Experiment> = fc
  .record({
    expId: fc.constantFrom("cta", "price", "hero"),
    status: fc.constantFrom("draft", "running", "stopped", "killed"),
    arms: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 }),
    coverage: fc.double({ min: 0, max: 1, noNaN: true }),
    slots: fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 })),
    publicSeo: fc.boolean(),
    phase: fc.integer({ min: 1, max: 3 }),
    holdoutShare: fc.constantFrom(0, 0.1, 1),
    targeting: fc.constantFrom({}, { country: "DE" }, { age: { $gt: 18 } }),
    prerequisites: fc.constantFrom([], [{ expId: "other", variants: ["on"] }]),
  })
  .map(({ arms, slots, holdoutShare, ...rest }): Experiment => ({
    ...rest,
    variants: arms.map((_, index) => `v${index}`),
    weights: arms,
    layer: { id: "page", slots: [Math.min(...slots) / 10, Math.max(...slots) / 10] },
    holdout: { id: "global", share: holdoutShare },
    startUs: 100,
    endUs: 200,
  }));
const context: fc.Arbitrary<AssignmentContext> = fc.record(
  {
    killed: fc.subarray(["cta", "price"]).map((ids) => new Set(ids)),
    forced: fc.subarray(["cta", "hero"]).map((ids) => new Map(ids.map((id) => [id, "v1"]))),
    sticky: fc.subarray(["cta", "hero"]).map((ids) => new Map(ids.map((id) => [id, { variant: "v0", phase: 2 }]))),
    nowUs: fc.constantFrom(50, 100, 199, 200),
    crawler: fc.boolean(),
    durableIdentity: fc.boolean(),
    policy: fc.constantFrom("identity", "identity-only", "same-as-user"),
  },
  { requiredKeys: [] },
);
const allowed = (from: readonly Decision["reason"][], { reason }: Decision): boolean => from.includes(reason);
const inside = ["assigned", "forced", "sticky"] as const;

describe("assign", () => {
  test("law: depends on nothing but its arguments", () => {
    fc.assert(
      fc.property(experiment, unitId, context, (exp, unit, around) => {
        const first = assign(exp, unit, { country: "DE" }, around);
        assign(exp, `${unit}x`, {}, {});
        expect(assign(structuredClone(exp), unit, { country: "DE" }, structuredClone(around))).toEqual(first);
      }),
    );
  });

  test("law: control outside, a listed variant inside, null only for an invalid identity", () => {
    const anyUnit = fc.oneof(unitId, fc.anything());
    fc.assert(
      fc.property(experiment, anyUnit, context, (exp, unit, around) => {
        const decision = assign(exp, unit, { country: "DE", age: 20 }, around);
        expect(decision.inExperiment).toBe(allowed(inside, decision));
        expect(decision.variant === null).toBe(decision.reason === "invalid_identity");
        if (decision.variant !== null) expect(exp.variants).toContain(decision.variant);
        if (!decision.inExperiment && decision.variant !== null) expect(decision.variant).toBe(exp.variants[0]);
        if (decision.reason !== "assigned") expect(decision.bucket).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  test("law: a killed experiment serves control, whoever asks and whatever is forced or kept", () => {
    fc.assert(
      fc.property(experiment, fc.anything(), context, (exp, unit, around) => {
        const byList = assign(exp, unit, {}, { ...around, killed: new Set([exp.expId]) });
        const byStatus = assign({ ...exp, status: "killed" }, unit, {}, around);
        expect(byList).toMatchObject({ variant: exp.variants[0], inExperiment: false, reason: "killed" });
        expect(byStatus).toEqual(byList);
      }),
    );
  });

  test("law: raising coverage adds units and never moves one that is in", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(experiment, unitId, share, share, (exp, unit, a, b) => {
        const narrow = assign({ ...exp, coverage: Math.min(a, b) }, unit, {});
        const wide = assign({ ...exp, coverage: Math.max(a, b) }, unit, {});
        if (narrow.inExperiment) expect(wide).toEqual(narrow);
      }),
      { numRuns: 500 },
    );
  });

  test("law: experiments in slots of one layer that touch but do not overlap never share a unit and leave nobody out", () => {
    fc.assert(
      fc.property(unitId, fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }), (unit, inner) => {
        const bounds = [0, ...inner.toSorted((a, b) => a - b), 1];
        const reached = bounds.slice(1).filter((to, index) => {
          const layer = { id: "page", slots: [bounds[index]!, to] as const };
          return assign({ ...base, expId: `e${index}`, layer }, unit).inExperiment;
        });
        expect(reached.length).toBe(1);
      }),
    );
  });

  test("law: the arm does not depend on coverage, layer, holdout or targeting", () => {
    fc.assert(
      fc.property(experiment, unitId, (exp, unit) => {
        const open = { status: "running", prerequisites: [], layer: { id: "page", slots: [0, 0.8] } } as const;
        const found = assign({ ...exp, ...open, publicSeo: false }, unit, { country: "DE", age: 30 });
        fc.pre(found.reason === "assigned");
        const { expId, variants, weights, phase } = exp;
        const bare = assign({ expId, variants, weights, status: "running", phase: phase ?? 1 }, unit);
        expect(found.variant).toBe(bare.variant);
      }),
    );
  });

  test("law: weights are honored in the limit: an arm is its part of the circle, and the draw lies in the arm that is served", () => {
    fc.assert(
      fc.property(experiment, unitId, (exp, unit) => {
        const { expId, variants, weights } = exp;
        const { variant, bucket } = assign({ expId, variants, weights, status: "running" }, unit);
        fc.pre(bucket !== null);
        const arm = variants.indexOf(variant!);
        const cuts = [0, ...cutPoints(weights)];
        expect(bucket! >= cuts[arm]! && bucket! < cuts[arm + 1]!).toBe(true);
        expect(bucket).toBe(murmur3("assign", expId, unit));
      }),
    );
  });

  test("law: a holdout keeps the same units out of every experiment that names it, and lets the others be as they were", () => {
    fc.assert(
      fc.property(unitId, fc.double({ min: 0, max: 1, noNaN: true }), (unit, share) => {
        const holdout = { id: "year", share };
        const [one, other] = ["cta", "price"].map((expId) => assign({ ...base, expId, holdout }, unit));
        expect(other!.reason).toBe(one!.reason);
        expect(one!.reason === "holdout").toBe(murmur3("layer", "year", unit) < coverageCut(share));
        if (one!.reason !== "holdout") expect(one).toEqual(assign(base, unit));
        expect(assign({ ...base, holdout: { id: "year", share: share / 2 } }, unit).reason === "holdout").toBe(murmur3("layer", "year", unit) < coverageCut(share / 2));
      }),
    );
  });

  test("edge: the order of the rules, one step at a time", () => {
    const exp: Experiment = {
      ...base, startUs: 100, endUs: 200, publicSeo: true, coverage: 0, targeting: { country: "DE" },
      holdout: { id: "h", share: 1 }, prerequisites: [{ expId: "p", variants: ["on"] }], layer: { id: "l", slots: [0, 0] },
    };
    const person = { durableIdentity: true, nowUs: 150 };
    const reason = (changes: Partial<Experiment>, around: AssignmentContext, attributes: unknown = {}): string =>
      assign({ ...exp, ...changes }, "u", attributes, around).reason;
    const met = { decisions: new Map([["p", { ...assign(base, "u"), inExperiment: true, variant: "on" }]]) };
    const open: Partial<Experiment> = { holdout: { id: "h", share: 0 } };

    expect(reason({}, { nowUs: 150 })).toBe("no_identity_control");
    expect(reason({}, { ...person, crawler: true })).toBe("crawler_control");
    expect(reason({}, { ...person, crawler: true, policy: "identity-only" })).toBe("holdout");
    expect(reason({}, { nowUs: 150, crawler: true, policy: "same-as-user" })).toBe("holdout");
    expect(reason({}, { ...person, forced: new Map([["cta", "short"]]) })).toBe("forced");
    expect(reason({}, { ...person, forced: new Map([["cta", "gone"]]) })).toBe("holdout");
    expect(reason({ status: "draft" }, person)).toBe("draft");
    expect(reason({ status: "stopped" }, person)).toBe("stopped");
    expect(reason({}, { ...person, nowUs: 99 })).toBe("not_started");
    expect(reason({}, { ...person, nowUs: 100 })).toBe("holdout");
    expect(reason({}, { ...person, nowUs: 199 })).toBe("holdout");
    expect(reason({}, { ...person, nowUs: 200 })).toBe("ended");
    expect(reason(open, person)).toBe("prerequisite");
    const sticky = new Map([["cta", { variant: "short", phase: 1 }]]);
    expect(reason(open, { ...person, ...met, sticky })).toBe("sticky");
    expect(reason({ ...open, phase: 2 }, { ...person, ...met, sticky })).toBe("not_targeted");
    expect(reason(open, { ...person, ...met })).toBe("not_targeted");
    expect(reason(open, { ...person, ...met }, { country: "DE" })).toBe("outside_layer");
    const laidOut: Partial<Experiment> = { ...open, layer: { id: "l", slots: [0, 1] } };
    expect(reason(laidOut, { ...person, ...met }, { country: "DE" })).toBe("outside_coverage");
    expect(reason({ ...laidOut, coverage: 1 }, { ...person, ...met }, { country: "DE" })).toBe("assigned");
  });

  test("edge: no identity is control on a public surface and invalid elsewhere; a number is invalid everywhere", () => {
    expect(assign({ ...base, publicSeo: true }, null)).toMatchObject({ variant: "control", reason: "no_identity_control" });
    for (const unit of [null, undefined, "undefined", 7, ""]) {
      expect(assign(base, unit)).toMatchObject({ variant: null, reason: "invalid_identity" });
    }
    expect(assign({ ...base, publicSeo: true }, 7).reason).toBe("invalid_identity");
  });

  test("edge: one variant needs no hash", () => {
    expect(assign({ ...base, variants: ["only"], weights: [3] }, "u")).toMatchObject({ variant: "only", bucket: null, reason: "assigned" });
  });

  test("edge: weights that do not match variants are refused, not made equal", () => {
    expect(() => assign({ ...base, weights: [1] }, "u")).toThrow(RangeError);
    expect(() => assign({ ...base, coverage: 1.5 }, "u")).toThrow(RangeError);
  });

  test("edge: a new phase re-randomizes unless the salt is kept", () => {
    const units = Array.from({ length: 200 }, (_, index) => `u${index}`);
    const arms = (changes: Partial<Experiment>): (string | null)[] => units.map((unit) => assign({ ...base, ...changes }, unit).variant);
    expect(arms({ phase: 2 })).not.toEqual(arms({}));
    expect(arms({ phase: 2, salt: "cta" })).toEqual(arms({}));
    expect(arms({ salt: "cta#2" })).toEqual(arms({ phase: 2 }));
  });

  test("vector: variants, reasons and buckets of the Python reference", () => {
    const { decisions } = JSON.parse(readFileSync(new URL("../vectors/hash-v1.json", import.meta.url), "utf8")) as {
      decisions: { experiment: Experiment; units: { unitId: string; variant: string; reason: string; bucket: number | null }[] }[];
    };
    expect(decisions.length).toBe(5);
    for (const { experiment: exp, units } of decisions) {
      for (const { unitId: unit, ...expected } of units) expect(assign(exp, unit), unit).toMatchObject(expected);
    }
  });
});

describe("assign all", () => {
  const parent: Experiment = { ...base, expId: "parent" };
  const child: Experiment = { ...base, expId: "child", prerequisites: [{ expId: "parent", variants: ["short"] }] };

  test("law: the order of the list does not change a decision", () => {
    fc.assert(
      fc.property(unitId, fc.shuffledSubarray([parent, child, base], { minLength: 3 }), (unit, order) => {
        const found = assignAll(order, { unitId: unit });
        const parentDecision = assign(parent, unit);
        expect(found.get("parent")).toEqual(parentDecision);
        expect(found.get("child")?.inExperiment).toBe(parentDecision.variant === "short");
        expect([...found.keys()]).toEqual(order.map(({ expId }) => expId));
      }),
    );
  });

  test("budget: the keys of a record are listed once for all experiments that ask for it, and decisions stay those of each alone", () => {
    const listed = { times: 0 };
    const record = (keys: number): object => new Proxy(Object.fromEntries(Array.from({ length: keys }, (_, index) => [`k${index}`, index])), {
      ownKeys: (target) => {
        listed.times += 1;
        return Reflect.ownKeys(target);
      },
    });
    // The first is within what a condition looks at, the second beyond what any record may hold.
    const attributes = { seen: record(9_000), huge: record(20_000) };
    const seen: Condition = { seen: { $exists: true } };
    const targetings: readonly Condition[] = [seen, { huge: { $exists: true } }, { $not: { huge: 1 } }, { $and: [seen, { seen: { $ne: null } }] }, { $nor: Array.from({ length: 12 }, () => ({ seen: { $eq: attributes.seen } })) }];
    const asking = Array.from({ length: 10 }, (_, index): Experiment => ({ ...base, expId: `e${index}`, targeting: targetings[index % targetings.length]! }));
    const found = assignAll(asking, { unitId: "u1", attributes });
    expect(listed.times).toBe(2);
    expect([...found.values()]).toEqual(asking.map((experiment) => assign(experiment, "u1", attributes)));
    expect(new Set([...found.values()].map(({ reason }) => reason))).toEqual(new Set(["assigned", "not_targeted"]));
  });

  test("edge: a prerequisite that leads back to itself is not met", () => {
    const loop = [{ ...base, expId: "a", prerequisites: [{ expId: "b", variants: ["short"] }] }, { ...base, expId: "b", prerequisites: [{ expId: "a", variants: ["short"] }] }];
    expect([...assignAll(loop, { unitId: "u" }).values()].map(({ reason }) => reason)).toEqual(["prerequisite", "prerequisite"]);
  });
});

describe("exposure id", () => {
  test("edge: assigned and kept units are exposed; forced and outside ones are not", () => {
    const scope = { sessionId: "s1", unitId: "u1" };
    expect(exposureId({ ...assign(base, "u1"), variant: "short" }, scope)).toBe("exp.view/cta/1/short/s1/u1");
    expect(conversionId({ ...assign(base, "u1"), variant: "short" }, scope)).toBe("exp.convert/cta/1/short/s1/u1");
    const ordered = { metric: "order_rate" };
    expect(conversionId({ ...assign(base, "u1"), variant: "short" }, scope, ordered)).toBe("exp.convert/cta/1/short/s1/u1/order_rate");
    expect(conversionId({ ...assign(base, "u1"), variant: "short" }, scope, { metric: "spent", occurrence: "o-17" })).toBe("exp.convert/cta/1/short/s1/u1/spent/o-17");
    expect(conversionId(assign({ ...base, coverage: 0 }, "u1"), scope, ordered)).toBeUndefined();
    expect(assignmentId({ ...assign(base, "u1"), variant: "short" }, scope)).toBe("exp.assign/cta/1/short/s1/u1");
    expect(conversionId(assign({ ...base, coverage: 0 }, "u1"), scope)).toBeUndefined();
    expect(exposureId(assign(base, "u1", {}, { sticky: new Map([["cta", { variant: "short", phase: 1 }]]) }), scope)).toBe("exp.view/cta/1/short/s1/u1");
    expect(exposureId(assign(base, "u1", {}, { forced: new Map([["cta", "short"]]) }), scope)).toBeUndefined();
    expect(exposureId(assign({ ...base, coverage: 0 }, "u1"), scope)).toBeUndefined();
  });
});
