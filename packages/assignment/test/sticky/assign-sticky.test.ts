import { assign, assignAll, assignSticky, memoryAssignmentStore } from "@liftproof/assignment";
import type { AssignmentStore, Experiment } from "@liftproof/assignment";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const cta: Experiment = { expId: "cta", status: "running", variants: ["control", "short"], weights: [1, 1], targeting: { country: "DE" } };
const follow: Experiment = { ...cta, expId: "follow", prerequisites: [{ expId: "cta", variants: ["short"] }] };
const unit = fc.nat().map((number) => `u${number}`);
const german = { country: "DE" };

describe("assign sticky", () => {
  test("law: the first visit is what the hash says; later ones keep it, whatever becomes of attributes and coverage", async () => {
    await fc.assert(
      fc.asyncProperty(unit, fc.constantFrom(0, 0.3, 1), async (unitId, coverage) => {
        const store = memoryAssignmentStore();
        const first = await assignSticky([cta, follow], { unitId, attributes: german, store });
        expect(first).toEqual(assignAll([cta, follow], { unitId, attributes: german }));
        const later = await assignSticky([{ ...cta, coverage }, follow], { unitId, attributes: { country: "FR" }, store });
        expect(later.get("cta")).toMatchObject({ variant: first.get("cta")?.variant, reason: "sticky" });
        expect(later.get("follow")?.variant).toBe(first.get("follow")?.variant);
      }),
      { numRuns: 50 },
    );
  });

  test("law: a new phase is decided anew, and a straggler of the old one changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(unit, async (unitId) => {
        const store = memoryAssignmentStore();
        const second = { ...cta, phase: 2 };
        await assignSticky([cta], { unitId, attributes: german, store });
        const anew = await assignSticky([second], { unitId, attributes: german, store });
        expect(anew.get("cta")).toEqual(assign(second, unitId, german));
        await assignSticky([cta], { unitId, attributes: german, store });
        expect((await store.load(unitId)).get("cta")).toEqual({ variant: anew.get("cta")?.variant, phase: 2 });
      }),
      { numRuns: 50 },
    );
  });

  test("law: two processes at one moment serve one variant, also where another experiment depends on it", async () => {
    await fc.assert(
      fc.asyncProperty(unit, async (unitId) => {
        const store = memoryAssignmentStore();
        const lopsided = { ...cta, weights: [1, 9] };
        const [one, other] = await Promise.all([[cta, follow], [lopsided, follow]].map((experiments) =>
          assignSticky(experiments, { unitId, attributes: german, store })));
        expect(other!.get("cta")?.variant).toBe(one!.get("cta")?.variant);
        expect(other!.get("follow")?.variant).toBe(one!.get("follow")?.variant);
      }),
      { numRuns: 50 },
    );
  });

  test("edge: what nobody was assigned is not kept: previews, control outside, ids that are none", async () => {
    const saved: string[] = [];
    const store: AssignmentStore = { ...memoryAssignmentStore(), save: (unitId, expId, assignment) => (saved.push(`${unitId} ${expId}`), Promise.resolve(assignment)) };
    const reasonOf = async (subject: Omit<Parameters<typeof assignSticky>[1], "store">, exp: Experiment = cta): Promise<string | undefined> =>
      (await assignSticky([exp], { ...subject, store })).get("cta")?.reason;
    expect(await reasonOf({ unitId: "u", attributes: german, context: { forced: new Map([["cta", "short"]]) } })).toBe("forced");
    expect(await reasonOf({ unitId: "u", attributes: {} })).toBe("not_targeted");
    expect(await reasonOf({ unitId: "u", attributes: german }, { ...cta, coverage: 0 })).toBe("outside_coverage");
    expect(await reasonOf({ unitId: "undefined", attributes: german })).toBe("invalid_identity");
    expect(await reasonOf({ unitId: null, attributes: german }, { ...cta, publicSeo: true })).toBe("no_identity_control");
    expect(saved).toEqual([]);
    expect(await reasonOf({ unitId: "u", attributes: german, context: { killed: new Set(["cta"]) } })).toBe("killed");
    expect(await reasonOf({ unitId: "u", attributes: german })).toBe("assigned");
    expect(saved).toEqual(["u cta"]);
  });

  test("edge: a kept variant that the experiment no longer has, or a later phase than ours, is no assignment; each is saved once", async () => {
    const store = memoryAssignmentStore();
    await store.save("u", "cta", { variant: "gone", phase: 1 });
    await store.save("v", "cta", { variant: "short", phase: 7 });
    expect((await assignSticky([cta], { unitId: "u", attributes: german, store })).get("cta")?.reason).toBe("assigned");
    expect((await assignSticky([cta], { unitId: "v", attributes: german, store })).get("cta")).toEqual(assign(cta, "v", german));
    expect([(await store.load("u")).get("cta")?.variant, (await store.load("v")).get("cta")?.phase]).toEqual(["gone", 7]);
  });
});
